import type { KibanaContext } from '../../kibana/context.js'
import type { Connector, Origin } from '../../documents/connector.js'
import { sendOverWire } from '../calls/send.js'
import type { KnownType } from '../connector-types.js'
import type { Transport } from '../calls/perform.js'
import type { ServiceRequest } from '../calls/http.js'
import { failWith } from './fail-with.js'
import type { FailureRule } from '../../documents/failure.js'
import { Records } from './records.js'
import type { DeliveredRequest } from '../../documents/incident.js'
import { handleRequest } from './simulated-system.js'
import type { Failure } from '../../documents/failure.js'

/** The external system of one execution. */
export interface OpenSystem {
  readonly transport: Transport
  readonly records: Records
  /** Calls made so far. */
  readonly requests: DeliveredRequest[]
  readonly connectorId: string
  /** True if calls go over HTTP. */
  readonly isLive: boolean
}

/** Opens the system of a connector: over HTTP if its type is live, otherwise the simulated one. */
export function openSystem (kibana: KibanaContext, { type, system }: KnownType, connector: Connector, config: unknown, { space, caseId }: Origin): OpenSystem {
  // Decoded by the type's schema, which describes an object
  const settings = config as Readonly<Record<string, unknown>>
  const records = new Records(kibana, { connectorId: connector.id, connectorType: type.id, systemUrl: system.url(settings), space, caseId })
  const failure = kibana.externalSystems.takeFailure(connector.id, type.id)
  const isLive = kibana.externalSystems.isLive(type.id)
  const requests: DeliveredRequest[] = []
  const transport: Transport = request => {
    const { method, url, body } = request
    requests.push(body === undefined ? { method, url } : { method, url, body })
    if (failure && meets(failure, request)) return failWith(failure, system, url, kibana.externalSystems.patience)
    if (!isLive) return handleRequest(system, request, records, settings)
    return sendOverWire(request, kibana.externalSystems.patience)
  }
  return { transport, records, requests, connectorId: connector.id, isLive }
}

/** Failures that only write operations can have. */
const WRITE_FAILURES: readonly (Failure | undefined)[] = ['missing-field', 'unknown-issue-type']

function meets ({ operation, failure }: FailureRule, request: ServiceRequest): boolean {
  if (operation !== undefined) return operation === request.operation
  return !WRITE_FAILURES.includes(failure) || request.method !== 'GET'
}
