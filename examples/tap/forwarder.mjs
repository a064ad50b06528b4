// A small client of the Cases API, tested in the file next to it.
import { setTimeout } from 'node:timers/promises'

const connector = { id: 'jira', name: 'Jira', type: '.jira', fields: { issueType: '10006', priority: null, parent: null } }

/** Sends a request; retries while Kibana is starting or asks the client to slow down. */
async function send (method, url, body, attempts = 3) {
  const response = await fetch(url, {
    method,
    headers: { 'kbn-xsrf': 'true', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (![429, 503].includes(response.status) || attempts === 1) return { status: response.status, body: await response.json() }
  await setTimeout(1000 * Number(response.headers.get('retry-after') ?? 1))
  return send(method, url, body, attempts - 1)
}

/** Marks a case as in progress; retries with the newest version after a concurrent update. */
async function begin (url, id, attempts = 3) {
  const { body: { version } } = await send('GET', `${url}/api/cases/${id}`)
  const answer = await send('PATCH', `${url}/api/cases`, { cases: [{ id, version, status: 'in-progress' }] })
  return answer.status === 409 && attempts > 1 ? begin(url, id, attempts - 1) : answer
}

/** Creates a case from an alert and pushes it to Jira. A case that Jira rejects stays open. */
export async function forwardAlert (url, { title, description, severity }) {
  const created = await send('POST', `${url}/api/cases`, {
    title, description, severity, owner: 'cases', tags: [], settings: { syncAlerts: false }, connector,
  })
  if (created.status !== 200) throw new Error(created.body.message)
  const { id } = created.body
  const pushed = await send('POST', `${url}/api/cases/${id}/connector/${connector.id}/_push`, {})
  if (pushed.status !== 200) return { id, problem: pushed.body.message }
  const begun = await begin(url, id)
  if (begun.status !== 200) throw new Error(begun.body.message)
  return { id, issue: pushed.body.external_service.external_title }
}
