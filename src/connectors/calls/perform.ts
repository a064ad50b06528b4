import type { ServiceRequest, ServiceResponse, Work } from './http.js'

/** Delivers a call: to a simulated system, synchronously, or over HTTP. Rejects if there is no response. */
export type Transport = (request: ServiceRequest) => ServiceResponse | Promise<ServiceResponse>

/**
 * Runs a connector's work. Returns the result, or a promise of it if a response had to be awaited.
 * @throws any error that the work throws
 */
export function perform<Result> (work: Work<Result>, transport: Transport): Result | Promise<Result> {
  let step = work.next()
  while (!step.done) {
    const response = transport(step.value)
    if (response instanceof Promise) return performLater(work, response, transport)
    step = work.next(response)
  }
  return step.value
}

/** Continues work once a pending response has arrived. */
async function performLater<Result> (work: Work<Result>, pending: Promise<ServiceResponse>, transport: Transport): Promise<Result> {
  let response: ServiceResponse | Promise<ServiceResponse> = pending
  while (true) {
    const step: IteratorResult<ServiceRequest, Result> = await Promise.resolve(response).then(
      answer => work.next(answer), error => work.throw(error),
    )
    if (step.done) return step.value
    response = transport(step.value)
  }
}
