import type { FailureHit } from '../documents/failure.js'
import type { BackgroundTasks } from './background-tasks.js'
import type { Clock } from './clock.js'
import type { Random } from './random.js'
import type { Store } from '../store/store.js'
import type { Connector } from '../documents/connector.js'
import type { ExternalSystems } from './external-systems.js'
import type { Authorization } from '../security/authorization.js'
import type { Security } from '../security/security.js'
import type { License } from './license.js'
import type { Session } from '../security/sessions.js'
import type { Version } from '../versions/version.js'
import type { User } from '../documents/user.js'

/** Settings fixed at start-up. */
export interface Settings {
  readonly kibanaVersion: string
  readonly basePath: string
  /** Whether clients use https, so that cookies are for it alone. */
  readonly isSecure: boolean
  /** Kibana's `server.publicBaseUrl`, without a trailing slash: the start of links to a case in external systems. */
  publicBaseUrl: string
  readonly maxPayloadBytes: number
  /** The URL of Elasticsearch's listener, if there is one. */
  elasticsearchUrl?: string
  readonly preconfiguredConnectors: ReadonlyMap<string, Connector>
}

/** Everything that one Kibana owns, and that an operation can read or change. Two of them share nothing. */
export interface KibanaContext {
  /** The instance's own id, as `/api/status` gives it. */
  readonly uuid: string
  readonly settings: Settings
  /** The version of Kibana that it behaves as; `settings.kibanaVersion` is its text. */
  readonly version: Version
  readonly store: Store
  readonly clock: Clock
  readonly tasks: BackgroundTasks
  readonly random: Random
  readonly externalSystems: ExternalSystems
  readonly security: Security
  license: License
}

/** The context of one request: the instance, space and user. An operation gets this and its input. */
export interface Scope {
  readonly kibana: KibanaContext
  readonly space: string
  readonly user: User
  readonly authorization: Authorization
  /** The session that the request was authenticated with, if its cookie and not a header was. */
  readonly session?: Session | undefined
  /** True if another write overtakes that of the case's alerts: the request met such a fault. */
  alertsConflict?: boolean
  /** The external failure that the request met, for the request log. */
  failure?: FailureHit
}
