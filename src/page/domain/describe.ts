import type { IconName } from '../components/icon.js'
import type { Request } from '../types.js'
import { outcomeOf, type Outcome } from './outcome.js'
import { capital, count, STATUS_WORDS } from './words.js'
import { asObject, isObject, objectsIn, parseJson, type JsonObject } from './json-object.js'

/** A requested change to one case. */
export interface CaseChange {
  readonly caseId: string
  readonly icon: IconName
  /** The change, in the past tense. */
  readonly say: string
  /** The status that the case has from then on. */
  readonly status?: string
}

/** A request in words. */
export interface Description {
  readonly outcome: Outcome
  readonly isRead: boolean
  readonly changes: readonly CaseChange[]
  readonly say: string
  /** A noun for the attempted change: "severity", "push". */
  readonly tried: string
  /** For pushes: the connector. */
  readonly connectorId?: string
  /** For successful pushes: the record. Its title alone may not be unique. */
  readonly incident?: { readonly id: string; readonly title: string }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** The value of a route parameter in the path of a request. */
function parameter ({ route, path }: Request, name: RegExp): string | undefined {
  const at = route?.split('/').findIndex(part => name.test(part)) ?? -1
  return at === -1 ? undefined : decodeURIComponent(path.split('/')[at] ?? '')
}

const caseIdOf = (request: Request) => parameter(request, /^\{case_?id\}$/i)

/** The changes requested by an update of several cases. */
export const changesIn = ({ body }: Request): readonly JsonObject[] => objectsIn(asObject(body).cases)

/** The server's error message. */
export function messageOf ({ answer }: Request): string {
  if (isObject(answer)) return text(answer.message) || text(answer.error)
  return text(answer)
}

const FIELDS: readonly (readonly [string, IconName, (value: unknown) => string])[] = [
  ['status', 'half', value => `Status: ${(STATUS_WORDS[text(value)] ?? text(value)).toLowerCase()}`],
  ['severity', 'bars', value => `Severity: ${text(value)}`],
  ['title', 'edit', () => 'Title changed'],
  ['description', 'edit', () => 'Description changed'],
  ['assignees', 'user', value => count(objectsIn(value).length, 'assignee')],
  ['connector', 'link', value => `Connector: ${text(asObject(value).name) || text(asObject(value).id)}`],
  ['tags', 'tag', () => 'Tags changed'],
  ['category', 'tag', value => (value === null ? 'Category removed' : `Category: ${text(value)}`)],
  ['customFields', 'edit', () => 'Custom fields changed'],
  ['settings', 'edit', () => 'Settings changed'],
]

function changeOf (change: JsonObject): CaseChange & { tried: string } {
  const changed = FIELDS.filter(([name]) => name in change)
  const [name, icon, say] = changed[0] ?? ['case', 'edit' as const, () => 'Nothing changed']
  const more = changed.length > 1 ? ` and ${changed.length - 1} more` : ''
  const status = text(change.status)
  return {
    caseId: text(change.id),
    icon: status === 'closed' ? 'check' : icon,
    say: say(change[name]) + more,
    tried: name === 'customFields' ? 'custom fields' : name,
    ...(status && { status }),
  }
}

function attachmentWords (attachments: readonly JsonObject[]): { icon: IconName; say: string } {
  const kinds = new Set(attachments.map(({ type }) => type))
  if (kinds.size === 1 && kinds.has('alert')) {
    const alerts = attachments.flatMap(({ alertId }) => alertId)
    return { icon: 'bell', say: `${count(alerts.length, 'alert')} attached` }
  }
  if (kinds.size === 1 && kinds.has('user')) {
    return { icon: 'comment', say: attachments.length === 1 ? 'Comment added' : `${count(attachments.length, 'comment')} added` }
  }
  return { icon: 'file', say: `${count(attachments.length, 'attachment')} added` }
}

interface Draft {
  changes: CaseChange[]
  say: string
  tried: string
  connectorId?: string
  incident?: { id: string; title: string }
}

function pushOf (request: Request, caseId: string): Draft {
  const connectorId = parameter(request, /^\{connector_?id\}$/i) ?? ''
  const { external_service: service } = asObject(request.answer)
  const title = text(asObject(service).external_title)
  const say = title ? `Pushed: ${title}` : 'Pushed'
  return {
    changes: [{ caseId, icon: 'push', say }],
    say,
    tried: 'push',
    connectorId,
    ...(isObject(service) && { incident: { id: text(service.external_id), title } }),
  }
}

const one = (caseId: string, icon: IconName, say: string, tried: string): Draft => ({ changes: [{ caseId, icon, say }], say, tried })

function draftOf (request: Request): Draft {
  const { method, route, path, body, answer, query } = request
  const caseId = caseIdOf(request)
  const end = route?.replace(/^\/(api|internal)\/cases/, '') ?? ''
  if (route === '/api/cases' && method === 'POST') return one(text(asObject(answer).id), 'plus', 'Created', 'new case')
  if (route === '/api/cases' && method === 'PATCH' && isObject(body)) {
    const changes = changesIn(request).map(changeOf)
    const say = changes.length === 1 ? changes[0]!.say : `${count(changes.length, 'case')} changed`
    return { changes, say, tried: changes.length === 1 ? changes[0]!.tried : 'cases' }
  }
  if (route === '/api/cases' && method === 'DELETE') {
    const ids = [query.ids ?? []].flat().flatMap(value => (value.startsWith('[') ? [parseJson(value)].flat().map(String) : value))
    return {
      changes: ids.map(id => ({ caseId: id, icon: 'trash', say: 'Deleted' })),
      say: `${count(ids.length, 'case')} deleted`,
      tried: 'cases',
    }
  }
  if (caseId !== undefined) {
    if (end.endsWith('/_push')) return pushOf(request, caseId)
    if (/\/(comments|attachments)/.test(end)) {
      if (method === 'DELETE') return one(caseId, 'trash', 'Comment removed', 'comment')
      if (method === 'PATCH') return one(caseId, 'comment', 'Comment changed', 'comment')
      const attachments = objectsIn(isObject(body) ? body.attachments ?? [body] : body)
      const { icon, say } = attachmentWords(attachments)
      return one(caseId, icon, say, say.replace(/ (added|attached)$/, '').toLowerCase())
    }
    if (end.includes('/files')) return one(caseId, 'file', method === 'DELETE' ? 'File removed' : 'File added', 'file')
    if (end.includes('/observables')) {
      return one(
        caseId,
        'eye',
        method === 'DELETE' ? 'Observable removed' : method === 'PATCH' ? 'Observable changed' : 'Observable added',
        'observable',
      )
    }
    if (end.includes('/custom_fields')) return one(caseId, 'edit', 'Custom field changed', 'custom field')
  }
  const verb = { POST: 'Posted', PUT: 'Put', PATCH: 'Changed', DELETE: 'Deleted' }[method] ?? method
  return { changes: [], say: `${verb} ${path.replace(/^\/(api|internal)\//, '')}`, tried: path }
}

function refusal (request: Request, { say, tried }: Draft, outcome: Outcome): string {
  if (outcome === 'waiting') return 'Waiting for an answer'
  if (request.status === null) return 'Connection cut, no answer'
  if (outcome === 'done') return say
  const why = messageOf(request)
  const failed = tried === 'push' ? 'Push failed' : `${capital(tried)} ${outcome === 'refused' ? 'refused' : 'failed'}`
  return why ? `${failed}: ${why}` : failed
}

const known = new WeakMap<Request, Description>()

/** Describes the change that a request made or tried to make; computed once. */
export function describe (request: Request): Description {
  const found = known.get(request)
  if (found) return found
  const outcome = outcomeOf(request)
  const { method, route, path } = request
  const isRead = method === 'GET' || method === 'HEAD' || /_find|_search|metrics|_bulk_get|_verify|_similar/.test(route ?? path)
  const draft: Draft = isRead ? { changes: [], say: 'Read', tried: 'read' } : draftOf(request)
  const description = { ...draft, outcome, isRead, say: refusal(request, draft, outcome) }
  known.set(request, description)
  return description
}

/** The cases that a request read or changed. */
export function casesOf (request: Request): string[] {
  const ids = describe(request)
    .changes.map(({ caseId }) => caseId)
    .filter(Boolean)
  const id = caseIdOf(request)
  return ids.length > 0 || id === undefined ? ids : [id]
}
