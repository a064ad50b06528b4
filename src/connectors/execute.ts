import type { KibanaContext } from '../kibana/context.js'
import type { Connector, ConnectorAttributes, Origin } from '../documents/connector.js'
import type { Version } from '../versions/version.js'
import type { ConnectorType, Execute } from './connector-type.js'
import { connectorTypesOf } from './connector-types.js'
import { typeNotRegistered } from './errors.js'
import { perform } from './calls/perform.js'
import { recordPush } from './record-push.js'
import { FailedExecution } from './calls/failed-execution.js'
import { ServiceError, UserError } from './calls/http.js'
import { openSystem } from './simulation/open-system.js'
import { decodeSettings } from './validate.js'
import { failuresBlameTheFramework, failuresNameTheirSource, invalidParamsBlameTheUser, statusesNameTheirSource } from './versions.js'

/** The result of an execution. Source: Kibana's actions/common/types.ts (ActionTypeExecutorResult) */
export type ActionResult = { readonly status: 'ok', readonly data: unknown } | {
  readonly status: 'error'
  readonly message: string
  readonly serviceMessage?: string
  readonly retry?: boolean
  readonly errorSource: 'user' | 'framework'
}

const refused = (what: string, message: string, errorSource: 'user' | 'framework'): ActionResult =>
  ({ status: 'error', message: `error validating action ${what}: ${message}`, retry: false, errorSource })

/**
 * Statuses of an external system that Kibana blames on the user, if the connector passes the error on.
 * Source: Kibana's actions/server/lib/categorize_http_errors.ts
 */
const USER_ERROR_STATUSES = [401, 402, 403, 407, 409, 412, 413, 417, 422, 423, 429, 451]

function isUserError (error: unknown, version: Version): boolean {
  if (error instanceof FailedExecution) return error.isUsers
  if (!(error instanceof ServiceError)) return error instanceof UserError && failuresNameTheirSource(version)
  return error.isUsers || (statusesNameTheirSource(version) && USER_ERROR_STATUSES.includes(error.response?.status ?? 0))
}

/** The `errorSource` of a failed execution. Source: Kibana's pull requests 179700 (8.14), 184015 (8.15) and 233715 (9.2) */
const sourceOf = (error: unknown, version: Version) =>
  !failuresBlameTheFramework(version) || isUserError(error, version) ? 'user' : 'framework'

/**
 * Executes a connector: checks params, config and secrets, then runs its type. Failures are reported in the result, which is
 * returned synchronously unless a system responds later.
 * @throws KibanaError 400 for an unknown type
 * Source: Kibana's actions/server/lib/{action_executor,validate_with_schema}.ts
 */
export function executeConnector (
  kibana: KibanaContext, connector: Connector, params: unknown, origin: Origin,
): ActionResult | Promise<ActionResult> {
  const known = connectorTypesOf(kibana.version).get(connector.actionTypeId)
  if (!known) throw typeNotRegistered(connector.actionTypeId)
  const { type } = known
  const checkedParams = type.validateParams(params, kibana.version)
  if (checkedParams.message !== undefined) {
    return refused('params', checkedParams.message, invalidParamsBlameTheUser(kibana.version) ? 'user' : 'framework')
  }
  const opened = openConnector(kibana, type, connector)
  if ('status' in opened) return opened

  const system = openSystem(kibana, known, connector, opened.config, origin)
  const succeeded = (data: unknown): ActionResult => ({ status: 'ok', data: recordPush(system, origin, params, data) })
  const failed = (error: unknown): ActionResult => {
    const { message } = error as Error
    recordPush(system, origin, params, undefined, message)
    const words = error instanceof FailedExecution
      ? { message, ...error.details }
      : { message: 'an error occurred while running the action', serviceMessage: message, retry: true }
    return { status: 'error', ...words, errorSource: sourceOf(error, kibana.version) }
  }
  try {
    const data = perform(opened.execute(checkedParams.value), system.transport)
    return data instanceof Promise ? data.then(succeeded).catch(failed) : succeeded(data)
  } catch (error) {
    return failed(error)
  }
}

/** A connector ready for execution, with the configuration that its type's schema decoded. */
interface OpenConnector { readonly config: ConnectorAttributes['config'], readonly execute: Execute }

/** Open connectors per Kibana: two sandboxes may share a saved connector, but not a clock. */
const openConnectors = new WeakMap<KibanaContext, WeakMap<Connector, OpenConnector>>()

function openConnectorsOf (kibana: KibanaContext): WeakMap<Connector, OpenConnector> {
  let connectors = openConnectors.get(kibana)
  if (!connectors) openConnectors.set(kibana, connectors = new WeakMap())
  return connectors
}

/** Checks a connector's configuration once: connectors are immutable, and an update creates a new object. */
function openConnector (kibana: KibanaContext, type: ConnectorType, connector: Connector): OpenConnector | ActionResult {
  const connectors = openConnectorsOf(kibana)
  const before = connectors.get(connector)
  if (before) return before
  const settings = decodeSettings(type, kibana.version, connector)
  // The caller of an execution is not responsible for the settings
  if ('what' in settings) return refused(`type ${settings.what}`, settings.message, 'framework')
  const { clock, version } = kibana
  const ready = { config: settings.config, execute: type.executor({ connectorId: connector.id, ...settings, clock, version }) }
  connectors.set(connector, ready)
  return ready
}
