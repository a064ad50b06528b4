import type { ServiceRequest, ServiceResponse, Work } from './http.js'

/** How a call reaches the external system: into a simulated one, which answers at once, or over the wire. No answer at all is a promise that fails. */
export type Transport = (request: ServiceRequest) => ServiceResponse | Promise<ServiceResponse>

/**
 * Does what a connector does. Gives back the result, or a promise of it when there was an answer to wait for.
 * @throws whatever the work throws
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

/** Goes on with work that waits for an answer. */
async function performLater<Result> (work: Work<Result>, waitsFor: Promise<ServiceResponse>, transport: Transport): Promise<Result> {
  let response: ServiceResponse | Promise<ServiceResponse> = waitsFor
  while (true) {
    const step: IteratorResult<ServiceRequest, Result> = await Promise.resolve(response).then(answer => work.next(answer), error => work.throw(error))
    if (step.done) return step.value
    response = transport(step.value)
  }
}
