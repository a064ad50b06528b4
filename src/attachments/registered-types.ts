import { typeNotRegistered } from './errors.js'
import type { AttachmentRequest } from '../documents/attachment.js'

/** The type under which Cases keeps the files of a case. */
export const FILE_ATTACHMENT_TYPE = '.files'

// What the plugins of a default 9.1 register: Cases itself, Security Solution, Threat Intelligence and Osquery
const EXTERNAL_REFERENCE_TYPES: readonly string[] = [FILE_ATTACHMENT_TYPE, 'endpoint', 'indicator', 'osquery']
// … Cases itself, Machine Learning and AIOps
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
 * Refuses external references and persistable states of a type that no plugin registers.
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
