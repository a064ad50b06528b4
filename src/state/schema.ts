import { Type, type Static, type TObject, type TSchema, type TUnsafe } from '@sinclair/typebox'
import { UserActionAttributesSchema, type UserActionAttributes } from '../documents/user-action.js'
import { AttachmentRequestSchema, AttachmentStampsSchema, type AttachmentRequest } from '../documents/attachment.js'
import { CaseAttributesSchema, type CaseAttributes } from '../documents/case.js'
import { ConfigurationAttributesSchema, type ConfigurationAttributes } from '../documents/configuration.js'
import { AlertAttributesSchema, type AlertAttributes } from '../documents/alert.js'
import { FileAttributesSchema, type FileAttributes } from '../documents/file.js'
import { ConnectorAttributesSchema, type ConnectorAttributes } from '../documents/connector.js'
import { ExternalSystemAttributesSchema, IncidentAttributesSchema, IncidentCallSchema, type ExternalSystemAttributes, type IncidentAttributes, type IncidentCall } from '../documents/incident.js'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { LICENSES, type License } from '../kibana/license.js'
import { OWNERS } from '../security/features.js'
import { RoleBodySchema, type RoleBody } from '../documents/role-body.js'
import { UserSchema, type User } from '../documents/user.js'
import { SpaceAttributesSchema, type SpaceAttributes } from '../documents/space.js'
import { TimeSchema } from '../input/time.js'

// The schemas of a state are those of the store with more left out. They are written once here, and their types beside them
// say the same: TypeScript can't follow a schema that is made by a loop.

const PersonSchema = Type.Partial(UserSchema)
type Person = Partial<User>

// Cases of another owner would be there for nobody
const OwnerSchema = StringEnumSchema(OWNERS)

/** Times and owners are checked, and of a person anything may be left out. */
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
  version: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', expected: 'a version as Kibana writes them, such as "WzIzLDFd"' })),
  space: Type.Optional(Type.String({ minLength: 1, default: 'default' })),
}
type Place = { [Key in keyof typeof place]?: string }

/** Any of a document's attributes, and where it stands: id (a new one when left out), version (the next one), space (the default one). */
type Draft<Attributes> = Place & { -readonly [Key in keyof Attributes]?: Attributes[Key] extends User ? Person : Attributes[Key] extends User | null ? Person | null : Attributes[Key] }
type Needing<Entry, Key extends keyof Entry> = Entry & Required<Pick<Entry, Key>>

function draftProperties ({ properties }: TObject, required: readonly string[] = []): Record<string, TSchema> {
  const drafted = Object.entries(properties).map(([key, schema]) => {
    const checked = STAMPS[key] ?? schema
    return [key, required.includes(key) ? checked : Type.Optional(checked)]
  })
  return { ...place, ...Object.fromEntries(drafted) }
}

const without = (properties: Record<string, TSchema>, name: string) => Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name))

function entrySchema<Entry> (properties: Record<string, TSchema>): TUnsafe<Entry> {
  return Type.Object(properties, { additionalProperties: false }) as TSchema as TUnsafe<Entry>
}

/** A space; its `id` is its name in URLs. */
export type SpaceDraft = Needing<Omit<Draft<SpaceAttributes>, 'space'>, 'id'>
const SpaceDraftSchema = entrySchema<SpaceDraft>({ ...without(draftProperties(SpaceAttributesSchema), 'space'), id: Type.String({ pattern: '^[a-z0-9_-]+$', expected: 'a space id of a-z, 0-9, "_" and "-"' }) })

/** A connector. Its secrets can be given, and are never given back. */
export type ConnectorDraft = Needing<Draft<ConnectorAttributes>, 'id' | 'actionTypeId'>
const ConnectorDraftSchema = entrySchema<ConnectorDraft>({ ...draftProperties(ConnectorAttributesSchema, ['actionTypeId']), id: IdSchema })

export type ConfigurationDraft = Draft<ConfigurationAttributes>
const ConfigurationDraftSchema = entrySchema<ConfigurationDraft>(draftProperties(ConfigurationAttributesSchema))

type AsSent<Request> = Request extends { type: 'user' } ? Omit<Request, 'owner' | 'type'> & { type?: 'user', owner?: string } : Request extends AttachmentRequest ? Omit<Request, 'owner'> & { owner?: string } : never
/** An attachment: what a client would send, where a text alone is a user's comment; with stamps as in answers. */
export type CommentDraft = AsSent<AttachmentRequest> & Omit<Draft<Static<typeof AttachmentStampsSchema>>, 'space'>
/** One that says which case it belongs to. */
export type ListedCommentDraft = CommentDraft & { case_id: string }

// Attachments and activity are in the space of their case
const stampProperties = without(draftProperties(AttachmentStampsSchema), 'space')
const commentSchema = <Entry>(extra: Record<string, TSchema>) => Type.Union(AttachmentRequestSchema.anyOf.map(({ properties: { type, owner: _, ...rest } }) => entrySchema({
  ...stampProperties,
  ...extra,
  type: type.const === 'user' ? Type.Optional(type) : type,
  owner: Type.Optional(OwnerSchema),
  ...rest,
}))) as TSchema as TUnsafe<Entry>
const CommentDraftSchema = commentSchema<CommentDraft>({})
const ListedCommentDraftSchema = commentSchema<ListedCommentDraft>({ case_id: IdSchema })

/**
 * A case. An answer of the API can stand here as it is: its totals are taken and not looked at, since they are counted.
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

/** A file that was uploaded to a case; the attachment that shows it stands among the comments. */
export type FileDraft = Needing<Omit<Draft<FileAttributes>, 'space' | 'content'>, 'name'> & { case_id: string, content: string }
const fileProperties = { ...draftProperties(FileAttributesSchema, ['name']), created: Type.Optional(TimeSchema) }
const FileDraftSchema = entrySchema<FileDraft>({
  ...without(fileProperties, 'space'),
  case_id: IdSchema,
  content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', expected: 'the bytes in base64' }),
})

/** A role as Kibana's role API takes it; its `id` is its name. */
export type RoleDraft = RoleBody & { id: string }
const RoleDraftSchema = entrySchema<RoleDraft>({ ...RoleBodySchema.properties, id: IdSchema })

/** A document of an index of alerts, which connectors read from. */
export type AlertDraft = AlertAttributes & { id: string }
const AlertDraftSchema = entrySchema<AlertDraft>({ ...AlertAttributesSchema.properties, id: IdSchema })

/** A record in an external system, with the pushes that reached it; one that is `planned` will be made by the first push. */
export type IncidentDraft = Needing<Omit<Draft<IncidentAttributes>, 'version'>, 'connectorId' | 'externalId'> & { calls?: IncidentCall[] }
const IncidentDraftSchema = entrySchema<IncidentDraft>({
  ...without(draftProperties(IncidentAttributesSchema, ['connectorId', 'externalId']), 'version'),
  calls: Type.Optional(Type.Array(IncidentCallSchema)),
})

/** What an external system remembers besides its records. */
export type ExternalSystemDraft = Needing<Partial<ExternalSystemAttributes>, 'nextNumbers'> & { id: string, space?: string }
const ExternalSystemDraftSchema = entrySchema<ExternalSystemDraft>({
  ...ExternalSystemAttributesSchema.properties,
  refusedCalls: Type.Optional(ExternalSystemAttributesSchema.properties.refusedCalls),
  id: IdSchema,
  space: place.space,
})

/**
 * What a server holds, as seeds, exports and imports write it. Everything may be left out and then is as Kibana makes it:
 * `{ "cases": [{ "title": "x" }] }` is a state. An export leaves nothing out but the secrets of connectors.
 */
export const StateSchema = Type.Object({
  /** The version of this format. */
  format: Type.Optional(Type.Literal(1)),
  /** The number that the next write takes; past every version of the state when left out. */
  sequenceNumber: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Where the generator of ids stands, on a server with the option `random`. */
  random: Type.Optional(Type.Array(Type.Integer(), { minItems: 4, maxItems: 4 })),
  license: Type.Optional(StringEnumSchema<License>(LICENSES)),
  /** The default space is there even if it is not listed. When left out: the spaces of the server's options. */
  spaces: Type.Optional(Type.Array(SpaceDraftSchema)),
  /** The roles; those of the server's options when left out. */
  roles: Type.Optional(Type.Array(RoleDraftSchema)),
  connectors: Type.Optional(Type.Array(ConnectorDraftSchema)),
  /** The Cases settings, one per owner and space. */
  configurations: Type.Optional(Type.Array(ConfigurationDraftSchema)),
  cases: Type.Optional(Type.Array(CaseDraftSchema)),
  /** Attachments of all kinds that do not stand inside their case. */
  comments: Type.Optional(Type.Array(ListedCommentDraftSchema)),
  /** The activity of all cases; made up from the cases when left out. */
  userActions: Type.Optional(Type.Array(ActivityDraftSchema)),
  files: Type.Optional(Type.Array(FileDraftSchema)),
  alerts: Type.Optional(Type.Array(AlertDraftSchema)),
  incidents: Type.Optional(Type.Array(IncidentDraftSchema)),
  externalSystems: Type.Optional(Type.Array(ExternalSystemDraftSchema)),
}, { additionalProperties: false })
export type State = Static<typeof StateSchema>
