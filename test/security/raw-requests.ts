import { request as httpRequest } from 'node:http'
import type { RunningServer } from '../../src/index.js'
import { newCase } from '../helpers/cases.js'
import { as, basic, roleOf } from '../helpers/security.js'

export const options = {
  spaces: ['space1', 'space2'],
  security: {
    users: { jane: { password: 'jane', roles: ['one'] }, admin: { password: 'admin', roles: ['superuser'] } },
    roles: { one: roleOf({ generalCasesV3: ['all'] }, ['space1']) },
  },
}

/** Sends a request without a client that would normalize its path. */
export async function send (
  { port }: RunningServer, path: string,
  { method = 'GET', headers = {}, body }: { method?: string, headers?: Record<string, string>, body?: string } = {},
) {
  return await new Promise<{ status: number, message: string }>((resolve, reject) => {
    const request = httpRequest({
      host: '127.0.0.1', port, path, method, headers: { 'kbn-xsrf': 'true', authorization: basic('jane'), ...headers },
    }, async response => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      const text = Buffer.concat(chunks).toString()
      resolve({ status: response.statusCode!, message: text === '' ? '' : JSON.parse(text).message })
    })
    request.on('error', reject)
    request.end(body)
  })
}

export const inSpace = async (kibana: RunningServer, space: string) =>
  (await as(kibana, 'admin', { method: 'POST', url: `/s/${space}/api/cases`, payload: newCase })).json()
