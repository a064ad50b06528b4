import { address, rootOf, sandbox, sendToKibana, token, type KibanaAnswer } from '../../api.js'
import type { Operation } from '../../state/operations.js'

/** A request as the form has it. */
export interface Draft {
  readonly path: string
  readonly body: string
}

const isControl = ({ path }: Operation) => path.startsWith('/_mock')

/** Sends a request: to Kibana as any client would, to the control routes with the token of the page. */
export async function send (operation: Operation, { path, body }: Draft): Promise<KibanaAnswer> {
  if (!isControl(operation)) return sendToKibana(operation.method, path, { body: body === '' ? undefined : body })
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
  try {
    return { status: response.status, headers: response.headers, body: JSON.parse(text), text, milliseconds }
  } catch {
    return { status: response.status, headers: response.headers, body: text, text, milliseconds }
  }
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** The same from a shell. */
export function curlOf (operation: Operation, { path, body }: Draft): string {
  return [
    `curl ${operation.method === 'GET' ? '' : `-X ${operation.method} `}${quote(address() + path)}`,
    ...(isControl(operation) ? [] : ["-H 'kbn-xsrf: true'"]),
    ...(body === '' ? [] : ["-H 'content-type: application/json'", `-d ${quote(body)}`]),
  ].join(' \\\n  ')
}
