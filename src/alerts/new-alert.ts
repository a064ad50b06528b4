import { Type, type Static } from '@sinclair/typebox'
import type { KibanaContext } from '../kibana/context.js'
import { AlertAttributesSchema, type AlertAttributes } from '../documents/alert.js'
import { textAt, valuesAt } from './fields.js'
import { backingIndexOf, securityAlertsAlias } from './index-names.js'

const { index, source } = AlertAttributesSchema.properties

/** An alert to add; missing fields are filled in as for an open alert of Elastic Security. */
export const NewAlertSchema = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, description: 'its id; `kibana.alert.uuid` of the source or a generated one if absent' })),
  index: Type.Optional({
    ...index, description: 'the name of its index or alias; if absent, the alias of Elastic Security in the default space',
  }),
  source: Type.Optional({ ...source, description: 'fields of its `_source`; those common to all alerts are filled in' }),
}, { additionalProperties: false, examples: [{ id: 'alert-1', source: { 'kibana.alert.rule.name': 'Login from two countries' } }] })
/** An alert to add; missing fields are filled in as for an open alert of Elastic Security. */
export type NewAlert = Static<typeof NewAlertSchema>

/** Fills in the missing fields of an alert as a rule of Elastic Security would write them. */
export function completeAlert ({ clock, random }: KibanaContext, alert: NewAlert): AlertAttributes & { readonly id: string } {
  const { source = {} } = alert
  const id = alert.id ?? textAt(source, 'kibana.alert.uuid') ?? random.uuid()
  const now = clock.iso()
  const missing = Object.entries({
    '@timestamp': now,
    'kibana.alert.rule.consumer': 'siem',
    'kibana.alert.rule.rule_type_id': 'siem.queryRule',
    'kibana.alert.start': now,
    'kibana.alert.last_detected': now,
    'kibana.alert.status': 'active',
    'kibana.alert.workflow_status': 'open',
    'kibana.alert.uuid': id,
    'kibana.alert.workflow_tags': [],
    'kibana.alert.workflow_assignee_ids': [],
  }).filter(([field]) => valuesAt(source, field).length === 0)
  return {
    id,
    index: backingIndexOf(alert.index ?? securityAlertsAlias('default')),
    source: { ...Object.fromEntries(missing), ...source },
  }
}
