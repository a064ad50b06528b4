import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema } from '../decoding/limits.js'
import { isPlainObject } from '../decoding/plain-object.js'
import type { UserActionAttributes } from '../documents/user-action.js'

// Source: Kibana 7.17, x-pack/plugins/cases/server/services/user_actions/{helpers,transform}.ts

const text = NullableSchema(Type.String())

/** A user action as 8.0 lists it: values are strings, objects are JSON. */
export const FirstUserActionSchema = Type.Object({
  action_field: Type.Array(Type.String()),
  action: Type.String(),
  action_at: Type.String(),
  action_by: Type.Object({ email: text, full_name: text, username: text }),
  new_value: text,
  old_value: text,
  owner: Type.String(),
  action_id: Type.String(),
  case_id: Type.String(),
  comment_id: text,
  new_val_connector_id: text,
  old_val_connector_id: text,
})
export type FirstUserAction = Static<typeof FirstUserActionSchema>

interface Step { readonly id: string, readonly caseId: string, readonly attributes: UserActionAttributes }
interface Value { readonly text: string | null, readonly connectorId: string | null }

const NOTHING: Value = { text: null, connectorId: null }
const CREATED_FIELDS = ['description', 'status', 'tags', 'title', 'connector', 'settings', 'owner']

/** Converts a value to its string. The id of a connector is taken out of the object that holds it. */
function valueOf (field: string, value: unknown): Value {
  if (value === undefined || value === null) return NOTHING
  if (Array.isArray(value)) return { text: value.join(', '), connectorId: null }
  if (!isPlainObject(value)) return { text: String(value), connectorId: null }
  if (field === 'pushed') {
    const { connector_id: connectorId, ...service } = value
    return { text: JSON.stringify(service), connectorId: String(connectorId) }
  }
  const holder = field === 'connector' ? value : value.connector
  if (!isPlainObject(holder)) return { text: JSON.stringify(value), connectorId: null }
  const { id, ...connector } = holder
  const text = JSON.stringify(field === 'connector' ? connector : { ...value, connector })
  return { text, connectorId: id === 'none' ? null : String(id) }
}

/** The part of the payload that becomes the new value; for a new case, the request with the `type` that 8.0 adds. */
function sentValue (type: UserActionAttributes['type'], payload: UserActionAttributes['payload']): unknown {
  if (type === 'pushed') return payload.externalService
  if (type !== 'create_case') return payload[type]
  const { status, ...request } = payload
  return { type: 'individual', ...request }
}

/** Converts the user actions of a case, oldest first, to the format of 8.0. Old values come from earlier actions. */
export function toFirstForm (steps: readonly Step[]): FirstUserAction[] {
  const last = new Map<string, Value>()
  return steps.map(({ id, caseId, attributes }) => {
    const { type, action, payload, created_at, created_by: { email, full_name, username }, owner, comment_id } = attributes
    const isNew = type === 'create_case'
    const key = type === 'comment' ? `comment ${comment_id}` : type
    const isList = type === 'tags'
    const now = action === 'delete' && !isList ? NOTHING : valueOf(type, sentValue(type, payload))
    const before = action === 'update' ? last.get(key) ?? NOTHING : NOTHING
    last.set(key, now)
    if (isNew) for (const field of CREATED_FIELDS) last.set(field, valueOf(field, payload[field]))
    return {
      action_field: isNew ? CREATED_FIELDS : [type],
      action: action === 'push_to_service' ? 'push-to-service' : action,
      action_at: created_at,
      action_by: { email, full_name, username },
      new_value: now.text,
      old_value: before.text,
      owner,
      action_id: id,
      case_id: caseId,
      comment_id,
      new_val_connector_id: now.connectorId,
      old_val_connector_id: before.connectorId,
    }
  })
}
