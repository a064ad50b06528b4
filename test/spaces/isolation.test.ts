import t from 'tap'
import type { InjectOptions } from 'fastify'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { errorBody } from '../helpers/cases.js'
import { as } from '../helpers/security.js'

const NONE = { id: 'none', name: 'none', type: '.none', fields: null }
const newCase = {
  title: 'A', description: 'B', tags: ['of space1'], category: 'of space1', owner: 'cases', settings: { syncAlerts: true }, connector: NONE,
}
const jira = { actionTypeId: '.jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'ES' } }
const internal = { 'x-elastic-internal-origin': 'test' }

const options = {
  spaces: ['space1', 'space2'],
  connectors: { everywhere: { name: 'Everywhere', ...jira, secrets: { email: 'a@example.com', apiToken: 'x' } } },
  seed: { connectors: [{ id: 'in-space1', space: 'space1', name: 'Ours', ...jira, secrets: { email: 'a@example.com', apiToken: 'x' } }] },
}

interface Ids {
  caseId: string
  version: string
  commentId: string
  commentVersion: string
  configurationId: string
  configurationVersion: string
}

/** Creates a server with a case, a comment, an alert, a configuration and a connector in `space1`. */
async function serverWithData (t: Parameters<typeof testServer>[0]): Promise<{ kibana: RunningServer, ids: Ids }> {
  const kibana = await testServer(t, options)
  const post = async (url: string, payload: object) =>
    (await as(kibana, 'jane', { method: 'POST', url: `/s/space1${url}`, payload })).json()
  const { id: caseId } = await post('/api/cases', newCase)
  const commented = await post(`/api/cases/${caseId}/comments`, { type: 'user', comment: 'Ours', owner: 'cases' })
  const alerted = await post(`/api/cases/${caseId}/comments`, {
    type: 'alert', alertId: 'alert-1', index: 'i', rule: { id: 'r', name: 'r' }, owner: 'cases',
  })
  const configuration = await post('/api/cases/configure', { owner: 'cases', closure_type: 'close-by-user', connector: NONE })
  const [comment] = commented.comments
  return {
    kibana,
    ids: {
      caseId,
      version: alerted.version,
      commentId: comment.id,
      commentVersion: comment.version,
      configurationId: configuration.id,
      configurationVersion: configuration.version,
    },
  }
}

const noCase = ({ caseId }: Ids) => errorBody(404, `Saved object [cases/${caseId}] not found`)
const noComment = ({ commentId }: Ids) => errorBody(404, `Saved object [cases-comments/${commentId}] not found`)

interface Attempt {
  readonly name: string
  readonly request: (ids: Ids) => InjectOptions
  /** Expected response in another space: the whole body, or a part of it. */
  readonly elsewhere: (ids: Ids) => object
}

// An id of another space is unknown, because saved objects have namespaces; Kibana's tests check this for
// configurations (tests/common/configure/patch_configure.ts)
const ATTEMPTS: Attempt[] = [
  { name: 'a case', request: ({ caseId }) => ({ url: `/api/cases/${caseId}` }), elsewhere: noCase },
  { name: 'a case by resolve', request: ({ caseId }) => ({ url: `/api/cases/${caseId}/resolve`, headers: internal }), elsewhere: noCase },
  {
    name: 'an update',
    request: ({ caseId, version }) => ({
      method: 'PATCH', url: '/api/cases', payload: { cases: [{ id: caseId, version, title: 'Theirs' }] },
    }),
    elsewhere: ({ caseId }) => errorBody(404, `These cases ${caseId} do not exist. Please check you have the correct ids.`),
  },
  { name: 'a deletion', request: ({ caseId }) => ({ method: 'DELETE', url: `/api/cases?ids=["${caseId}"]` }), elsewhere: noCase },
  {
    name: 'a search',
    request: () => ({ url: '/api/cases/_find' }),
    elsewhere: () => ({
      cases: [], total: 0, count_open_cases: 0, count_in_progress_cases: 0, count_closed_cases: 0,
    }),
  },
  { name: 'tags', request: () => ({ url: '/api/cases/tags' }), elsewhere: () => [] },
  { name: 'reporters', request: () => ({ url: '/api/cases/reporters' }), elsewhere: () => [] },
  { name: 'categories', request: () => ({ url: '/internal/cases/categories', headers: internal }), elsewhere: () => [] },
  { name: 'the cases of an alert', request: () => ({ url: '/api/cases/alerts/alert-1' }), elsewhere: () => [] },
  { name: 'the alerts of a case', request: ({ caseId }) => ({ url: `/api/cases/${caseId}/alerts` }), elsewhere: noCase },
  { name: 'a comment', request: ({ caseId, commentId }) => ({ url: `/api/cases/${caseId}/comments/${commentId}` }), elsewhere: noComment },
  {
    name: 'comments',
    request: ({ caseId }) => ({ url: `/api/cases/${caseId}/comments/_find` }),
    elsewhere: () => ({ comments: [], total: 0 }),
  },
  {
    name: 'a new comment',
    request: ({ caseId }) => ({
      method: 'POST', url: `/api/cases/${caseId}/comments`, payload: { type: 'user', comment: 'Theirs', owner: 'cases' },
    }),
    elsewhere: noCase,
  },
  {
    name: 'a changed comment',
    request: ({ caseId, commentId, commentVersion }) => ({
      method: 'PATCH',
      url: `/api/cases/${caseId}/comments`,
      payload: {
        type: 'user', comment: 'Theirs', owner: 'cases', id: commentId, version: commentVersion,
      },
    }),
    elsewhere: noComment,
  },
  {
    name: 'a deleted comment',
    request: ({ caseId, commentId }) => ({ method: 'DELETE', url: `/api/cases/${caseId}/comments/${commentId}` }),
    elsewhere: noComment,
  },
  {
    name: 'deleted comments',
    request: ({ caseId }) => ({ method: 'DELETE', url: `/api/cases/${caseId}/comments` }),
    elsewhere: ({ caseId }) => errorBody(404, `No comments found for ${caseId}.`),
  },
  {
    name: 'comments in bulk',
    request: ({ caseId, commentId }) => ({
      method: 'POST', url: `/internal/cases/${caseId}/attachments/_bulk_get`, headers: internal, payload: { ids: [commentId] },
    }),
    elsewhere: noCase,
  },
  { name: 'activity', request: ({ caseId }) => ({ url: `/api/cases/${caseId}/user_actions/_find` }), elsewhere: noCase },
  {
    name: 'counts of activity',
    request: ({ caseId }) => ({ url: `/internal/cases/${caseId}/user_actions/_stats`, headers: internal }),
    elsewhere: noCase,
  },
  { name: 'users of a case', request: ({ caseId }) => ({ url: `/internal/cases/${caseId}/_users`, headers: internal }), elsewhere: noCase },
  {
    name: 'connectors of a case',
    request: ({ caseId }) => ({ url: `/internal/cases/${caseId}/_connectors`, headers: internal }),
    elsewhere: () => ({}),
  },
  { name: 'configurations', request: () => ({ url: '/api/cases/configure' }), elsewhere: () => [] },
  {
    name: 'a changed configuration',
    request: ({ configurationId, configurationVersion }) => ({
      method: 'PATCH',
      url: `/api/cases/configure/${configurationId}`,
      payload: {
        version: configurationVersion, closure_type: 'close-by-pushing',
      },
    }),
    elsewhere: ({ configurationId }) => errorBody(404, `Saved object [cases-configure/${configurationId}] not found`),
  },
  {
    name: 'a push',
    request: ({ caseId }) => ({ method: 'POST', url: `/api/cases/${caseId}/connector/everywhere/_push`, payload: {} }),
    elsewhere: noCase,
  },
  {
    name: 'an observable',
    request: ({ caseId }) => ({
      method: 'POST',
      url: `/api/cases/${caseId}/observables`,
      payload: {
        observable: { typeKey: 'observable-type-ipv4', value: '10.0.0.1', description: null },
      },
    }),
    elsewhere: ({ caseId }) => errorBody(400, `Failed to add observable: Error: Saved object [cases/${caseId}] not found`),
  },
]

t.test('data of one space', async t => {
  for (const { name, request, elsewhere } of ATTEMPTS) {
    t.test(`is not found in another: ${name}`, async t => {
      const { kibana, ids } = await serverWithData(t)
      const before = kibana.exportState()
      for (const prefix of ['/s/space2', '', '/s/default']) {
        const sent = request(ids)
        const response = await as(kibana, 'jane', { ...sent, url: `${prefix}${sent.url as string}` })
        t.not(response.json().message, 'Not Found', 'the route is served')
        const expected = elsewhere(ids)
        t.match(response.json(), expected)
        // An empty pattern would match anything
        if (Object.keys(expected).length === 0) t.strictSame(response.json(), expected)
      }
      t.strictSame(kibana.exportState(), before, 'nothing changed')
      // The same request succeeds in the space of the data, so the test does not pass by accident
      const sent = request(ids)
      const home = await as(kibana, 'jane', { ...sent, url: `/s/space1${sent.url as string}` })
      t.ok(home.statusCode < 300, `${home.statusCode} at home`)
    })
  }
})

t.test('connectors', async t => {
  t.test('belong to one space, preconfigured ones to all', async t => {
    const kibana = await testServer(t, options)
    const push = async (space: string, connector: string) => {
      const { id } = (await as(kibana, 'jane', { method: 'POST', url: `/s/${space}/api/cases`, payload: newCase })).json()
      return (await as(kibana, 'jane', {
        method: 'POST', url: `/s/${space}/api/cases/${id}/connector/${connector}/_push`, payload: {},
      })).json()
    }
    t.match(await push('space1', 'in-space1'), { external_service: { connector_id: 'in-space1' } })
    t.strictSame(await push('space2', 'in-space1'), errorBody(404, 'Saved object [action/in-space1] not found'))
    for (const space of ['space1', 'space2', 'default']) {
      t.match(await push(space, 'everywhere'), { external_service: { connector_id: 'everywhere' } })
    }
  })
})
