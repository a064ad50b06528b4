// The names that users import. Types of the sources whose own names would be too general in a test file have longer ones here.
export { startServer, type App, type InjectRequest, type InjectResponse, type RunningServer } from './server.js'
export type { LoggerOptions, ServerOptions } from './options/schema.js'
export type { PreconfiguredConnector } from './documents/connector.js'
export type { SecurityOption } from './security/schema.js'
export type { SpacesOption } from './documents/space.js'
export type { Clock, ClockOption } from './kibana/clock.js'
export type { License } from './kibana/license.js'

export type { InstanceHandle, Sandbox, ServerHandle } from './control/handle.js'
export type { SandboxOptions } from './control/sandboxes/options.js'
export type { ListedSandbox } from './control/sandboxes/sandboxes.js'

export type { Expectation as RequestExpectation } from './control/journal/verify.js'
export type { Filter as RequestFilter } from './control/journal/filter.js'
export type { Page as RequestPage } from './control/journal/schema.js'
export type { RecordedRequest } from './control/journal/recorded-request.js'
export type { WaitOptions } from './control/journal/wait-options.js'
export type { Har } from './control/journal/har.js'

export type { Effect as FaultEffect } from './control/faults/effect-schema.js'
export type { Rule as FaultRule } from './control/faults/rule.js'
export type { ListedFault } from './control/faults/faults.js'
export type { Failure as FailureKind, FailureRule } from './documents/failure.js'
export type { ListedFailure } from './connectors/simulation/failure-rule.js'
export type { Incident, IncidentFilter, RefusedCall } from './connectors/simulation/incidents.js'

export type { CaseEvent, EventType as CaseEventType } from './control/events/event.js'
export type { EventListener as CaseEventListener } from './control/events/events.js'
export type { Delivery as WebhookDelivery, ListedWebhook, Webhook } from './control/events/webhooks.js'

export type { Seed } from './state/seed.js'
export type { Snapshot } from './state/snapshots.js'
export type { CaseDraft, CommentDraft, State } from './state/schema.js'
export type { Case } from './cases/case.js'
export type {
  CustomField as CaseCustomField, ExternalService as CaseExternalService, Observable as CaseObservable,
} from './documents/case.js'
export type { Attachment as CaseAttachment } from './documents/attachment.js'
export type { CaseFile } from './attachments/files/read.js'
export type { User as KibanaUser } from './documents/user.js'

export { InvalidInput } from './input/invalid-input.js'
export { ConflictError } from './control/errors.js'
export { NotFoundError } from './input/not-found-error.js'
export { TimeoutError } from './control/journal/timeout-error.js'
export { VerificationError } from './control/journal/verify.js'
