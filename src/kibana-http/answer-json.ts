/** Maximum number of shared parts kept per kind: about 30 MB for cases. */
const MAX_PARTS = 10_000

/** The JSON of shared parts; empty until it is needed. */
const texts = new WeakMap<object, string>()

/**
 * Builds the part of an answer that comes from one document, or returns it from an earlier answer: documents never change, so
 * answers share the parts and their JSON.
 */
export function sharedPart<Document extends object, Part extends object> (
  build: (document: Document) => Part,
): (document: Document) => Part {
  let parts = new WeakMap<Document, Part>()
  let count = 0
  return document => {
    const known = parts.get(document)
    if (known) return known
    if (++count > MAX_PARTS) {
      parts = new WeakMap()
      count = 1
    }
    const part = build(document)
    parts.set(document, part)
    texts.set(part, '')
    return part
  }
}

/** Wraps a function that adapts answers to a version, so that it adapts each shared part only once. */
export function sharedTrim (trim: (answer: unknown) => unknown): (answer: unknown) => unknown {
  const shared = sharedPart(trim as (part: object) => object)
  return answer => isPart(answer) ? shared(answer) : trim(answer)
}

/** Serializes an answer, reusing the JSON of shared parts: of the answer itself, in a list, or in a list within an object. */
export function toJson (answer: unknown): string {
  if (isPart(answer)) return partJson(answer)
  if (Array.isArray(answer)) return listJson(answer)
  return isObjectWithParts(answer) ? objectJson(answer) : JSON.stringify(answer)
}

const isObjectWithParts = (answer: unknown): answer is Readonly<Record<string, unknown>> =>
  typeof answer === 'object' && answer !== null && Object.values(answer).some(isListOfParts)

/** Serializes an object: its lists of shared parts, and the members between them. */
function objectJson (answer: Readonly<Record<string, unknown>>): string {
  const members: string[] = []
  let others: Record<string, unknown> = {}
  for (const key of Object.keys(answer)) {
    const value = answer[key]
    if (isListOfParts(value)) {
      members.push(membersOf(others), `${JSON.stringify(key)}:${listJson(value)}`)
      others = {}
    } else others[key] = value
  }
  return `{${[...members, membersOf(others)].filter(text => text !== '').join(',')}}`
}

const membersOf = (value: object) => JSON.stringify(value).slice(1, -1)

const isPart = (value: unknown): value is object => typeof value === 'object' && value !== null && texts.has(value)

/** Lists contain either shared parts only, or none. */
const isListOfParts = (value: unknown): value is readonly object[] => Array.isArray(value) && isPart(value[0])

const listJson = (list: readonly unknown[]) => isListOfParts(list) ? `[${list.map(partJson).join(',')}]` : JSON.stringify(list)

function partJson (part: object): string {
  let text = texts.get(part)
  if (!text) {
    text = JSON.stringify(part)
    texts.set(part, text)
  }
  return text
}
