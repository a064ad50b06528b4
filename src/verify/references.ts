/** Values by name: answers of earlier steps, and what is known from the start. */
export type Known = ReadonlyMap<string, unknown>

/** A text refers to a value that no answer has: an earlier step went otherwise than expected. */
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

/** Whether a text in braces is a reference: its first word is the name of an answer. */
const isReference = (known: Known, reference: string) => known.has(reference.split('.', 1)[0]!)

/**
 * Puts values in the place of references. A text that is nothing but a reference becomes the value itself, whatever its type.
 * @throws MissingValue
 */
export function fill (template: unknown, known: Known): unknown {
  if (typeof template === 'string') return fillText(template, known)
  if (Array.isArray(template)) return template.map(item => fill(item, known))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [fillText(key, known), fill(value, known)]))
}

function fillText (template: string, known: Known): unknown {
  const [whole, only] = /^\{([a-z]\w*(?:\.\w+)*)\}$/i.exec(template) ?? []
  if (whole !== undefined && isReference(known, only!)) return lookUp(known, only!)
  return template.replace(REFERENCE, (text, reference: string) => isReference(known, reference) ? String(lookUp(known, reference)) : text)
}
