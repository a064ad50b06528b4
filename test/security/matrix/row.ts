import type { InjectOptions } from 'fastify'

/** Documents in the space of a request, created by a superuser beforehand. */
export interface Stage {
  readonly owner: string
  readonly caseId: string
  readonly version: string
  /** A case that is closed. */
  readonly closedId: string
  readonly closedVersion: string
  readonly commentId: string
  readonly commentVersion: string
  readonly configurationId: string
  readonly configurationVersion: string
  readonly connectorId: string
}

/** One check; the first that fails determines the response. */
export type Check =
  | { readonly kind: 'api', readonly privilege: string }
  | { readonly kind: 'anyOwner', readonly privilege: string, readonly text: string }
  | { readonly kind: 'owner', readonly privileges: readonly string[], readonly text: string }
  | { readonly kind: 'actions', readonly level: 'read' | 'all', readonly text: string }

export interface Row {
  readonly name: string
  /** The route as registered. */
  readonly route: string
  readonly request: (stage: Stage) => InjectOptions
  /** Checks in the order of `docs/reference/kibana/privileges.md` §3. */
  readonly checks: readonly Check[]
  readonly success: number
  /** True if the route checks neither that the space exists nor that the caller may enter it. */
  readonly inAnySpace?: true
  /** Text that the route prepends to a refusal, which becomes a 400. */
  readonly wrapped?: string
  /** For lists: the owners of the returned documents, and the privilege that an owner's documents require. */
  readonly list?: { readonly owners: (body: never) => string[], readonly seen: string }
}

export const anyOwner = (privilege: string, text: string): Check => ({ kind: 'anyOwner', privilege, text })
export const owner = (text: string, ...privileges: string[]): Check => ({ kind: 'owner', privileges, text })
export const readConfigurations = anyOwner('findConfigurations', 'access case configurations')

export const NONE = { id: 'none', name: 'none', type: '.none', fields: null }
export const jiraConnector = (id: string) => ({ id, name: 'Jira', type: '.jira', fields: null })
export const newCase = (owner: string) => ({
  title: 'A case', description: 'Of the matrix', tags: [owner], owner, settings: { syncAlerts: true }, connector: NONE,
})
export const patch = (cases: object[]): InjectOptions => ({ method: 'PATCH', url: '/api/cases', payload: { cases } })
export const comment = (owner: string) => ({ type: 'user', comment: 'A comment', owner })
export const configuration = (owner: string) => ({ owner, closure_type: 'close-by-user', connector: NONE })
export const ownersOf = (items: { owner: string }[]) => [...new Set(items.map(({ owner }) => owner))]

export function multipart (): Pick<InjectOptions, 'headers' | 'payload'> {
  const lines = [
    '--edge', 'content-disposition: form-data; name="file"; filename="a.txt"', 'content-type: text/plain', '', 'text', '--edge--', '',
  ]
  return { headers: { 'content-type': 'multipart/form-data; boundary=edge' }, payload: lines.join('\r\n') }
}

export const actions = (level: 'read' | 'all', text: string): Check => ({ kind: 'actions', level, text: `Unauthorized to ${text}` })
export const jira = {
  name: 'Jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'ES' }, secrets: { email: 'a@example.com', apiToken: 'x' },
}
export const internal = (request: InjectOptions): InjectOptions => ({
  ...request, headers: { ...request.headers, 'x-elastic-internal-origin': 'test' },
})
export const observable = { typeKey: 'observable-type-ipv4', value: '10.0.0.1', description: null }
