// The server's types under the page's names: the only place that knows where they are.
import type { Static } from '@sinclair/typebox'
import type { ListedFailure } from '../connectors/simulation/failure-rule.js'
import type { ListedRuleSchema, RuleSchema } from '../control/faults/rule.js'
import type { DueItem as ServerDueItem } from '../control/clock/due.js'
import type { CaseEvent as ServerEvent } from '../control/events/event.js'
import type { RecordedRequest } from '../control/journal/recorded-request.js'
import type { ListedStub } from '../control/stubs/stubs.js'
import type { AttachmentAttributes } from '../documents/attachment.js'
import type { CaseAttributes } from '../documents/case.js'
import type { ConfigurationAttributes } from '../documents/configuration.js'
import type { FileAttributes } from '../documents/file.js'
import type { UserActionAttributes } from '../documents/user-action.js'
import type { State } from '../state/schema.js'

/** The location of a document. */
interface Place {
  readonly id: string
  readonly version: string
  readonly space: string
}

/** A request of the journal. */
export type Request = RecordedRequest
export type DueItem = ServerDueItem
export type CaseEvent = ServerEvent
export type Case = Omit<CaseAttributes, 'totalComment' | 'totalAlerts'> & Place
export type Attachment = AttachmentAttributes & { readonly id: string; readonly version: string; readonly case_id: string }
export type Action = UserActionAttributes & { readonly id?: string; readonly case_id: string }
export type CaseFile = Omit<FileAttributes, 'content'> & { readonly id: string; readonly case_id: string }
export type Configuration = ConfigurationAttributes & Place
export interface Connector {
  readonly id: string
  readonly name: string
  readonly actionTypeId: string
  readonly config: Readonly<Record<string, unknown>>
  readonly space?: string
}
export interface Alert {
  readonly id: string
  readonly index: string
  readonly source: Readonly<Record<string, unknown>>
}
export type Role = NonNullable<State['roles']>[number]
export interface Space {
  readonly id: string
  readonly name?: string
}
export type ServerState = State

export type Rule = Static<typeof RuleSchema>
export type ListedRule = Static<typeof ListedRuleSchema>

/** A record in an external system. */
export interface Incident {
  readonly id: string
  readonly connectorId: string
  readonly connectorType: string
  readonly systemUrl: string
  readonly caseId: string | null
  readonly externalId: string
  readonly externalTitle: string
  readonly externalUrl: string
  readonly planned: boolean
  readonly createdAt: string
  readonly updatedAt: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly comments: readonly { readonly id: string; readonly text: string; readonly createdAt: string }[]
  readonly calls: readonly IncidentCall[]
}

/** One push that reached a record. */
export interface IncidentCall {
  readonly action: 'create' | 'update'
  readonly at: string
  readonly connectorId: string
  readonly caseId: string | null
  readonly requests: readonly {
    readonly method: string
    readonly url: string
    readonly body?: unknown
    readonly status?: number | null
    readonly answer?: unknown
  }[]
  readonly error: string | null
}

/** A push that failed before it created a record. */
export interface RefusedPush extends IncidentCall {
  readonly connectorType: string
  readonly systemUrl: string
}

/** The way in which an external system fails, as listed by the server. */
export type Failure = ListedFailure
export type Stub = ListedStub
/** The presets of faults and failures: real outages, by name. */
export interface Presets {
  readonly faults: readonly Preset[]
  readonly failures: readonly Preset[]
}
export interface Preset {
  readonly name: string
  readonly description: string
  readonly source: string
}
export interface Sandbox {
  readonly id: string
  readonly path: string
  readonly url: string
  readonly kibanaVersion?: string
}
export interface ClockState {
  readonly now: string
  readonly frozen: boolean
  readonly pace: number
}
export interface Snapshot {
  readonly id: string
  readonly at?: string
  readonly cases?: number
}
export interface Health {
  readonly status: string
  readonly kibanaVersion: string
  readonly behavesAs: string
  readonly isNewerThanKnown: boolean
  readonly now: string
}
/** The users of a server with security. */
export interface Users {
  readonly security: boolean
  readonly users: readonly {
    readonly username: string
    readonly roles: readonly string[]
    readonly full_name: string | null
    readonly email: string | null
  }[]
}
