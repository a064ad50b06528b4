// Requests of the usual size, and workers that repeat them.
import { requestBytes } from './load.mjs'
import { ask } from './servers.mjs'

export const caseBody = number => ({
  title: `Suspicious sign-in from a new country, case ${number}`,
  description: `User ${number} signed in from two countries within ten minutes. The second sign-in used a device that was never seen ` +
    'before. Check the session, call the user, and reset the credentials if needed.',
  tags: ['identity', 'sign-in', `team-${number % 20}`],
  owner: 'securitySolution',
  severity: 'medium',
  settings: { syncAlerts: true },
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
})

const create = async (port, number, authorization) =>
  JSON.parse((await ask(port, 'POST', '/api/cases', caseBody(number), authorization)).body)

/** Kibana keeps at most 10,000 user actions per case; an update adds two, a push one. */
const WRITES_PER_CASE = 4000
const CASES_PER_WORKER = 12

/** Gives every connection its own cases, which it writes to in turn. */
async function createOwnCases (port, connections, authorization, perWorker = CASES_PER_WORKER) {
  const cases = []
  for (let index = 0; index < connections; index++) {
    const own = []
    for (let number = 0; number < perWorker; number++) own.push(await create(port, index * perWorker + number, authorization))
    cases.push(own)
  }
  return cases
}

/** Picks the case of a connection for a turn. */
const ownAt = (own, count) => own[Math.floor(count / WRITES_PER_CASE) % own.length]

const VERSION = '"version":"'

const update = ({ id, version }, count) => ({
  cases: [{
    id, version, title: `Suspicious sign-in, seen ${count} times`, description: caseBody(count).description, tags: ['identity', 'sign-in'],
  }],
})

/** PATCH of one case, with the version from the last response. */
export async function preparePatch (port, connections, authorization) {
  const cases = await createOwnCases(port, connections, authorization)
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
          current = ownAt(own, ++count)
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

/** Security with one user who has just these privileges, and that user's credentials. */
export const SECURITY = {
  users: { analyst: { password: 'changeme', roles: ['analyst'] } },
  roles: { analyst: { kibana: [{ base: [], feature: { securitySolutionCasesV3: ['all'] }, spaces: ['*'] }] } },
}
export const AS_ANALYST = `Basic ${Buffer.from('analyst:changeme').toString('base64')}`

/** GET of one case by its id, a different one of 200 each time. */
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
  jira: {
    name: 'Jira',
    actionTypeId: '.jira',
    config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' },
    secrets: { email: 'a@example.com', apiToken: 'x' },
  },
}

/** Push of one case: first as a new incident, then as updates of it. */
export async function preparePush (port, connections) {
  const cases = await createOwnCases(port, connections)
  const pathOf = ({ id }) => `/api/cases/${id}/connector/jira/_push`
  const sample = await ask(port, 'POST', pathOf(cases[0][0]), {})
  return {
    sample,
    createWorker (index) {
      const requests = cases[index].map(owned => requestBytes('POST', pathOf(owned), {}))
      let count = 0
      return { next: () => ownAt(requests, count++) }
    },
  }
}

/** Creation of cases. */
export async function prepareCreate (port) {
  const sample = await ask(port, 'POST', '/api/cases', caseBody(0))
  return {
    sample,
    createWorker (index) {
      let count = index
      return { next: () => requestBytes('POST', '/api/cases', caseBody(count++)) }
    },
  }
}

const comment = { type: 'user', owner: 'securitySolution', comment: 'The user confirms: that was not me. Sessions are revoked.' }
/** The answer contains all comments of the case, so their number stays small. */
const COMMENTS_PER_CASE = 20

/** Comments on cases; the sample is the answer to half of them. */
export async function prepareComment (port, connections) {
  const cases = await createOwnCases(port, connections, undefined, 400)
  const pathOf = ({ id }) => `/api/cases/${id}/comments`
  const sampled = await create(port, 0)
  let sample
  for (let number = 0; number < COMMENTS_PER_CASE / 2; number++) sample = await ask(port, 'POST', pathOf(sampled), comment)
  return {
    sample,
    createWorker (index) {
      const requests = cases[index].map(owned => requestBytes('POST', pathOf(owned), comment))
      let count = 0
      return { next: () => requests[Math.floor(count++ / COMMENTS_PER_CASE) % requests.length] }
    },
  }
}

/** A page of 20 of 1,000 cases, by status and tag. */
export async function prepareFind (port) {
  for (let number = 0; number < 1000; number++) await create(port, number)
  const pathOf = number => `/api/cases/_find?status=open&tags=team-${number % 20}&perPage=20&page=${1 + number % 2}`
  const sample = await ask(port, 'GET', pathOf(0))
  const requests = Array.from({ length: 20 }, (_, number) => requestBytes('GET', pathOf(2 * number)))
  return {
    sample,
    createWorker (index) {
      let count = index
      return { next: () => requests[count++ % requests.length] }
    },
  }
}
