import { Type, type Static } from '@sinclair/typebox'
import { UserActionAttributesSchema, type UserActionAttributes } from '../documents/user-action.js'
import { CaseAttributesSchema, type CaseAttributes } from '../documents/case.js'
import { CaseCounterAttributesSchema, type CaseCounterAttributes } from '../documents/case-counter.js'
import { ConfigurationAttributesSchema, type ConfigurationAttributes } from '../documents/configuration.js'
import { AlertAttributesSchema, type AlertAttributes } from '../documents/alert.js'
import {
  FieldDefinitionAttributesSchema, TemplateAttributesSchema, type FieldDefinitionAttributes, type TemplateAttributes,
} from '../documents/template.js'
import { FileAttributesSchema, type FileAttributes } from '../documents/file.js'
import { ConnectorAttributesSchema, type ConnectorAttributes } from '../documents/connector.js'
import {
  ExternalSystemAttributesSchema, IncidentAttributesSchema, IncidentCallSchema, type ExternalSystemAttributes, type IncidentAttributes,
  type IncidentCall,
} from '../documents/incident.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { withoutKeys } from '../input/without-keys.js'
import { LICENSES, type License } from '../kibana/license.js'
import { RoleBodySchema, type RoleBody } from '../documents/role-body.js'
import { SpaceAttributesSchema, type SpaceAttributes } from '../documents/space.js'
import { MAX_SEQUENCE_NUMBER } from '../store/version.js'
import { CaseIdSchema, CommentDraftSchema, ListedCommentDraftSchema, type CommentDraft } from './comment-schema.js'
import { draftProperties, entrySchema, idSchema, OwnerSchema, place, type Draft, type Needing } from './draft-schema.js'

/** A space; its `id` is the one in URLs. */
export type SpaceDraft = Needing<Omit<Draft<SpaceAttributes>, 'space'>, 'id'>
const SpaceDraftSchema = entrySchema<SpaceDraft>(
  {
    ...withoutKeys(draftProperties(SpaceAttributesSchema), ['space']),
    id: Type.String({
      pattern: '^[a-z0-9_-]+$',
      expected: 'a space id of a-z, 0-9, "_" and "-"',
      description: 'the name of the space in URLs',
      examples: ['soc'],
    }),
  },
)

/** A connector. Secrets are accepted but never exported. */
export type ConnectorDraft = Needing<Draft<ConnectorAttributes>, 'id' | 'actionTypeId'>
const ConnectorDraftSchema = entrySchema<ConnectorDraft>({
  ...draftProperties(ConnectorAttributesSchema, ['actionTypeId']), id: idSchema('the id of the connector'),
})

/** The settings of cases of one owner. */
export type ConfigurationDraft = Draft<ConfigurationAttributes>
const ConfigurationDraftSchema = entrySchema<ConfigurationDraft>(draftProperties(ConfigurationAttributesSchema))

/** A version of a template for cases. Given only a definition, it is enabled and takes its name from there. */
export type TemplateDraft = Needing<Draft<TemplateAttributes>, 'definition'>
const TemplateDraftSchema = entrySchema<TemplateDraft>(draftProperties(TemplateAttributesSchema, ['definition']))

/** A field of the library, which templates refer to. */
export type FieldDefinitionDraft = Needing<Draft<FieldDefinitionAttributes>, 'definition'>
const FieldDefinitionDraftSchema = entrySchema<FieldDefinitionDraft>(draftProperties(FieldDefinitionAttributesSchema, ['definition']))

/**
 * A case. A response of the API works unchanged if its connector exists: its totals are accepted and ignored, since they are counted.
 */
export type CaseDraft = Needing<Draft<CaseAttributes>, 'title'> & {
  /** The attachments of the case, oldest first. */
  comments?: CommentDraft[]
}
const CaseDraftSchema = entrySchema<CaseDraft>({
  ...draftProperties(CaseAttributesSchema, ['title']),
  owner: Type.Optional({
    ...OwnerSchema, description: 'the application that owns the case; `cases` if absent, which 8.0 and 8.1 refuse to all callers',
  }),
  title: Type.String({ pattern: '\\S', expected: 'a non-empty title', description: 'the title' }),
  comments: Type.Optional(Type.Array(CommentDraftSchema, {
    description: 'its attachments as a client would send them, oldest first; the `type` is `user` if absent',
  })),
})

/** A user action of a case. */
export type ActivityDraft = Needing<Omit<Draft<UserActionAttributes>, 'space'>, 'type' | 'action' | 'payload'> & {
  /** The id of its case. */
  case_id: string
}
const activityProperties = draftProperties(UserActionAttributesSchema, ['type', 'action', 'payload'])
const ActivityDraftSchema = entrySchema<ActivityDraft>({ ...withoutKeys(activityProperties, ['space']), case_id: CaseIdSchema })

/** An uploaded file; its attachment is one of the comments. */
export type FileDraft = Needing<Omit<Draft<FileAttributes>, 'space' | 'content'>, 'name'> & {
  /** The id of its case. */
  case_id: string
  /** The bytes in base64. */
  content: string
}
const fileProperties = draftProperties(FileAttributesSchema, ['name'])
const FileDraftSchema = entrySchema<FileDraft>({
  ...withoutKeys(fileProperties, ['space']),
  name: { ...FileAttributesSchema.properties.name, description: 'the name of the file: with its extension, if `extension` is absent' },
  case_id: CaseIdSchema,
  content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', expected: 'the bytes in base64', description: 'the bytes in base64' }),
})

/** A role in the form of Kibana's role API; its `id` is its name. */
export type RoleDraft = RoleBody & {
  /** The name of the role. */
  id: string
}
const RoleDraftSchema = entrySchema<RoleDraft>({ ...RoleBodySchema.properties, id: idSchema('the name of the role') })

/** The last number given to a case of a space; its `id` is that of the space. */
export type CaseCounterDraft = CaseCounterAttributes & {
  /** The id of the space. */
  id: string
}
const CaseCounterDraftSchema = entrySchema<CaseCounterDraft>({
  ...CaseCounterAttributesSchema.properties, id: idSchema('the id of the space'),
})

/** A document of an alerts index. */
type AlertDraft = AlertAttributes & {
  /** The id of the alert. */
  id: string
}
const AlertDraftSchema = entrySchema<AlertDraft>({ ...AlertAttributesSchema.properties, id: idSchema('the id of the alert') })

/** A record in an external system, with its pushes; a `planned` one is created by the first push. */
export type IncidentDraft = Needing<Omit<Draft<IncidentAttributes>, 'version'>, 'connectorId' | 'externalId'> & {
  /** The pushes that reached it, oldest first. */
  calls?: IncidentCall[]
}
const IncidentDraftSchema = entrySchema<IncidentDraft>({
  ...withoutKeys(draftProperties(IncidentAttributesSchema, ['connectorId', 'externalId']), ['version']),
  calls: Type.Optional(Type.Array(IncidentCallSchema, { description: 'the pushes that reached it, oldest first' })),
})

/** The state of an external system besides its records. */
type ExternalSystemDraft = Needing<Partial<ExternalSystemAttributes>, 'nextNumbers'> & {
  /** Its connector type and URL, with a space between them. */
  id: string
  /** The id of its space. */
  space?: string
}
const ExternalSystemDraftSchema = entrySchema<ExternalSystemDraft>({
  ...ExternalSystemAttributesSchema.properties,
  refusedCalls: Type.Optional(ExternalSystemAttributesSchema.properties.refusedCalls),
  id: idSchema('its connector type and URL, with a space between them'),
  space: place.space,
})

/**
 * The contents of a server in seeds, exports and imports. Everything is optional and has Kibana's own defaults:
 * `{ "cases": [{ "title": "x" }] }` is a state. An export is complete, except for the secrets of connectors.
 */
export const StateSchema = Type.Object({
  format: Type.Optional(Type.Literal(1, { description: 'the version of this format' })),
  sequenceNumber: Type.Optional(Type.Integer({
    minimum: 0,
    maximum: MAX_SEQUENCE_NUMBER,
    description: 'the sequence number of the next write; if absent, the one after all versions of the state',
  })),
  random: Type.Optional(Type.Array(Type.Integer({ minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }), {
    minItems: 4, maxItems: 4, description: 'the state of the id generator, on a server with the option `random`',
  })),
  license: Type.Optional(StringEnumSchema<License>(LICENSES, { description: 'the license; unchanged if absent' })),
  spaces: Type.Optional(Type.Array(SpaceDraftSchema, {
    description: "spaces (the default one always exists); those of the server's options if absent",
  })),
  roles: Type.Optional(Type.Array(RoleDraftSchema, {
    description: "roles, in the form of Kibana's role API; those of the server's options if absent",
  })),
  connectors: Type.Optional(Type.Array(ConnectorDraftSchema, { description: 'connectors; secrets are accepted but never exported' })),
  configurations: Type.Optional(Type.Array(ConfigurationDraftSchema, { description: 'the Cases settings, one per owner and space' })),
  templates: Type.Optional(Type.Array(TemplateDraftSchema, {
    description: 'templates for cases (9.5 and later), an entry for each version',
  })),
  fieldDefinitions: Type.Optional(Type.Array(FieldDefinitionDraftSchema, {
    description: 'the library of fields for templates (9.5 and later), and the fields that all cases have',
  })),
  cases: Type.Optional(Type.Array(CaseDraftSchema, {
    description: 'cases; one from a response of the API works unchanged if its connector exists',
  })),
  caseCounters: Type.Optional(Type.Array(CaseCounterDraftSchema, {
    description: 'the last numbers (`incremental_id`) given to cases, by space; the highest of the cases if absent',
  })),
  comments: Type.Optional(Type.Array(ListedCommentDraftSchema, {
    description: 'attachments that are not listed inside their case, each with the `case_id`',
  })),
  userActions: Type.Optional(Type.Array(ActivityDraftSchema, {
    description: 'the activity of all cases, oldest first; generated from the cases if absent',
  })),
  files: Type.Optional(Type.Array(FileDraftSchema, { description: 'uploaded files; the attachment of each is one of the comments' })),
  alerts: Type.Optional(Type.Array(AlertDraftSchema, { description: 'documents of alerts indices' })),
  incidents: Type.Optional(Type.Array(IncidentDraftSchema, {
    description: 'records in external systems, with their pushes; a planned one is created by the first push',
  })),
  externalSystems: Type.Optional(Type.Array(ExternalSystemDraftSchema, {
    description: 'the state of external systems besides their records',
  })),
}, { additionalProperties: false, examples: [{ cases: [{ id: 'case-1', title: 'Login from two countries' }] }] })
export type State = Static<typeof StateSchema>
