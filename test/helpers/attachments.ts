import type { RunningServer } from '../../src/index.js'
import { call } from './cases.js'

/** Valid bodies for POST /api/cases/{case_id}/comments, one of each kind. */
export const userComment = { type: 'user', comment: 'A solar eclipse is due', owner: 'cases' }
export const alerts = { type: 'alert', alertId: ['alert-1'], index: ['index-1'], rule: { id: 'rule-1', name: 'A rule' }, owner: 'cases' }
/** The same with these alerts. */
export const withAlerts = (...ids: string[]) => ({ ...alerts, alertId: ids, index: ids.map(id => `index-of-${id}`) })
export const action = {
  type: 'actions',
  comment: 'Isolated',
  actions: { type: 'isolate', targets: [{ hostname: 'host-1', endpointId: 'endpoint-1' }] },
  owner: 'cases',
}
export const externalDocument = {
  type: 'externalReference',
  externalReferenceId: 'document-1',
  externalReferenceStorage: { type: 'elasticSearchDoc' },
  externalReferenceAttachmentTypeId: 'endpoint',
  externalReferenceMetadata: null,
  owner: 'cases',
}
export const externalSavedObject = {
  ...externalDocument,
  externalReferenceStorage: { type: 'savedObject', soType: 'osquery' },
  externalReferenceAttachmentTypeId: 'osquery',
  externalReferenceMetadata: { deep: { list: [1, null] } },
}
export const persistableState = {
  type: 'persistableState',
  persistableStateAttachmentTypeId: '.lens',
  persistableStateAttachmentState: { query: 'x', nested: { a: [] } },
  owner: 'cases',
}
export const fileReference = {
  ...externalDocument,
  externalReferenceStorage: { type: 'savedObject', soType: 'file' },
  externalReferenceAttachmentTypeId: '.files',
  externalReferenceMetadata: { files: [{ name: 'notes', extension: 'txt', mimeType: 'text/plain', created: '2025-06-01T10:00:00.000Z' }] },
}

/** An id that no document has. */
export const UNKNOWN = '11111111-1111-4111-8111-111111111111'

/** Attaches something to a case through the API and returns the case. */
export async function attach (kibana: RunningServer, caseId: string, attachment: object = userComment, prefix = '') {
  const { status, body } = await call(kibana, 'POST', `${prefix}/api/cases/${caseId}/comments`, attachment)
  if (status !== 200) throw new Error(`nothing was attached: ${JSON.stringify(body)}`)
  return body
}

/** The times and users of an attachment that was never changed or pushed, created with the clock and user of `testServer`. */
export const stamps = {
  created_at: '2025-06-01T10:00:00.000Z',
  created_by: { username: 'elastic', full_name: null, email: null },
  pushed_at: null,
  pushed_by: null,
  updated_at: null,
  updated_by: null,
}
