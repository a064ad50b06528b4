import { TimeoutError } from '../control/journal/timeout-error.js'
import { VerificationError } from '../control/journal/verify.js'
import { ConflictError } from '../input/conflict-error.js'
import { isObject } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import { NotFoundError } from '../input/not-found-error.js'

/** Translates the names in a body or query to the caller's arguments: `{ match: '', body: 'filter' }`. */
export type Names = Readonly<Record<string, string>>

/** A response that is not a success. */
interface Refusal {
  readonly request: string
  readonly status: number
  readonly text: string
}

/** The error that the same method throws in process. */
export function toError ({ request, status, text }: Refusal, names: Names): Error {
  const { message, path, expected } = read(text)
  const [, kind, id] = /^there is no (.+?) ("(?:[^"\\]|\\.)*")$/.exec(message) ?? []
  if (status === 400 && path !== undefined && expected !== undefined) return toInvalidInput(message, path, expected, names)
  if (status === 404 && kind !== undefined && id !== undefined && kind !== 'control route') return new NotFoundError(kind, JSON.parse(id))
  if (status === 406) return new VerificationError({ verified: false, count: 0, message })
  if (status === 408) return new TimeoutError(message)
  if (status === 409) return new ConflictError(message)
  return new Error(`${request} answered ${status}: ${message}`)
}

function read (text: string): { message: string, path?: string, expected?: string } {
  try {
    const body: unknown = JSON.parse(text)
    if (isObject(body) && 'message' in body) return { ...body, message: String(body.message) }
  } catch {
    // Not a response of ours
  }
  return { message: text }
}

/** Splits a message: the text before the path is the subject, the text after the expectation is the value. */
function toInvalidInput (message: string, path: string, expected: string, names: Names): InvalidInput {
  const reason = `expected ${expected}, got `
  const at = message.indexOf(reason)
  const place = message.slice(0, at).replace(/: $/, '')
  const subject = place.slice(0, place.length - path.length).replace(/: $/, '')
  return new InvalidInput(asCalled(path, names), expected, message.slice(at + reason.length), { subject })
}

function asCalled (path: string, names: Names): string {
  const [first = '', rest = ''] = /^([\w$-]*)(.*)$/s.exec(path)?.slice(1) ?? []
  const name = names[first]
  if (name === undefined) return path
  // A problem with a whole argument is named after the argument
  return name === '' ? rest.replace(/^\./, '') || names.body || first : name + rest
}
