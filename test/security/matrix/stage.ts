import type { RunningServer } from '../../../src/index.js'
import { as } from '../../helpers/security.js'
import { jira, newCase, NONE, type Stage } from './row.js'

/** Creates a case with a comment, a closed case, a configuration and a connector. */
export async function setStage (kibana: RunningServer, { space, owner }: { space: string, owner: string }): Promise<Stage> {
  const send = async (method: 'POST' | 'PATCH', url: string, payload: object) =>
    (await as(kibana, 'superuser', { method, url: `/s/${space}${url}`, payload })).json()
  const created = await send('POST', '/api/cases', newCase(owner))
  const commented = await send('POST', `/api/cases/${created.id}/comments`, { type: 'user', comment: 'A comment', owner })
  const other = await send('POST', '/api/cases', newCase(owner))
  const [closed] = await send('PATCH', '/api/cases', { cases: [{ id: other.id, version: other.version, status: 'closed' }] })
  const configuration = await send('POST', '/api/cases/configure', { owner, closure_type: 'close-by-user', connector: NONE })
  const connector = await send('POST', '/api/actions/connector', { ...jira, connector_type_id: '.jira' })
  return {
    owner,
    caseId: created.id,
    version: commented.version,
    closedId: closed.id,
    closedVersion: closed.version,
    commentId: commented.comments[0].id,
    commentVersion: commented.comments[0].version,
    configurationId: configuration.id,
    configurationVersion: configuration.version,
    connectorId: connector.id,
  }
}
