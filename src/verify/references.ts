/** Values by name: the responses of earlier steps, and values known from the start. */
export type Known = ReadonlyMap<string, unknown>

/** Thrown when a text refers to a value that no response has, because an earlier step had an unexpected result. */
export class MissingValue extends Error {
  override readonly name = 'MissingValue'
}

const REFERENCE = /\{([a-z]\w*(?:\.\w+)*)\}/gi

function lookUp (known: Known, reference: string): unknown {
  const [name = '', ...keys] = reference.split('.')
  const value = keys.reduce<unknown>((value, key) => Object(value)[key], known.get(name))
  if (value === undefined) throw new MissingValue(`there is no ${reference}`)
  return value
}

/** Whether a text in braces is a reference: its first part is the name of a response. */
const isReference = (known: Known, reference: string) => known.has(reference.split('.', 1)[0]!)

/**
 * Replaces references with their values. A text that is only a reference becomes the value itself, of any type.
 * @throws MissingValue if there is no such value
 */
export function fill (template: unknown, known: Known): unknown {
  if (typeof template === 'string') return fillText(template, known)
  if (Array.isArray(template)) return template.map(item => fill(item, known))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [fillText(key, known), fill(value, known)]))
}

function fillText (template: string, known: Known): unknown {
  const [, only] = /^\{([a-z]\w*(?:\.\w+)*)\}$/i.exec(template) ?? []
  if (only !== undefined && isReference(known, only)) return lookUp(known, only)
  return template.replace(REFERENCE, (text, reference: string) => isReference(known, reference) ? String(lookUp(known, reference)) : text)
}
