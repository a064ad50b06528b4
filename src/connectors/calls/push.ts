import { Type, type TObject, type TProperties } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import type { Work } from './http.js'
import { PushCommentSchema, type PushComment } from '../../documents/incident.js'

export const PushCommentsSchema = NullByDefaultSchema(Type.Array(PushCommentSchema))

const MAX_EXTRA_FIELDS = 20

/**
 * Fields that an incident gives under their names in the external system: not too many, and none that it has names of its own for.
 * Source: Kibana's stack_connectors/server/connector_types/lib/validators.ts
 */
export const ExtraFieldsSchema = (name: string, ownFields: readonly string[]) => Type.Record(Type.String(), Type.Unknown(), {
  keyCheck: (key: string) => ownFields.includes(key) ? `The following properties cannot be defined inside ${name}: ${key}.` : undefined,
  check: (fields: object) => Object.keys(fields).length > MAX_EXTRA_FIELDS ? `A maximum of ${MAX_EXTRA_FIELDS} ${name} can be defined at a time.` : undefined,
})

/** The parameters of `pushToService`, for the incident fields of a type. */
export function PushParamsSchema<Fields extends TProperties> (fields: Fields) {
  return Type.Object({ incident: Type.Object({ ...fields, externalId: NullByDefaultSchema(Type.String()) }) as TObject<Fields & { externalId: ExternalId }>, comments: PushCommentsSchema })
}
type ExternalId = ReturnType<typeof NullByDefaultSchema<ReturnType<typeof Type.String>>>

/** What a connector tells Cases of the record that it made or changed. */
export interface PushedIncident {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly pushedDate: string
}

export interface PushResult extends PushedIncident {
  readonly comments?: readonly { readonly commentId: string, readonly pushedDate: string }[]
}

/** The part of a connector that pushing uses, one call after the other. What it gets as an incident holds `externalId` too, which is not to be sent. */
export interface IncidentService<Incident> {
  create (incident: Incident): Work<PushedIncident>
  update (id: string, incident: Incident): Work<PushedIncident>
  /** Gives the time that counts as the comment's; `undefined` for a comment that was left out. */
  comment (pushed: PushedIncident, comment: PushComment): Work<string | undefined>
}

interface Push<Incident> { readonly incident: Incident & { readonly externalId: string | null }, readonly comments: readonly PushComment[] | null }

/**
 * `pushToService`: makes the record or changes the one of `externalId`, then adds the comments in their order. The first call
 * that fails ends it; what was made before stays.
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
