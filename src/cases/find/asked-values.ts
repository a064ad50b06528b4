/** A parameter that takes one value or several, as a list; empty when it is not there. */
export function askedValues<Value> (parameter: Value | readonly Value[] | undefined): readonly Value[] {
  if (parameter === undefined) return []
  return Array.isArray(parameter) ? parameter : [parameter as Value]
}
