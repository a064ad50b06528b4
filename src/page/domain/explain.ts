import type { Request } from '../types.js'
import { readableVersion, sequenceOf } from './case-version.js'
import { casesOf, changesIn, describe, messageOf } from './describe.js'
import { isPlanned, isTrouble, plannedBy } from './outcome.js'
import { effectWords } from './rule-words.js'
import { span } from './time.js'
import type { VersionIndex } from './versions.js'

/** The reason a request failed. */
export interface Explanation {
  readonly title: string
  /** The evidence, in sentences. */
  readonly cause: string
  /** Wrong values in the request, as JSON text. */
  readonly marked: readonly string[]
  /** The request that made the sent version stale. */
  readonly since?: Request
}

function explainConflict (request: Request, versions: VersionIndex): Explanation | undefined {
  for (const { id, version } of changesIn(request)) {
    const current = versions.before(String(id), request)
    const sent = sequenceOf(version)
    if (!current || sent === undefined || current.number === sent) continue
    const { request: since } = current
    const when = since ? ` since #${since.id}, ${span(Date.parse(request.receivedAt) - Date.parse(since.receivedAt))} before` : ''
    return {
      title: 'The version was stale',
      cause: `Sent ${readableVersion(version)}; the case was at ${readableVersion(current.document.version)}${when}.`,
      marked: [JSON.stringify(version)],
      ...(since && { since }),
    }
  }
  return undefined
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request was invalid',
  401: 'The caller was not authenticated',
  403: 'The user may not do this',
  404: 'Not found',
  409: 'Conflict',
  413: 'The body was too large',
  415: 'The body had an unsupported type',
  424: 'Push failed',
  429: 'Too many requests',
  503: 'Kibana was not available',
}

/** The values of a body that the server's message quotes. */
function quotedValues (request: Request): string[] {
  const message = messageOf(request)
  return [...message.matchAll(/"([^"]{1,80})"/g)].flatMap(([, value]) => (value === undefined ? [] : [JSON.stringify(value)]))
}

/** The part of a request that Kibana handled despite the fault, in words. */
function reach ({ afterWrite, conflict, alertsConflict, status, starting, hang, cut }: NonNullable<Request['fault']>['effect']): string {
  if (afterWrite) return 'Kibana had already made the change; the client was not told.'
  if (conflict) return 'It wrote to the same documents just before, so the versions in the request were stale.'
  if (alertsConflict) return 'Another write overtook the write to the alerts; Kibana did the rest.'
  return status !== undefined || starting || hang || cut === 'before-answer'
    ? "It applied before Kibana's other checks, so nothing changed."
    : 'Kibana handled the request.'
}

function explainPlanned (request: Request): Explanation {
  const { fault, failure, status } = request
  const message = messageOf(request)
  if (failure) {
    const kind = failure.failure ?? failure.preset
    return { title: 'Push failed', cause: `${message || 'The external system failed'}${kind ? ` (${kind})` : ''}`, marked: [] }
  }
  const effect = fault!.effect
  const title = status === null
    ? 'The connection was cut'
    : effect.conflict && status === 409 ? 'Version conflict' : TITLES[status] ?? `Answered ${status}`
  return { title, cause: `The fault ${fault!.id}: ${effectWords(effect)}. ${reach(effect)}`, marked: [] }
}

/** The reason a request failed; undefined if it succeeded or is pending. */
export function explain (request: Request, versions: VersionIndex): Explanation | undefined {
  const { outcome } = describe(request)
  if (outcome === 'waiting' || (outcome === 'done' && !isPlanned(request))) return undefined
  if (isPlanned(request)) return explainPlanned(request)
  if (request.status === null) {
    return { title: 'The connection was cut', cause: 'The client disconnected before the answer.', marked: [] }
  }
  const conflict = request.status === 409 ? explainConflict(request, versions) : undefined
  if (conflict) return conflict
  const message = messageOf(request)
  return { title: TITLES[request.status] ?? `Answered ${request.status}`, cause: message, marked: quotedValues(request) }
}

/** Whether the test planned what happened to a request, in words. */
export const planWords = (request: Request) => (isPlanned(request) ? `planned · ${plannedBy(request)}` : 'not planned')

/** The later request that retried a failed one successfully. */
export function laterSuccess (request: Request, requests: readonly Request[]): Request | undefined {
  if (!isTrouble(describe(request).outcome)) return undefined
  const cases = casesOf(request).join()
  return requests.find(other =>
    other.id > request.id && other.method === request.method && other.route === request.route &&
    describe(other).outcome === 'done' && casesOf(other).join() === cases)
}
