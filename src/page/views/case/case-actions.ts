// Changes to cases. Each goes through Kibana's own API, so that the request log has it like any other change.
import { kibana } from '../../api.js'
import { STATUS_WORDS } from '../../domain/words.js'
import { attempt } from '../../state/toast.js'
import type { Case } from '../../types.js'

/** The `authorization` header of a user; no header for the page's own user. */
export const asUser = (username: string, password: string): Record<string, string> =>
  username === '' ? {} : { authorization: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}` }

const changeCase = ({ id, version, space }: Case, change: Readonly<Record<string, unknown>>, done: string) =>
  attempt(() => kibana('PATCH', '/api/cases', { body: { cases: [{ id, version, ...change }] }, space }), done)

export const setStatus = (found: Case, status: string) =>
  changeCase(found, { status }, `The status is now ${STATUS_WORDS[status]!.toLowerCase()}`)
export const setSeverity = (found: Case, severity: string) => changeCase(found, { severity }, `The severity is now ${severity}`)

export const addComment = ({ id, owner, space }: Case, comment: string, headers: Record<string, string>) =>
  attempt(
    () => kibana('POST', `/api/cases/${encodeURIComponent(id)}/comments`, { body: { type: 'user', comment, owner }, space, headers }),
    'The comment was added',
  )

/** The reason why a case can't be pushed; undefined if it can. */
export const whyNotPushed = ({ connector }: Case) => (connector.id === 'none' ? 'The case has no connector' : undefined)

export const pushCase = ({ id, connector, space }: Case) =>
  attempt(
    () => kibana<Case>('POST', `/api/cases/${encodeURIComponent(id)}/connector/${encodeURIComponent(connector.id)}/_push`, {
      body: {}, space,
    }),
    ({ external_service: service }) => `Pushed as ${service?.external_title ?? 'nothing'}`,
  )

export const removeCase = ({ id, space }: Case) =>
  attempt(async () => {
    await kibana('DELETE', `/api/cases?ids=${encodeURIComponent(JSON.stringify([id]))}`, { space })
    return true
  }, 'The case was deleted')
