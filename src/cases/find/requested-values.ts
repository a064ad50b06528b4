/** Converts a parameter with one or several values to a list; empty if absent. */
export function requestedValues<Value> (parameter: Value | readonly Value[] | undefined): readonly Value[] {
  if (parameter === undefined) return []
  return Array.isArray(parameter) ? parameter : [parameter as Value]
}
