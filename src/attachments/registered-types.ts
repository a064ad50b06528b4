import { typeNotRegistered } from './errors.js'
import type { AttachmentRequest } from '../documents/attachment.js'

/** The attachment type of uploaded files. */
export const FILE_ATTACHMENT_TYPE = '.files'

// Registered by the plugins of a default 9.1: Cases, Security Solution, Threat Intelligence and Osquery
const EXTERNAL_REFERENCE_TYPES: readonly string[] = [FILE_ATTACHMENT_TYPE, 'endpoint', 'indicator', 'osquery']
// Registered by Cases, Machine Learning and AIOps
const PERSISTABLE_STATE_TYPES: readonly string[] = [
  '.lens',
  'aiopsChangePointChart',
  'aiopsLogRateAnalysisEmbeddable',
  'aiopsPatternAnalysisEmbeddable',
  'ml_anomaly_charts',
  'ml_anomaly_swimlane',
  'ml_single_metric_viewer',
]

/**
 * Rejects external references and persistable states of unregistered types.
 * @throws KibanaError 400
 * Source: Kibana's cases/server/client/attachments/validators.ts; the ids are those that
 * cases_api_integration/security_and_spaces/tests/trial/attachments_framework lists, without the `.test` of its fixture
 */
export function ensureRegistered (attachment: AttachmentRequest): void {
  if (attachment.type === 'externalReference') ensureIn(EXTERNAL_REFERENCE_TYPES, attachment.externalReferenceAttachmentTypeId)
  if (attachment.type === 'persistableState') ensureIn(PERSISTABLE_STATE_TYPES, attachment.persistableStateAttachmentTypeId)
}

function ensureIn (registered: readonly string[], id: string): void {
  if (!registered.includes(id)) throw typeNotRegistered(id)
}
