// Writes fixtures/demo.json: a dozen lively cases with comments, alerts, files, activity, pushes and incidents in three systems, spread
// over two weeks. The server creates all of it; ids and times are the same in every run.
// Usage: npm run build && node scripts/demo-fixture.mjs [fixtures/demo.json]
import { writeFileSync } from 'node:fs'
import { startServer } from '../dist/index.js'
import { CASES, CONNECTORS, PEOPLE, alert, sourceOf } from './demo/cases.mjs'

// Links to cases lead to the command's default port
const kibana = await startServer({
  publicBaseUrl: 'http://localhost:5601', clock: { now: '2025-06-02T07:30:00.000Z', frozen: true }, random: 20250602,
})
kibana.seed({ connectors: CONNECTORS })

async function send (who, method, path, body) {
  const headers = {
    'kbn-xsrf': 'true',
    authorization: `Basic ${btoa(`${who}:x`)}`,
    ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
  }
  const payload = body instanceof FormData ? body : body === undefined ? undefined : JSON.stringify(body)
  const response = await fetch(kibana.url + path, { method, headers, body: payload })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
  return answer
}

const STEPS = {
  comment: (id, _case, who, comment) => send(who, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment, owner: _case.owner }),
  alert (id, _case, who, name) {
    const attachment = alert(name, id)
    kibana.alerts.add({ id: attachment.alertId, index: attachment.index, source: sourceOf(attachment, _case) })
    return send(who, 'POST', `/api/cases/${id}/comments`, { ...attachment, owner: _case.owner })
  },
  push: (id, _case, who, connector) => send(who, 'POST', `/api/cases/${id}/connector/${connector}/_push`, {}),
  async change (id, _case, who, fields) {
    const { version } = await send(who, 'GET', `/api/cases/${id}`)
    return send(who, 'PATCH', '/api/cases', { cases: [{ id, version, ...fields }] })
  },
  file (id, _case, who, [name, text]) {
    const form = new FormData()
    form.set('file', new Blob([text], { type: 'text/plain' }), name)
    return send(who, 'POST', `/api/cases/${id}/files`, form)
  },
}

// All steps of all cases, ordered by time
const timeline = CASES.flatMap((entry, index) => [
  { at: entry.at, index, who: entry.who, create: entry.body },
  ...entry.steps.map(([after, who, kind, value]) => {
    const at = new Date(Date.parse(entry.at) + after * 60_000).toISOString()
    return { at, index, who, kind, value }
  }),
]).sort((a, b) => a.at.localeCompare(b.at))

const ids = []
for (const { at, index, who, create, kind, value } of timeline) {
  kibana.clock.set(at)
  if (create) ids[index] = (await send(who, 'POST', '/api/cases', create)).id
  else await STEPS[kind](ids[index], CASES[index].body, who, value)
}
// A server that loads it keeps its own license, spaces and roles
const { random, license, spaces, roles, ...state } = kibana.exportState()
await kibana.close()
for (const user of Object.keys(PEOPLE)) if (!JSON.stringify(state).includes(user)) throw new Error(`${user} does nothing`)
const [file = 'fixtures/demo.json'] = process.argv.slice(2)
writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`)
console.log(`${file}: ${state.cases.length} cases, ${state.comments.length} comments, ${state.alerts.length} alerts, ` +
  `${state.incidents.length} incidents`)
