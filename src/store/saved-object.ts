import type { CaseAttributes } from '../documents/case.js'
import type { AttachmentAttributes } from '../documents/attachment.js'
import type { FileAttributes } from '../documents/file.js'
import type { UserActionAttributes } from '../documents/user-action.js'
import type { ConfigurationAttributes } from '../documents/configuration.js'
import type { ConnectorAttributes } from '../documents/connector.js'
import type { RoleAttributes } from '../documents/role.js'
import type { ExternalSystemAttributes, IncidentWithCalls } from '../documents/incident.js'
import type { AlertAttributes } from '../documents/alert.js'
import type { CaseCounterAttributes } from '../documents/case-counter.js'
import type { FieldDefinitionAttributes, TemplateAttributes } from '../documents/template.js'
import type { SpaceAttributes } from '../documents/space.js'
import { encodeVersion } from './version.js'

/** Every kind of document, by Kibana's saved object type, with its attributes. */
export interface SavedObjectTypes {
  cases: CaseAttributes
  'cases-comments': AttachmentAttributes
  'cases-user-actions': UserActionAttributes
  'cases-configure': ConfigurationAttributes
  'cases-templates': TemplateAttributes
  'cases-field-definitions': FieldDefinitionAttributes
  file: FileAttributes
  action: ConnectorAttributes
  space: SpaceAttributes
  /** The last number given to a case of a space; its id is that of the space. */
  'cases-incrementer': CaseCounterAttributes
  // Not in Kibana's index: roles, alerts, and external systems. Writing them takes no sequence number
  /** A role in Elasticsearch, for all spaces. */
  role: RoleAttributes
  /** A document of an alerts index. */
  alert: AlertAttributes
  /** A record in an external system. */
  incident: IncidentWithCalls
  /** An external system: its counters and refused pushes. */
  'external-system': ExternalSystemAttributes
}
export type SavedObjectType = keyof SavedObjectTypes

/** One document. Immutable: a change is a new object under the same id. */
export class SavedObject<Type extends SavedObjectType = SavedObjectType> {
  readonly type: Type
  readonly id: string
  readonly space: string
  /** The case that an attachment or a user action belongs to. */
  readonly caseId: string | undefined
  /** Position in the order of creation among all documents; updates keep it. */
  readonly order: number
  readonly attributes: SavedObjectTypes[Type]
  /** A number until the version is first read: encoding takes 0.3 µs, and nearly all versions of user actions are never read. */
  #version: string | number

  constructor (type: Type, { id, space, caseId, order }: SavedObjectPlace, version: string | number, attributes: SavedObjectTypes[Type]) {
    this.type = type
    this.id = id
    this.space = space
    this.caseId = caseId
    this.order = order
    this.#version = version
    this.attributes = attributes
  }

  /** The version in responses. */
  get version (): string {
    if (typeof this.#version === 'number') this.#version = encodeVersion(this.#version)
    return this.#version
  }
}

/** Fields that updates keep. */
type SavedObjectPlace = Pick<SavedObject, 'id' | 'space' | 'caseId' | 'order'>

/** A document to add. */
export interface NewSavedObject<Type extends SavedObjectType> {
  readonly id: string
  readonly space: string
  readonly caseId?: string | undefined
  readonly attributes: SavedObjectTypes[Type]
  /** The version that a seed gives; if absent, it comes from the next sequence number. */
  readonly version?: string | undefined
}
