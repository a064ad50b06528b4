import { aliasOf, INDEX_UUID } from '../index-names.js'
import { searchFailure } from './elasticsearch-error.js'
import type { Target } from './indices.js'
import { leavesOf } from './values.js'

const below = (prefix: string, names: string) => names.trim().split(/\s+/).map(name => `${prefix}.${name}`)

/**
 * Kibana's own fields in the indices of alerts.
 * Source: Kibana's kbn-alerts-as-data-utils/src/schemas/generated/{alert,security}_schema.ts
 */
const OF_KIBANA: ReadonlySet<string> = new Set([
  ...below('kibana', 'space_ids version'),
  ...below('kibana.alert', `
    action_group building_block_type case_ids consecutive_matches depth duration.us end flapping flapping_history group.id group.index
    host.criticality_level instance.id intended_timestamp last_detected maintenance_window_ids new_terms original_time
    previous_action_group reason risk_score severity severity_improving start status system_status time_range url user.criticality_level
    uuid workflow_assignee_ids workflow_reason workflow_status workflow_status_updated_at workflow_tags workflow_user`),
  ...below('kibana.alert.ancestors', 'depth id index rule type'),
  ...below('kibana.alert.original_event', `
    action agent_id_status category code created dataset duration end hash id ingested kind module original outcome provider reason
    reference risk_score risk_score_norm sequence severity start timezone type url`),
  ...below('kibana.alert.rule', `
    author building_block_type category consumer created_at created_by description enabled execution.timestamp execution.type
    execution.uuid false_positives from immutable interval license max_signals name note parameters producer references revision
    risk_score risk_score_mapping rule_id rule_name_override rule_type_id severity tags timeline_id timeline_title timestamp_override to
    type updated_at updated_by uuid version`),
  ...below('kibana.alert.rule.threat', `
    framework tactic.id tactic.name tactic.reference technique.id technique.name technique.reference technique.subtechnique.id
    technique.subtechnique.name technique.subtechnique.reference`),
  ...below('kibana.alert.suppression', 'docs_count end start terms.field terms.value'),
  ...below('kibana.alert.threshold_result', 'cardinality.field cardinality.value count from terms.field terms.value'),
])

/** The sets of fields in the Elastic Common Schema; each is taken as a whole. `signal` has the names of 7.x. */
const SETS: ReadonlySet<string> = new Set((
  'agent client cloud code_signature container data_stream destination device dll dns ecs email error event faas file geo group ' +
  'hash host http labels log network observer orchestrator organization os package pe process registry related rule server ' +
  'service signal source span threat tls trace transaction url user user_agent vlan volume vulnerability x509'
).split(' '))

const METADATA: ReadonlySet<string> = new Set(['_doc', '_index', '_score', '_seq_no', '_shard_doc'])

const isOfAlerts = (field: string): boolean =>
  OF_KIBANA.has(field) || field === '@timestamp' || field === 'tags' || (field.includes('.') && SETS.has(field.split('.')[0]!))

/** True if an index maps a field: any index maps the fields in its documents; one of alerts also Kibana's and the Elastic Common Schema. */
function isMapped (field: string, { indices, alerts }: Target): boolean {
  if (METADATA.has(field) || (isOfAlerts(field) && indices.some(index => aliasOf(index) !== index))) return true
  return alerts.some(({ attributes: { source } }) => leavesOf(source).has(field))
}

/** @throws ElasticsearchError 400 for `_id`, whose values are not kept for sorting and aggregations */
export function refuseId (field: string, { indices }: Target): void {
  if (field !== '_id' || indices.length === 0) return
  throw searchFailure({
    type: 'illegal_argument_exception',
    reason: 'Fielddata access on the _id field is disallowed, you can re-enable it by updating the dynamic cluster setting: ' +
      'indices.id_field_data.enabled',
  })
}

/**
 * Checks that documents can be sorted by a field. Without an index, every field is accepted.
 * @throws ElasticsearchError 400
 */
export function ensureSortable (field: string, target: Target): void {
  refuseId(field, target)
  const [index] = target.indices
  if (index === undefined || isMapped(field, target)) return
  throw searchFailure({
    type: 'query_shard_exception', reason: `No mapping found for [${field}] in order to sort on`, index_uuid: INDEX_UUID, index,
  })
}
