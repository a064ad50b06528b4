import { address, basePathOf, exchange, INTERNAL, sandbox, sendToKibana, token, type Exchange } from '../../api.js'
import { curlCommand } from '../../domain/shell.js'
import type { Operation } from '../../state/operations.js'

/** A request as entered in the form. */
export interface Draft {
  readonly path: string
  readonly body: string
}

const isControl = ({ path }: Operation) => path.startsWith('/_mock')
/** Whether Kibana keeps a route for its own pages. One of these has a path like the public routes. */
const isInternal = ({ path }: Operation) => path.startsWith('/internal/') || path === '/api/cases/{case_id}/resolve'
const headersFor = (operation: Operation): Record<string, string> => (isInternal(operation) ? INTERNAL : {})

/** Sends a request: to Kibana as any client would, to the control routes with the token of the page. */
export function send (operation: Operation, { path, body }: Draft): Promise<Exchange> {
  const { method } = operation
  if (!isControl(operation)) return sendToKibana(method, path, { body: body === '' ? undefined : body, headers: headersFor(operation) })
  return exchange(basePathOf(sandbox.value) + path, {
    method,
    headers: {
      ...(token.value && { authorization: `Bearer ${token.value}` }),
      ...(body !== '' && { 'content-type': 'application/json' }),
    },
    ...(body !== '' && { body }),
  })
}

/** The curl command that sends the same request. */
export const curlOf = (operation: Operation, { path, body }: Draft): string => curlCommand({
  method: operation.method,
  url: address() + path,
  headers: [
    ...(isControl(operation) ? [] : ['kbn-xsrf: true']),
    ...Object.entries(headersFor(operation)).map(([name, value]) => `${name}: ${value}`),
    ...(body === '' ? [] : ['content-type: application/json']),
  ],
  body: body === '' ? undefined : body,
})
