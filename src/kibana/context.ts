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
interface Settings {
  readonly kibanaVersion: string
  readonly basePath: string
  /** True if clients use https; cookies are then marked as secure. */
  readonly isSecure: boolean
  /** Kibana's `server.publicBaseUrl`, without a trailing slash. Links to cases in external systems start with it. */
  publicBaseUrl: string
  readonly maxPayloadBytes: number
  /** The URL of the listener for Elasticsearch, if there is one. */
  elasticsearchUrl?: string
  readonly preconfiguredConnectors: ReadonlyMap<string, Connector>
}

/** Everything that one Kibana owns, and that an operation can read or change. Instances share nothing. */
export interface KibanaContext {
  /** The instance's id, as in `/api/status`. */
  readonly uuid: string
  readonly settings: Settings
  /** The emulated version of Kibana; `settings.kibanaVersion` is its text. */
  readonly version: Version
  readonly store: Store
  readonly clock: Clock
  readonly tasks: BackgroundTasks
  readonly random: Random
  readonly externalSystems: ExternalSystems
  readonly security: Security
  license: License
}

/** An instance and a space of it. */
export type Place = Pick<Scope, 'kibana' | 'space'>

/** The context of one request: the instance, space and user. Operations receive it with their input. */
export interface Scope {
  readonly kibana: KibanaContext
  readonly space: string
  readonly user: User
  readonly authorization: Authorization
  /** The `authorization` header of the request. */
  readonly header?: string | undefined
  /** The session that authenticated the request, if it did so by its cookie rather than a header. */
  readonly session?: Session | undefined
  /** True if a fault makes the request's update of alerts conflict with another write. */
  alertsConflict?: boolean
  /** The external failure that applied to the request, for the request log. */
  failure?: FailureHit
}
