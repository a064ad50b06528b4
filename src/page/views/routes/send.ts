import { address, INTERNAL, rootOf, sandbox, sendToKibana, token, type KibanaAnswer } from '../../api.js'
import { parseJson } from '../../domain/json-object.js'
import { curlCommand } from '../../domain/shell.js'
import type { Operation } from '../../state/operations.js'

/** A request as the form has it. */
export interface Draft {
  readonly path: string
  readonly body: string
}

const isControl = ({ path }: Operation) => path.startsWith('/_mock')
/** One route that Kibana keeps for its own pages is beside the public ones. */
const isInternal = ({ path }: Operation) => path.startsWith('/internal/') || path === '/api/cases/{case_id}/resolve'
const headersFor = (operation: Operation): Record<string, string> => (isInternal(operation) ? INTERNAL : {})

/** Sends a request: to Kibana as any client would, to the control routes with the token of the page. */
export async function send (operation: Operation, { path, body }: Draft): Promise<KibanaAnswer> {
  if (!isControl(operation)) {
    return sendToKibana(operation.method, path, {
      body: body === '' ? undefined : body, headers: headersFor(operation),
    })
  }
  const start = performance.now()
  const response = await fetch(rootOf(sandbox.value).replace(/\/$/, '') + path, {
    method: operation.method,
    headers: {
      ...(token.value && { authorization: `Bearer ${token.value}` }),
      ...(body !== '' && { 'content-type': 'application/json' }),
    },
    ...(body !== '' && { body }),
    cache: 'no-store',
  })
  const text = await response.text()
  const milliseconds = performance.now() - start
  return { status: response.status, headers: response.headers, body: parseJson(text), text, milliseconds }
}

/** The same from a shell. */
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
