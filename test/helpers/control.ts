import type { RunningServer } from '../../src/index.js'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Calls a control route and returns the status and the decoded answer. */
export async function control (
  { app }: Pick<RunningServer, 'app'>, method: Method, url: string, body?: unknown, headers: Record<string, string> = {},
) {
  const response = await app.inject({
    method,
    url: `/_mock${url}`,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() }
}
