import { connect } from 'node:net'
import type { RunningServer } from '../../src/index.js'

/** A part of an upload: a text, or a file with a name. */
export type Part = readonly [name: string, value: string | Uint8Array | Blob, filename?: string]

/** Uploads parts as a client's FormData does, and returns the status and the decoded answer. */
export async function upload (
  { app }: RunningServer, caseId: string, parts: readonly Part[], headers: Record<string, string> = {}, prefix = '',
) {
  const form = new FormData()
  for (const [name, value, filename] of parts) {
    if (typeof value === 'string' && filename === undefined) form.append(name, value)
    else form.append(name, value instanceof Blob ? value : new Blob([value]), filename)
  }
  const response = await app.inject({
    method: 'POST', url: `${prefix}/api/cases/${caseId}/files`, headers: { 'kbn-xsrf': 'true', ...headers }, payload: form,
  })
  return { status: response.statusCode, headers: response.headers, body: response.json() }
}

const BOUNDARY = 'xyz'
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`

/** Builds a part as sent over the wire, with its leading boundary. */
export const rawPart = (disposition: string, content: string) =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`
export const LAST_BOUNDARY = `--${BOUNDARY}--\r\n`

/** Sends a payload unchanged. */
export async function sendRaw ({ app }: RunningServer, caseId: string, payload: string | Uint8Array, headers: Record<string, string> = {}) {
  const response = await app.inject({
    method: 'POST',
    url: `/api/cases/${caseId}/files`,
    headers: { 'kbn-xsrf': 'true', 'content-type': MULTIPART, ...headers },
    payload: Buffer.from(payload),
  })
  return { status: response.statusCode, headers: response.headers, body: response.json() }
}

/** Starts an upload with too large a content length, sends `payload`, and hangs up. */
export async function hangUp ({ port }: RunningServer, caseId: string, payload: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  const head = [
    `POST /api/cases/${caseId}/files HTTP/1.1`, 'host: localhost', 'kbn-xsrf: true', `content-type: ${MULTIPART}`,
    'content-length: 1000000',
  ]
  await new Promise<void>(resolve => socket.write(`${head.join('\r\n')}\r\n\r\n${payload}`, () => resolve()))
  await new Promise<void>(resolve => {
    socket.once('close', () => resolve())
    socket.destroy()
  })
}
