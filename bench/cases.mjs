// Requests of the usual size, and the ways to ask for them again and again.
import { requestBytes } from './load.mjs'
import { ask } from './servers.mjs'

export const caseBody = number => ({
  title: `Suspicious sign-in from a new country, case ${number}`,
  description: `User ${number} signed in from two countries within ten minutes. The second sign-in used a device that was never seen before. Check the session, call the user, and reset the credentials if needed.`,
  tags: ['identity', 'sign-in', `team-${number % 20}`],
  owner: 'securitySolution',
  severity: 'medium',
  settings: { syncAlerts: true },
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
})

const create = async (port, number, authorization) => JSON.parse((await ask(port, 'POST', '/api/cases', caseBody(number), authorization)).body)

/** Kibana keeps at most 10,000 user actions of a case, and this leaves two with each update. */
const UPDATES_PER_CASE = 4000
const CASES_PER_WORKER = 12

const VERSION = '"version":"'

const update = ({ id, version }, count) => ({
  cases: [{ id, version, title: `Suspicious sign-in, seen ${count} times`, description: caseBody(count).description, tags: ['identity', 'sign-in'] }],
})

/** PATCH of one case: every connection has cases of its own and sends the version that it was told last. */
export async function preparePatch (port, connections, authorization) {
  const cases = []
  for (let index = 0; index < connections; index++) {
    const own = []
    for (let number = 0; number < CASES_PER_WORKER; number++) own.push(await create(port, index * CASES_PER_WORKER + number, authorization))
    cases.push(own)
  }
  const first = cases[0][0]
  const sample = await ask(port, 'PATCH', '/api/cases', update(first, 0), authorization)
  ;[cases[0][0]] = JSON.parse(sample.body)
  return {
    sample,
    createWorker (index) {
      const own = cases[index].map(({ id, version }) => ({ id, version }))
      let count = 0
      let current
      return {
        next () {
          current = own[Math.floor(++count / UPDATES_PER_CASE) % own.length]
          return requestBytes('PATCH', '/api/cases', update(current, count), authorization)
        },
        answered (body) {
          const start = body.indexOf(VERSION) + VERSION.length
          current.version = body.slice(start, body.indexOf('"', start))
        },
      }
    },
  }
}

/** Security with one user who may do just this, and the header that says who asks. */
export const SECURITY = {
  users: { analyst: { password: 'changeme', roles: ['analyst'] } },
  roles: { analyst: { kibana: [{ base: [], feature: { securitySolutionCasesV3: ['all'] }, spaces: ['*'] }] } },
}
export const AS_ANALYST = `Basic ${Buffer.from('analyst:changeme').toString('base64')}`

/** GET of one case by its id, each time another of some hundred. */
export async function prepareGet (port) {
  const requests = []
  let sample
  for (let number = 0; number < 200; number++) {
    const { id } = await create(port, number)
    sample = await ask(port, 'GET', `/api/cases/${id}`)
    requests.push(requestBytes('GET', `/api/cases/${id}`))
  }
  return {
    sample,
    createWorker (index) {
      let count = index
      return { next: () => requests[count++ % requests.length] }
    },
  }
}

/** The preconfigured connector that cases are pushed to. */
export const CONNECTORS = {
  jira: { name: 'Jira', actionTypeId: '.jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' }, secrets: { email: 'a@example.com', apiToken: 'x' } },
}

/** Push of one case after another, first as new incidents, then as updates of them. Connections start at different cases. */
export async function preparePush (port, connections) {
  const requests = []
  let sample
  for (let number = 0; number < 2000; number++) {
    const { id } = await create(port, number)
    const path = `/api/cases/${id}/connector/jira/_push`
    if (number === 0) sample = await ask(port, 'POST', path, {})
    requests.push(requestBytes('POST', path, {}))
  }
  return {
    sample,
    createWorker (index) {
      let count = index * requests.length / connections
      return { next: () => requests[count++ % requests.length] }
    },
  }
}
