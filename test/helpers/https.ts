import { request, type RequestOptions } from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

/** A response over https. */
export interface Answer { readonly status: number | undefined, readonly headers: IncomingHttpHeaders, readonly body: string }

/** Sends a request over https with a client that trusts only this authority. */
export const ask = (
  url: string, ca: string | undefined, options: RequestOptions = {}, body?: string,
) => new Promise<Answer>((resolve, reject) => {
  request(url, { ca, agent: false, rejectUnauthorized: true, ...options }, response => {
    text(response).then(body => resolve({ status: response.statusCode, headers: response.headers, body }), reject)
  }).on('error', reject).end(body)
})
