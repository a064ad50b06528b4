import { Type, type TObject, type TProperties } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import type { Work } from './http.js'
import { PushCommentSchema, type PushComment } from '../../documents/incident.js'

/** The `comments` parameter of `pushToService`; null if absent. */
const PushCommentsSchema = NullByDefaultSchema(Type.Array(PushCommentSchema))

/**
 * Additional incident fields, keyed by their names in the external system. Their number is limited, and fields that have a
 * parameter of their own are not allowed.
 * Source: Kibana's stack_connectors/server/connector_types/lib/validators.ts
 */
export const ExtraFieldsSchema = (name: string, ownFields: readonly string[], limit = 20) => Type.Record(Type.String(), Type.Unknown(), {
  keyCheck: (key: string) => ownFields.includes(key) ? `The following properties cannot be defined inside ${name}: ${key}.` : undefined,
  check: (fields: object) => Object.keys(fields).length > limit
    ? `A maximum of ${limit} ${name} can be defined at a time.`
    : undefined,
})

/** Builds the schema of the `pushToService` parameters from the incident fields of a connector type. */
export function PushParamsSchema<Fields extends TProperties> (fields: Fields) {
  return Type.Object(
    {
      incident: Type.Object({ ...fields, externalId: nullableString }) as TObject<Fields & { externalId: ExternalId }>,
      comments: PushCommentsSchema,
    },
  )
}
type ExternalId = ReturnType<typeof NullByDefaultSchema<ReturnType<typeof Type.String>>>

/** The record that a push created or updated, as the connector reports it to Cases. */
export interface PushedIncident {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly pushedDate: string
}

/** The result of `pushToService`: the record, and the comments that were added to it. */
export interface PushResult extends PushedIncident {
  readonly comments?: readonly { readonly commentId: string, readonly pushedDate: string }[]
}

/** The operations that a push needs, called in sequence. The incident passed to them includes `externalId`, which must not be sent. */
export interface IncidentService<Incident> {
  create (incident: Incident): Work<PushedIncident>
  update (id: string, incident: Incident): Work<PushedIncident>
  /** Returns the comment's push date; `undefined` if the comment was skipped. */
  comment (pushed: PushedIncident, comment: PushComment): Work<string | undefined>
}

interface Push<Incident> {
  readonly incident: Incident & { readonly externalId: string | null }, readonly comments: readonly PushComment[] | null,
}

/**
 * `pushToService`: creates the record or updates the one with `externalId`, then adds the comments in order. Stops at the first
 * call that fails; earlier writes stay.
 * Source: Kibana's actions/server/sub_action_framework/case.ts and the api.ts of each connector
 */
export function * pushToService<Incident> (service: IncidentService<Incident>, { incident, comments }: Push<Incident>): Work<PushResult> {
  const { externalId } = incident
  const pushed = externalId === null ? yield * service.create(incident) : yield * service.update(externalId, incident)
  if (!comments || comments.length === 0) return pushed
  const pushedComments: { commentId: string, pushedDate: string }[] = []
  for (const comment of comments) {
    const pushedDate = yield * service.comment(pushed, comment)
    if (pushedDate !== undefined) pushedComments.push({ commentId: comment.commentId, pushedDate })
  }
  return { ...pushed, comments: pushedComments }
}
