import { pathToFileURL } from 'node:url'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { files } from '../helpers/files.js'

const jira = {
  name: 'Jira', actionTypeId: '.jira', config: { apiUrl: 'https://jira', projectKey: 'J' }, secrets: { email: 'e', apiToken: 't' },
}
const connector = { id: 'j', name: 'Jira', type: '.jira', fields: { issueType: '10001', priority: null, parent: null } }

t.test('a saved answer of Kibana is a seed', async t => {
  const source = await testServer(t, { connectors: { j: jira } })
  const { id } = await createCase(source, { connector, title: 'one' })
  await createCase(source, { title: 'two' })
  await call(source, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'hi', owner: 'cases' })
  const whole = (await call(source, 'GET', `/api/cases/${id}`)).body
  const found = (await call(source, 'GET', '/api/cases/_find')).body
  const answers: [what: string, seed: object, titles: string[]][] = [
    ['one case, with a key of a later version', { ...whole, of_the_future: true }, ['one']],
    ['a list of cases', found.cases, ['one', 'two']],
    ['an answer of _find', found, ['one', 'two']],
  ]
  for (const [what, answer, titles] of answers) {
    t.test(`${what}, as a value, and as a file by path and URL`, async t => {
      const file = files(t, { 'answer.json': JSON.stringify(answer) })('answer.json')
      for (const seed of [answer, file, pathToFileURL(file).href, pathToFileURL(file), [pathToFileURL(file)]]) {
        const kibana = await testServer(t, { seed: seed as never })
        t.strictSame(kibana.exportState().cases?.map(({ title }) => title).sort(), titles)
        t.match((await call(kibana, 'GET', `/api/cases/${id}`)).body, { title: 'one', connector, created_by: whole.created_by })
      }
    })
  }

  t.test('an answer of _find may have no cases', async t => {
    const none = (await call(await testServer(t), 'GET', '/api/cases/_find')).body
    t.strictSame(none.cases, [])
    t.strictSame((await testServer(t, { seed: none })).exportState().cases, [])
  })

  t.test('a case of 8.0 may have comments with a key that later versions do not know', async t => {
    const seed = { cases: [{ id: 'a', title: 'x', owner: 'securitySolution' as const, comments: [{ comment: 'hi' }] }] }
    const old = await testServer(t, { kibanaVersion: '8.0.0', seed })
    const { body } = await call(old, 'GET', '/api/cases/a')
    t.match(body.comments, [{ associationType: 'case' }])
    const kibana = await testServer(t, { seed: body })
    t.match((await call(kibana, 'GET', '/api/cases/a/comments/_find')).body.comments, [{ comment: 'hi' }])
  })

  t.test('its connectors are those of the server, or come without secrets', async t => {
    const bare = await testServer(t, { seed: whole })
    t.match((await call(bare, 'GET', '/api/actions/connectors')).body, [{ id: 'j', connector_type_id: '.jira', is_missing_secrets: true }])
    const own = await testServer(t, { seed: whole, connectors: { j: jira } })
    t.equal((await call(own, 'POST', `/api/cases/${id}/connector/j/_push`, {})).status, 200)
  })

  t.test('anything else is not treated as one', async t => {
    const list = [{ title: 'x' }]
    await t.rejects(testServer(t, { seed: list as never }), {
      message: 'startServer: seed: state: expected an object, got [{"title":"x"}]',
    })
    await t.rejects(testServer(t, { seed: [5] as never }), {
      message: 'startServer: seed[0]: expected a string of 1 or more characters or an object, got 5',
    })
  })
})

t.test('a case of an answer is a case of a state, unchanged', async t => {
  for (const kibanaVersion of ['8.0.1', '8.5.3', '8.19.0', '9.3.0', '9.5.4']) {
    const source = await testServer(t, { kibanaVersion, connectors: { j: jira } })
    const { id } = await createCase(source, { connector, owner: 'securitySolution' })
    const comment = { type: 'user', comment: 'hi', owner: 'securitySolution' }
    const { body: commented } = await call(source, 'POST', `/api/cases/${id}/comments`, comment)
    const { body: pushed } = await call(source, 'POST', `/api/cases/${id}/connector/j/_push`, {})
    const { body: read } = await call(source, 'GET', `/api/cases/${id}?includeComments=true`)
    const { body: [updated] } = await call(source, 'PATCH', '/api/cases', { cases: [{ id, version: read.version, status: 'closed' }] })
    const { body: { cases: [found] } } = await call(source, 'GET', '/api/cases/_find')
    for (const answer of [commented, pushed, read, updated, found]) {
      const kibana = await testServer(t, { kibanaVersion, connectors: { j: jira }, seed: { cases: [answer] } })
      const { body } = await call(kibana, 'GET', '/api/cases/_find')
      const { title, version, status, connector, external_service } = answer
      t.match(body.cases, [{ id, title, version, status, connector, external_service }], kibanaVersion)
    }
  }
  await t.rejects(testServer(t, { seed: { cases: [{ title: 'x', totl_comment: 1 } as never] } }), {
    message: /^startServer: seed: cases\[0\]\.totl_comment: expected one of the keys /,
  })
})

t.test('a saved answer is also accepted over HTTP', async t => {
  const source = await testServer(t, { seed: { cases: [{ id: 'a', title: 'one' }] } })
  for (const answer of [(await call(source, 'GET', '/api/cases/_find')).body, (await call(source, 'GET', '/api/cases/a')).body]) {
    for (const [method, url] of [['POST', '/_mock/seed'], ['PUT', '/_mock/state']] as const) {
      const kibana = await testServer(t)
      t.equal((await kibana.app.inject({ method, url, payload: answer })).statusCode, 204)
      t.match(kibana.exportState().cases, [{ id: 'a', title: 'one' }])
    }
  }
})
