// The GitHub Action's last step, if the job has failed: prints the requests to the server, and its output.
import { readFileSync } from 'node:fs'

const { STATE_url: url, STATE_log: log, KCM_CONTROL = '{}' } = process.env

async function printRequests () {
  const { token } = JSON.parse(KCM_CONTROL)
  const response = await fetch(`${url}/_mock/requests`, { headers: token ? { authorization: `Bearer ${token}` } : {} })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  const { requests } = await response.json()
  for (const { id, method, url, status, user, refusedBy, fault } of requests) {
    const causes = [user && `by ${user}`, refusedBy && `refused by ${refusedBy}`, fault && `fault ${fault.id}`]
    console.log([`#${id}`, method, url, status ?? 'no answer', ...causes].filter(Boolean).join(' '))
  }
}

// Without a URL the server never answered, and the first step has said why
if (url) {
  console.log('::group::Requests that Kibana got')
  await printRequests().catch(error => console.log(`The request log cannot be read: ${error.message}`))
  console.log('::endgroup::')
  console.log('::group::Log of Kibana')
  console.log(readFileSync(log, 'utf8'))
  console.log('::endgroup::')
}
