import { Type, type Static, type TObject, type TSchema, type TUnsafe } from '@sinclair/typebox'
import { UserActionAttributesSchema, type UserActionAttributes } from '../documents/user-action.js'
import { AttachmentRequestSchema, AttachmentStampsSchema, type AttachmentRequest } from '../documents/attachment.js'
import { CaseAttributesSchema, type CaseAttributes } from '../documents/case.js'
import { ConfigurationAttributesSchema, type ConfigurationAttributes } from '../documents/configuration.js'
import { AlertAttributesSchema, type AlertAttributes } from '../documents/alert.js'
import { FileAttributesSchema, type FileAttributes } from '../documents/file.js'
import { ConnectorAttributesSchema, type ConnectorAttributes } from '../documents/connector.js'
import {
  ExternalSystemAttributesSchema, IncidentAttributesSchema, IncidentCallSchema, type ExternalSystemAttributes, type IncidentAttributes,
  type IncidentCall,
} from '../documents/incident.js'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { LICENSES, type License } from '../kibana/license.js'
import { OWNERS } from '../security/features.js'
import { RoleBodySchema, type RoleBody } from '../documents/role-body.js'
import { UserSchema, type User } from '../documents/user.js'
import { SpaceAttributesSchema, type SpaceAttributes } from '../documents/space.js'
import { TimeSchema } from '../input/time.js'

// The schemas of a state are those of the store with more optional keys. Their types are written by hand:
// TypeScript can't infer the type of a schema built in a loop.

const PersonSchema = Type.Partial(UserSchema)
type Person = Partial<User>

// Cases of another owner would be invisible
const OwnerSchema = StringEnumSchema(OWNERS)

/** Times and owners are checked; all keys of a user are optional. */
const STAMPS: Readonly<Record<string, TSchema>> = {
  created_at: TimeSchema,
  updated_at: NullableSchema(TimeSchema),
  closed_at: NullableSchema(TimeSchema),
  in_progress_at: NullableSchema(TimeSchema),
  pushed_at: NullableSchema(TimeSchema),
  createdAt: TimeSchema,
  updatedAt: TimeSchema,
  created_by: PersonSchema,
  updated_by: NullableSchema(PersonSchema),
  closed_by: NullableSchema(PersonSchema),
  pushed_by: NullableSchema(PersonSchema),
  owner: OwnerSchema,
}

const IdSchema = Type.String({ minLength: 1 })
const place = {
  id: Type.Optional(IdSchema),
  version: Type.Optional(
    Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', expected: 'a version as Kibana writes them, such as "WzIzLDFd"' }),
  ),
  space: Type.Optional(Type.String({ minLength: 1, default: 'default' })),
}
type Place = { [Key in keyof typeof place]?: string }

/** Any attributes of a document, and its id (default: a new one), version (the next one) and space (the default one). */
type Draft<Attributes> = Place & {
  -readonly [Key in keyof Attributes]?: Attributes[Key] extends User
    ? Person
    : Attributes[Key] extends User | null ? Person | null : Attributes[Key]
}
type Needing<Entry, Key extends keyof Entry> = Entry & Required<Pick<Entry, Key>>

function draftProperties ({ properties }: TObject, required: readonly string[] = []): Record<string, TSchema> {
  const drafted = Object.entries(properties).map(([key, schema]) => {
    const checked = STAMPS[key] ?? schema
    return [key, required.includes(key) ? checked : Type.Optional(checked)]
  })
  return { ...place, ...Object.fromEntries(drafted) }
}

const without = (properties: Record<string, TSchema>, name: string) => Object.fromEntries(
  Object.entries(properties).filter(([key]) => key !== name),
)

function entrySchema<Entry> (properties: Record<string, TSchema>): TUnsafe<Entry> {
  return Type.Object(properties, { additionalProperties: false }) as TSchema as TUnsafe<Entry>
}

/** A space; its `id` is its name in URLs. */
export type SpaceDraft = Needing<Omit<Draft<SpaceAttributes>, 'space'>, 'id'>
const SpaceDraftSchema = entrySchema<SpaceDraft>(
  {
    ...without(draftProperties(SpaceAttributesSchema), 'space'),
    id: Type.String({ pattern: '^[a-z0-9_-]+$', expected: 'a space id of a-z, 0-9, "_" and "-"' }),
  },
)

/** A connector. Secrets are accepted but never exported. */
export type ConnectorDraft = Needing<Draft<ConnectorAttributes>, 'id' | 'actionTypeId'>
const ConnectorDraftSchema = entrySchema<ConnectorDraft>({ ...draftProperties(ConnectorAttributesSchema, ['actionTypeId']), id: IdSchema })

export type ConfigurationDraft = Draft<ConfigurationAttributes>
const ConfigurationDraftSchema = entrySchema<ConfigurationDraft>(draftProperties(ConfigurationAttributesSchema))

type AsSent<Request> = Request extends { type: 'user' } ? Omit<Request, 'owner' | 'type'> & {
  type?: 'user', owner?: string,
} : Request extends AttachmentRequest ? Omit<Request, 'owner'> & { owner?: string } : never
/** An attachment as a client would send it (`type` defaults to `user`), with the stamps of responses. */
export type CommentDraft = AsSent<AttachmentRequest> & Omit<Draft<Static<typeof AttachmentStampsSchema>>, 'space'>
/** An attachment with the id of its case. */
export type ListedCommentDraft = CommentDraft & { case_id: string }

// Attachments and activity are in the space of their case
const stampProperties = without(draftProperties(AttachmentStampsSchema), 'space')
const commentSchema = <Entry>(
  extra: Record<string, TSchema>,
) => Type.Union(AttachmentRequestSchema.anyOf.map(({ properties: { type, owner: _, ...rest } }) => entrySchema({
    ...stampProperties,
    ...extra,
    type: type.const === 'user' ? Type.Optional(type) : type,
    owner: Type.Optional(OwnerSchema),
    ...rest,
  }))) as TSchema as TUnsafe<Entry>
const CommentDraftSchema = commentSchema<CommentDraft>({})
const ListedCommentDraftSchema = commentSchema<ListedCommentDraft>({ case_id: IdSchema })

/**
 * A case. A response of the API works as it is: its totals are accepted and ignored, since they are counted.
 */
export type CaseDraft = Needing<Draft<CaseAttributes>, 'title'> & { comments?: CommentDraft[] }
const CaseDraftSchema = entrySchema<CaseDraft>({
  ...draftProperties(CaseAttributesSchema, ['title']),
  title: Type.String({ pattern: '\\S', expected: 'a title, not empty' }),
  comments: Type.Optional(Type.Array(CommentDraftSchema)),
})

/** A step of a case's activity. */
export type ActivityDraft = Needing<Omit<Draft<UserActionAttributes>, 'space'>, 'type' | 'action' | 'payload'> & { case_id: string }
const activityProperties = draftProperties(UserActionAttributesSchema, ['type', 'action', 'payload'])
const ActivityDraftSchema = entrySchema<ActivityDraft>({ ...without(activityProperties, 'space'), case_id: IdSchema })

/** An uploaded file; its attachment is one of the comments. */
export type FileDraft = Needing<Omit<Draft<FileAttributes>, 'space' | 'content'>, 'name'> & { case_id: string, content: string }
const fileProperties = { ...draftProperties(FileAttributesSchema, ['name']), created: Type.Optional(TimeSchema) }
const FileDraftSchema = entrySchema<FileDraft>({
  ...without(fileProperties, 'space'),
  case_id: IdSchema,
  content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', expected: 'the bytes in base64' }),
})

/** A role in the form of Kibana's role API; its `id` is its name. */
export type RoleDraft = RoleBody & { id: string }
const RoleDraftSchema = entrySchema<RoleDraft>({ ...RoleBodySchema.properties, id: IdSchema })

/** A document of an alerts index. */
export type AlertDraft = AlertAttributes & { id: string }
const AlertDraftSchema = entrySchema<AlertDraft>({ ...AlertAttributesSchema.properties, id: IdSchema })

/** A record in an external system, with its pushes; a `planned` one is created by the first push. */
export type IncidentDraft = Needing<Omit<Draft<IncidentAttributes>, 'version'>, 'connectorId' | 'externalId'> & { calls?: IncidentCall[] }
const IncidentDraftSchema = entrySchema<IncidentDraft>({
  ...without(draftProperties(IncidentAttributesSchema, ['connectorId', 'externalId']), 'version'),
  calls: Type.Optional(Type.Array(IncidentCallSchema)),
})

/** The memory of an external system beside its records. */
export type ExternalSystemDraft = Needing<Partial<ExternalSystemAttributes>, 'nextNumbers'> & { id: string, space?: string }
const ExternalSystemDraftSchema = entrySchema<ExternalSystemDraft>({
  ...ExternalSystemAttributesSchema.properties,
  refusedCalls: Type.Optional(ExternalSystemAttributesSchema.properties.refusedCalls),
  id: IdSchema,
  space: place.space,
})

/**
 * The contents of a server, in seeds, exports and imports. Everything is optional and defaults to Kibana's own values:
 * `{ "cases": [{ "title": "x" }] }` is a state. An export is complete, except for the secrets of connectors.
 */
export const StateSchema = Type.Object({
  /** The version of this format. */
  format: Type.Optional(Type.Literal(1)),
  /** The sequence number of the next write; by default after all versions of the state. */
  sequenceNumber: Type.Optional(Type.Integer({ minimum: 0 })),
  /** The state of the id generator, on a server with the option `random`. */
  random: Type.Optional(Type.Array(Type.Integer(), { minItems: 4, maxItems: 4 })),
  license: Type.Optional(StringEnumSchema<License>(LICENSES)),
  /** The default space always exists. Default: the spaces of the server's options. */
  spaces: Type.Optional(Type.Array(SpaceDraftSchema)),
  /** Default: the roles of the server's options. */
  roles: Type.Optional(Type.Array(RoleDraftSchema)),
  connectors: Type.Optional(Type.Array(ConnectorDraftSchema)),
  /** The Cases settings, one per owner and space. */
  configurations: Type.Optional(Type.Array(ConfigurationDraftSchema)),
  cases: Type.Optional(Type.Array(CaseDraftSchema)),
  /** Attachments that are not listed inside their case. */
  comments: Type.Optional(Type.Array(ListedCommentDraftSchema)),
  /** The activity of all cases; generated from the cases by default. */
  userActions: Type.Optional(Type.Array(ActivityDraftSchema)),
  files: Type.Optional(Type.Array(FileDraftSchema)),
  alerts: Type.Optional(Type.Array(AlertDraftSchema)),
  incidents: Type.Optional(Type.Array(IncidentDraftSchema)),
  externalSystems: Type.Optional(Type.Array(ExternalSystemDraftSchema)),
}, { additionalProperties: false })
export type State = Static<typeof StateSchema>
