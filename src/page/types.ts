// The server's types under the page's names. No other module of the page imports them from the server.
import type { Static } from '@sinclair/typebox'
import type { ListedRuleSchema } from '../control/faults/rule.js'
import type { AttachmentAttributes } from '../documents/attachment.js'
import type { CaseAttributes } from '../documents/case.js'
import type { ConfigurationAttributes } from '../documents/configuration.js'
import type { FileAttributes } from '../documents/file.js'
import type { UserActionAttributes } from '../documents/user-action.js'
import type { State } from '../state/schema.js'

export type { Incident, RefusedCall as RefusedPush } from '../connectors/simulation/incident-schema.js'
export type { ListedFailure as Failure } from '../connectors/simulation/failure-rule.js'
export type { ListedAlert as Alert } from '../control/alerts/alerts.js'
export type { DueItem } from '../control/clock/due.js'
export type { CaseEvent } from '../control/events/event.js'
export type { Rule } from '../control/faults/rule.js'
export type { Health } from '../control/health.js'
export type { RecordedRequest as Request } from '../control/journal/recorded-request.js'
export type { Presets } from '../control/presets.js'
export type { ListedSandbox as Sandbox } from '../control/sandboxes/schema.js'
export type { ListedStub as Stub } from '../control/stubs/stubs.js'
export type { ListedUsers as Users } from '../control/users/users.js'
export type { IncidentCall } from '../documents/incident.js'
export type { State as ServerState } from '../state/schema.js'

/** The location of a document. */
interface Place {
  readonly id: string
  readonly version: string
  readonly space: string
}

export type Case = Omit<CaseAttributes, 'totalComment' | 'totalAlerts'> & Place
export type Attachment = AttachmentAttributes & { readonly id: string; readonly version: string; readonly case_id: string }
export type Action = UserActionAttributes & { readonly id?: string; readonly case_id: string }
export type CaseFile = Omit<FileAttributes, 'content'> & { readonly id: string; readonly case_id: string }
export type Configuration = ConfigurationAttributes & Place
export interface Connector {
  readonly id: string
  readonly name: string
}
export type Role = NonNullable<State['roles']>[number]
export interface Space {
  readonly id: string
  readonly name?: string
}
export type ListedRule = Static<typeof ListedRuleSchema>
export interface ClockState {
  readonly now: string
  readonly frozen: boolean
  readonly pace: number
}
export interface Snapshot {
  readonly id: string
}
