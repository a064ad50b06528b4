import { forbidden } from '../../kibana-error.js'
import type { Authorization } from '../../security/authorization.js'
import { RULES, type Level } from '../../security/privileges.js'

const RECOVERED = { id: 'recovered', name: 'Recovered' }
const DETECTION = { id: 'default', name: 'Default' }

/** The columns that differ between rule types. */
interface RuleTypeRow {
  readonly id: string
  readonly name: string
  readonly category: 'management' | 'securitySolution'
  readonly producer: string
  readonly consumers: readonly string[]
  readonly actionGroups: readonly { readonly id: string, readonly name: string }[]
}

const OF_STACK = { category: 'management', producer: 'stackAlerts', consumers: ['stackAlerts', 'alerts'] } as const

const ROWS: readonly RuleTypeRow[] = [
  {
    ...OF_STACK,
    id: '.index-threshold',
    name: 'Index threshold',
    actionGroups: [{ id: 'threshold met', name: 'Threshold met' }, RECOVERED],
  },
  {
    ...OF_STACK,
    id: '.es-query',
    name: 'Elasticsearch query',
    actionGroups: [{ id: 'query matched', name: 'Query matched' }, RECOVERED],
  },
  {
    id: 'siem.queryRule',
    name: 'Custom Query Rule',
    category: 'securitySolution',
    producer: 'siem',
    consumers: ['siem', 'alerts'],
    actionGroups: [DETECTION, RECOVERED],
  },
]

/** Features that grant types of rules. */
const FEATURES = ['apm', 'infrastructure', 'logs', 'ml', 'monitoring', 'observability', RULES, 'slo', 'stackAlerts', 'uptime']

/** The caller's level in rules of a producer. */
const levelOf = ({ levelIn }: Authorization, producer: string): Level => levelIn(producer === 'siem' ? RULES : producer)

/**
 * Checks that the caller may read rules of at least one type.
 * @throws KibanaError 403 with `message`
 */
export function ensureReadsRules ({ levelIn }: Authorization, message: string): void {
  if (FEATURES.every(feature => levelIn(feature) === 'none')) throw forbidden(message)
}

/** GET /api/alerting/rule_types: the types that the caller may read. Source: docs/reference/kibana/neighbours.md §6 */
export const listRuleTypes = (caller: Authorization) => ROWS.filter(({ producer }) => levelOf(caller, producer) !== 'none').map(row => ({
  id: row.id,
  name: row.name,
  category: row.category,
  producer: row.producer,
  action_groups: row.actionGroups,
  recovery_action_group: RECOVERED,
  default_action_group_id: row.actionGroups[0]!.id,
  action_variables: { context: [], params: [], state: [] },
  authorized_consumers: Object.fromEntries(row.consumers.map(consumer => (
    [consumer, { all: levelOf(caller, row.producer) === 'all', read: true }]
  ))),
  enabled_in_license: true,
  minimum_license_required: 'basic',
  is_exportable: true,
  does_set_recovery_context: row.category === 'management',
  has_alerts_mappings: true,
  has_fields_for_a_a_d: false,
  rule_task_timeout: '5m',
}))
