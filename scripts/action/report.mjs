// The last step of the GitHub Action, run only if the job has failed: prints the requests that the server received, and its log.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'

const { STATE_url: url, STATE_log: log, KCM_CONTROL = '{}' } = process.env

async function printRequests () {
  const { token } = JSON.parse(KCM_CONTROL)
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  const { get } = url.startsWith('https:') ? https : http
  // The certificate may be self-signed
  const [response] = await once(get(`${url}/_mock/requests`, { headers, agent: false, rejectUnauthorized: false }), 'response')
  const body = await text(response)
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${body}`)
  const { requests } = JSON.parse(body)
  for (const { id, method, url, status, user, refusedBy, fault } of requests) {
    const causes = [user && `by ${user}`, refusedBy && `refused by ${refusedBy}`, fault && `fault ${fault.id}`]
    console.log([`#${id}`, method, url, status ?? 'no answer', ...causes].filter(Boolean).join(' '))
  }
}

// Without a URL the server never answered, and the first step has reported why
if (url) {
  console.log('::group::Requests that Kibana received')
  await printRequests().catch(error => console.log(`The request log cannot be read: ${error.message}`))
  console.log('::endgroup::')
  console.log('::group::Log of Kibana')
  console.log(readFileSync(log, 'utf8'))
  console.log('::endgroup::')
}
