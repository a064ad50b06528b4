import type { KibanaContext } from '../../kibana/context.js'
import type { Connector, Origin } from '../../documents/connector.js'
import { deliverAuthorized, TOKEN_OPERATION } from '../calls/authorize.js'
import { sendOverWire } from '../calls/send.js'
import type { KnownType } from '../connector-types.js'
import type { Transport } from '../calls/perform.js'
import type { ServiceRequest, ServiceResponse } from '../calls/http.js'
import { failWith } from './fail-with.js'
import { FAILURE_PRESETS } from './failure-presets.js'
import type { Failure, FailureHit, FailureRule } from '../../documents/failure.js'
import type { ActiveRule } from '../../input/rule-list.js'
import { Records } from './records.js'
import type { DeliveredRequest } from '../../documents/incident.js'
import { handleRequest } from './simulated-system.js'

/** The external system of one execution. */
export interface OpenSystem {
  readonly transport: Transport
  readonly records: Records
  /** Calls made so far. */
  readonly requests: DeliveredRequest[]
  readonly connectorId: string
  /** True if calls go over HTTP. */
  readonly isLive: boolean
  /** True once a reset or an import has replaced the documents that the execution began with. */
  readonly isOutdated: () => boolean
}

/** Opens the system of a connector: over HTTP if its type is live and makes HTTP calls, otherwise the simulated one. */
export function openSystem (
  kibana: KibanaContext, { type, system }: KnownType, connector: Connector, config: Connector['config'], { space, caseId, met }: Origin,
): OpenSystem {
  const records = new Records(kibana, { connectorId: connector.id, connectorType: type.id, systemUrl: system.url(config), space, caseId })
  const { externalSystems, store } = kibana
  const { contents } = store
  const failure = externalSystems.failureFor({ connectorId: connector.id, connectorType: type.id, caseId, space })
  const isLive = !system.onlyRecords && externalSystems.isLive(type.id)
  const requests: DeliveredRequest[] = []
  let isHit = false
  const respond: Transport = request => {
    if (failure && meets(failure.rule, request)) {
      // One execution is one hit, however many of its calls fail
      if (!isHit) externalSystems.failures.hit(failure)
      isHit = true
      met.failure = hitOf(failure)
      return failWith(failure.rule, system, request.url, externalSystems.patience, () => externalSystems.chance.fraction())
    }
    return isLive ? sendOverWire(request, externalSystems.patience) : handleRequest(system, request, records, config)
  }
  const deliver: Transport = request => {
    const { method, url, body, isSecret = false } = request
    const sent: Writable<DeliveredRequest> = body === undefined || isSecret
      ? { method, url, status: null, answer: null }
      : {
          method, url, body, status: null, answer: null,
        }
    requests.push(sent)
    const note = (response: ServiceResponse) => {
      sent.status = response.status
      if (!isSecret) sent.answer = response.data
      return response
    }
    const response = respond(request)
    return response instanceof Promise ? response.then(note) : note(response)
  }
  const transport: Transport = request => isLive && request.token
    ? deliverAuthorized(request, request.token, { deliver, connector, tokens: externalSystems.tokens, clock: kibana.clock })
    : deliver(request)
  return { transport, records, requests, connectorId: connector.id, isLive, isOutdated: () => store.contents !== contents }
}

/** Failures that only write operations can have. */
const WRITE_FAILURES: readonly (Failure | undefined)[] = ['missing-field', 'unknown-issue-type']

function meets ({ match: { operation } = {}, failure, preset }: FailureRule, request: ServiceRequest): boolean {
  const only = operation ?? (preset === undefined ? undefined : FAILURE_PRESETS[preset]?.operation)
  if (only !== undefined) return only === request.operation
  return !WRITE_FAILURES.includes(failure) || (request.method !== 'GET' && request.operation !== TOKEN_OPERATION)
}

const hitOf = ({ id, rule: { failure, preset } }: ActiveRule<FailureRule>): FailureHit => (
  { id, ...(failure && { failure }), ...(preset !== undefined && { preset }) }
)

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] }
