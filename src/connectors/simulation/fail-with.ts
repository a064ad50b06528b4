import { setTimeout } from 'node:timers/promises'
import type { Patience } from '../../kibana/external-systems.js'
import { ServiceError, type ServiceResponse } from '../calls/http.js'
import type { FailureRule } from '../../documents/failure.js'
import { answer, type SimulatedSystem } from './simulated-system.js'

/** Produces the response of an armed failure, after its delay; throws if the failure is a missing response. */
export async function failWith ({ failure, delay_ms: delay, response }: FailureRule, { failures }: SimulatedSystem, url: string, { timeout, signal }: Patience): Promise<ServiceResponse> {
  if (delay) await setTimeout(delay, undefined, { signal })
  if (response) return { ...answer(response.status, response.body), ...(response.status_text !== undefined && { statusText: response.status_text }) }
  switch (failure) {
    case 'timeout': throw new ServiceError(`timeout of ${timeout}ms exceeded`)
    case 'connection-refused': throw new ServiceError(`connect ECONNREFUSED ${URL.canParse(url) ? new URL(url).host : url}`)
    case 'not-json': return { status: 200, statusText: 'OK', contentType: 'text/html', data: '<html><body>Please log in</body></html>' }
    default: return failures[failure ?? 'unavailable']
  }
}
