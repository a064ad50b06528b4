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

/** The external system behind a connector, for one execution. */
export interface OpenSystem {
  readonly transport: Transport
  readonly records: Records
  /** The calls made so far. */
  readonly requests: DeliveredRequest[]
  readonly connectorId: string
  /** Whether the calls go to a real system. */
  readonly isLive: boolean
}

/** Opens the way to the system of a connector: over the wire where its type is live, into the simulated one otherwise. */
export function openSystem (kibana: KibanaContext, { type, system }: KnownType, connector: Connector, config: unknown, { space, caseId }: Origin): OpenSystem {
  // Decoded by the type's own schema, which describes an object
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

/** Failures that are about what is written. */
const WRITE_FAILURES: readonly (Failure | undefined)[] = ['missing-field', 'unknown-issue-type']

function meets ({ operation, failure }: FailureRule, request: ServiceRequest): boolean {
  if (operation !== undefined) return operation === request.operation
  return !WRITE_FAILURES.includes(failure) || request.method !== 'GET'
}
