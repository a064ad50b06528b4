import type { CaseAttributes } from '../documents/case.js'
import type { AttachmentAttributes } from '../documents/attachment.js'
import type { FileAttributes } from '../documents/file.js'
import type { UserActionAttributes } from '../documents/user-action.js'
import type { ConfigurationAttributes } from '../documents/configuration.js'
import type { ConnectorAttributes } from '../documents/connector.js'
import type { RoleAttributes } from '../documents/role.js'
import type { ExternalSystemAttributes, IncidentWithCalls } from '../documents/incident.js'
import type { AlertAttributes } from '../documents/alert.js'
import type { SpaceAttributes } from '../documents/space.js'
import { encodeVersion } from './version.js'

/** Every document kind of a server: Kibana's saved object type (as its messages name it) and what such an object holds. */
export interface SavedObjectTypes {
  cases: CaseAttributes
  'cases-comments': AttachmentAttributes
  'cases-user-actions': UserActionAttributes
  'cases-configure': ConfigurationAttributes
  file: FileAttributes
  action: ConnectorAttributes
  space: SpaceAttributes
  // What is not in Kibana's index: roles, alerts, and the external systems behind the connectors. Writes of these take no sequence number
  /** A role of Elasticsearch's, in every space. */
  role: RoleAttributes
  /** A document of an index of alerts. */
  alert: AlertAttributes
  /** A record in an external system. */
  incident: IncidentWithCalls
  /** An external system: its numbering. */
  'external-system': ExternalSystemAttributes
}
export type SavedObjectType = keyof SavedObjectTypes

/** An id, or what makes it up when somebody asks: most user actions are never looked at. */
export type SavedObjectId = string | (() => string)

/** One document. Immutable: a change is a new object under the same id. */
export class SavedObject<Type extends SavedObjectType = SavedObjectType> {
  readonly type: Type
  #id: SavedObjectId
  readonly space: string
  /** The case that an attachment or a user action belongs to. */
  readonly caseId: string | undefined
  /** Place in the order of creation over all documents of the server; kept by updates. */
  readonly order: number
  readonly attributes: SavedObjectTypes[Type]
  /** The sequence number until somebody asks: most versions are never read. */
  #version: string | number

  constructor (type: Type, { id, space, caseId, order }: SavedObjectPlace, version: string | number, attributes: SavedObjectTypes[Type]) {
    this.type = type
    this.#id = id
    this.space = space
    this.caseId = caseId
    this.order = order
    this.#version = version
    this.attributes = attributes
  }

  get id (): string {
    if (typeof this.#id !== 'string') this.#id = this.#id()
    return this.#id
  }

  /** As answers have it. */
  get version (): string {
    if (typeof this.#version === 'number') this.#version = encodeVersion(this.#version)
    return this.#version
  }
}

/** What updates leave as it is. */
type SavedObjectPlace = Pick<SavedObject, 'space' | 'caseId' | 'order'> & { readonly id: SavedObjectId }
