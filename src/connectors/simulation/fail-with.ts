import { setTimeout } from 'node:timers/promises'
import type { FailureRule } from '../../documents/failure.js'
import { pickDelay } from '../../input/duration.js'
import type { Patience } from '../../kibana/external-systems.js'
import { ServiceError, timeOut, type ServiceResponse } from '../calls/http.js'
import { FAILURE_PRESETS, type FailureResponse } from './failure-presets.js'
import { answer, type SimulatedSystem } from './simulated-system.js'

/** Produces the response of a failure, after its delay; throws if the failure is a missing response. */
export async function failWith (
  { failure, preset, delay, response }: FailureRule,
  { failures }: SimulatedSystem,
  url: string,
  { timeout, signal }: Patience,
  fraction: () => number,
): Promise<ServiceResponse> {
  const wait = delay === undefined ? 0 : pickDelay(delay, fraction)
  if (wait > 0) await setTimeout(wait, undefined, { signal })
  const outcome = response ?? failure ?? (preset === undefined ? 'unavailable' : FAILURE_PRESETS[preset]!.outcome)
  if (typeof outcome === 'object') return toResponse(outcome)
  switch (outcome) {
    case 'timeout': throw timeOut(timeout)
    case 'connection-refused': throw refused(url)
    case 'tls': throw new ServiceError('self-signed certificate in certificate chain', undefined, 'SELF_SIGNED_CERT_IN_CHAIN')
    case 'not-json': return { status: 200, statusText: 'OK', contentType: 'text/html', data: '<html><body>Please log in</body></html>' }
    default: return failures[outcome]
  }
}

const refused = (url: string) =>
  new ServiceError(`connect ECONNREFUSED ${URL.canParse(url) ? new URL(url).host : url}`, undefined, 'ECONNREFUSED')

function toResponse ({ status, statusText, contentType, body }: FailureResponse): ServiceResponse {
  const standard = answer(status, body)
  return {
    ...standard,
    ...(statusText !== undefined && { statusText }),
    ...(contentType !== undefined ? { contentType } : typeof body === 'string' && { contentType: 'text/plain' }),
  }
}
