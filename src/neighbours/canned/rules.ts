/** GET /api/detection_engine/rules/_find without rules. */
export const DETECTION_RULES = { page: '{query.page}', perPage: '{query.per_page}', total: 0, data: [] }

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

/** GET /api/alerting/rule_types. Source: docs/reference/kibana/neighbours.md §6 */
export const RULE_TYPES = ROWS.map(({ id, name, category, producer, consumers, actionGroups }) => ({
  id,
  name,
  category,
  producer,
  action_groups: actionGroups,
  recovery_action_group: RECOVERED,
  default_action_group_id: actionGroups[0]!.id,
  action_variables: { context: [], params: [], state: [] },
  authorized_consumers: Object.fromEntries(consumers.map(consumer => [consumer, { all: true, read: true }])),
  enabled_in_license: true,
  minimum_license_required: 'basic',
  is_exportable: true,
  does_set_recovery_context: category === 'management',
  has_alerts_mappings: true,
  has_fields_for_a_a_d: false,
  rule_task_timeout: '5m',
}))
