import { Type, type Static } from '@sinclair/typebox'
import { activityHasRoom, recordUserActions } from './record-activity.js'
import { findConfiguration } from '../configure/configuration.js'
import type { Scope } from '../kibana/context.js'
import { decoder } from '../decoding/decode.js'
import { SafeIntegerSchema } from '../decoding/limits.js'
import { loadCase } from './case.js'
import { activityOfCaseIsFull, caseHasBeenUpdated, customFieldCannotBeNull, customFieldNotFound } from './errors.js'
import { CustomFieldsSchema, CustomFieldTextSchema, type CustomField } from '../documents/case.js'
import { updateActions } from './update/update-actions.js'

export const ReplaceCustomFieldBodySchema = Type.Object({
  value: Type.Union([Type.Boolean(), Type.Null(), CustomFieldTextSchema('value'), SafeIntegerSchema('value')]),
  caseVersion: Type.String(),
}, {
  additionalProperties: false,
  codecName: '{| value: (boolean | null | LimitedString | LimitedNumberAsInteger), caseVersion: string |}',
})
type ReplaceCustomFieldBody = Static<typeof ReplaceCustomFieldBodySchema>

export const ReplaceCustomFieldParamsSchema = Type.Object({ case_id: Type.String(), custom_field_id: Type.String() })

/**
 * PUT /internal/cases/{case_id}/custom_fields/{custom_field_id}: sets one custom field of a case. The field moves to the front
 * of the list; the others keep their order. An unchanged value is also written.
 * @throws KibanaError 404, 409, 403, 400; checked in this order
 * Source: Kibana's cases/server/client/cases/replace_custom_field.ts
 */
export function replaceCustomField (
  scope: Scope, caseId: string, key: string, { value, caseVersion }: ReplaceCustomFieldBody,
): CustomField {
  const { kibana, user, authorization } = scope
  const stored = loadCase(scope, caseId)
  const { owner } = stored.attributes
  if (stored.version !== caseVersion) throw caseHasBeenUpdated(caseId)
  const configuration = findConfiguration(scope, owner)
  authorization.ensure('updateCase', [owner])
  const configured = configuration?.attributes.customFields.find(field => field.key === key)
  if (!configured) throw customFieldNotFound()
  if (value === null && configured.required) throw customFieldCannotBeNull()

  const others = stored.attributes.customFields.filter(field => field.key !== key)
  const customFields = decoder(CustomFieldsSchema)([{ value, type: configured.type, key }, ...others], kibana.version)
  if (!activityHasRoom(kibana, caseId, 1)) throw activityOfCaseIsFull(caseId)
  const after = { ...stored.attributes, customFields, updated_at: kibana.clock.iso(), updated_by: user }
  kibana.store.transaction(() => {
    kibana.store.update(stored, after)
    recordUserActions(scope, updateActions(stored, { customFields }, after, { version: kibana.version }))
  })
  return customFields[0]!
}
