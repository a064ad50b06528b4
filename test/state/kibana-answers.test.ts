import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'

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
      const file = join(t.testdir({}), 'answer.json')
      writeFileSync(file, JSON.stringify(answer))
      for (const seed of [answer, file, pathToFileURL(file).href, pathToFileURL(file), [pathToFileURL(file)]]) {
        const kibana = await testServer(t, { seed: seed as never })
        t.strictSame(kibana.exportState().cases?.map(({ title }) => title).sort(), titles)
        t.match((await call(kibana, 'GET', `/api/cases/${id}`)).body, { title: 'one', connector, created_by: whole.created_by })
      }
    })
  }

  t.test('its connectors are those of the server, or come without secrets', async t => {
    const bare = await testServer(t, { seed: whole })
    t.match((await call(bare, 'GET', '/api/actions/connectors')).body, [{ id: 'j', connector_type_id: '.jira', is_missing_secrets: true }])
    const own = await testServer(t, { seed: whole, connectors: { j: jira } })
    t.equal((await call(own, 'POST', `/api/cases/${id}/connector/j/_push`, {})).status, 200)
  })

  t.test('anything else is not taken for one', async t => {
    const list = [{ title: 'x' }]
    await t.rejects(testServer(t, { seed: list as never }), {
      message: 'startServer: seed: state: expected an object, got [{"title":"x"}]',
    })
    await t.rejects(testServer(t, { seed: [5] as never }), {
      message: 'startServer: seed[0]: expected a string of 1 or more characters or an object, got 5',
    })
  })
})

t.test('a saved-objects export is a seed', async t => {
  const stamps = { created_at: '2025-01-01T00:00:00.000Z', created_by: { username: 'ann', full_name: null, email: null } }
  const reference = (name: string, type: string, id: string) => ({ name, type, id })
  const ofCase = [reference('associated-cases', 'cases', 'c1')]
  const push = {
    connector_name: 'Jira',
    external_id: '1',
    external_title: 'J-1',
    external_url: 'https://jira/J-1',
    pushed_at: '2025-01-02T00:00:00.000Z',
    pushed_by: stamps.created_by,
  }
  const lines = [
    {
      id: 'j',
      type: 'action',
      attributes: { name: 'Jira', actionTypeId: '.jira', config: jira.config, isMissingSecrets: true, secrets: 'xxxx' },
      references: [],
    },
    {
      id: 'c1',
      type: 'cases',
      attributes: {
        title: 'one',
        description: 'd',
        tags: ['t'],
        owner: 'cases',
        status: 10,
        severity: 20,
        settings: { syncAlerts: true },
        total_alerts: 0,
        total_comments: 1,
        ...stamps,
        connector: {
          name: 'Jira',
          type: '.jira',
          fields: [
            { key: 'issueType', value: '10001' }, { key: 'priority', value: null }, { key: 'parent', value: null },
          ],
        },
        external_service: push,
      },
      references: [reference('connectorId', 'action', 'j'), reference('pushConnectorId', 'action', 'j')],
    },
    {
      id: 'c2',
      type: 'cases',
      attributes: {
        title: 'two',
        description: 'd',
        owner: 'cases',
        status: 20,
        connector: { name: 'none', type: '.none', fields: [] },
        external_service: null,
        ...stamps,
      },
    },
    { id: 'm1', type: 'cases-comments', attributes: { type: 'user', comment: 'hi', owner: 'cases', ...stamps }, references: ofCase },
    {
      id: 'm2',
      type: 'cases-comments',
      attributes: {
        type: 'externalReference',
        externalReferenceAttachmentTypeId: '.files',
        externalReferenceStorage: { type: 'savedObject', soType: 'file' },
        externalReferenceMetadata: null,
        owner: 'cases',
        ...stamps,
      },
      references: [...ofCase, reference('externalReferenceId', 'file', 'f1')],
    },
    {
      id: 'u1',
      type: 'cases-user-actions',
      attributes: {
        type: 'connector',
        action: 'update',
        owner: 'cases',
        ...stamps,
        payload: { connector: { name: 'Jira', type: '.jira', fields: null } },
      },
      references: [...ofCase, reference('connectorId', 'action', 'j')],
    },
    {
      id: 'u2',
      type: 'cases-user-actions',
      attributes: { type: 'pushed', action: 'push_to_service', owner: 'cases', ...stamps, payload: { externalService: push } },
      references: [...ofCase, reference('pushConnectorId', 'action', 'j')],
    },
    {
      id: 'u3',
      type: 'cases-user-actions',
      attributes: {
        type: 'connector',
        action: 'update',
        owner: 'cases',
        ...stamps,
        payload: { connector: { name: 'none', type: '.none', fields: null } },
      },
      references: ofCase,
    },
    { exportedCount: 7, missingRefCount: 0 },
  ]
  const file = join(t.testdir({}), 'export.ndjson')
  writeFileSync(file, lines.map(line => JSON.stringify(line)).join('\n') + '\n')
  const kibana = await testServer(t, { seed: file })
  t.match((await call(kibana, 'GET', '/api/cases/c1')).body, {
    title: 'one',
    status: 'in-progress',
    severity: 'high',
    totalComment: 1,
    connector,
    external_service: {
      connector_id: 'j', external_title: 'J-1',
    },
  })
  t.match((await call(kibana, 'GET', '/api/cases/c2')).body, { status: 'closed', connector: { id: 'none', fields: null } })
  t.match((await call(kibana, 'GET', '/api/cases/c1/comments/m2')).body, { externalReferenceId: 'f1' })
  const { userActions } = (await call(kibana, 'GET', '/api/cases/c1/user_actions/_find')).body
  t.match(userActions, [{ payload: { connector: { id: 'j' } } }, { payload: { externalService: { connector_id: 'j' } } }, {
    payload: { connector: { id: 'none' } },
  }])
})

const line = (type: string, attributes: unknown, more = {}) => JSON.stringify({ id: 'a', type, attributes, ...more })
const caseLine = (attributes: object) => line('cases', { title: 'x', owner: 'cases', ...attributes })

t.test('an error in a seed names the file and the place in it', async t => {
  const fine = caseLine({})
  const files: [what: string, text: string, message: RegExp][] = [
    ['a broken JSON file', '{"cases":[', /expected JSON, got .*/],
    ['a state', '{"cases":[{"title":"x"},{"title":""}]}', /cases\[1\]\.title: expected a title, not empty, got ""/],
    ['a list of cases', '[{"title":"x","owner":"cases"},{"id":"b"}]', /cases\[1\]\.title: expected a title, not empty, got nothing/],
    ['an answer of _find',
      '{"page":1,"per_page":1,"total":1,"cases":[{"title":"x","owner":"cases"},{"title":5}]}',
      /cases\[1\]\.title: expected a title, not empty, got 5/],
    ['a broken line of an export', `${fine}\n{"type":`, /line 2: expected JSON, got .*/],
    ['a line without an object', `${fine}\n\n${line('cases', 5)}`, /line 3: attributes: expected an object, got 5/],
    ['a line whose connector has a wrong form',
      caseLine({ connector: { fields: [5] } }), /line 1: attributes\.connector\.fields\[0\]: expected an object, got 5/],
    ['a line with a wrong reference',
      line('cases-comments', {}, { references: [null] }), /line 1: references\[0\]: expected an object, got null/],
    ['an entry that the state refuses',
      `${line('tag', {})}\n${fine}\n${caseLine({ title: 5 })}`, /line 3: cases\[1\]\.title: expected a title, not empty, got 5/],
    ['an entry that refers to nothing',
      `${fine}\n${line('cases-comments', { type: 'user', comment: 'x', owner: 'cases' })}`, /line 2: comments\[0\]\.case_id: expected .*/],
  ]
  for (const [what, text, message] of files) {
    t.test(what, async t => {
      const file = join(t.testdir({}), 'seed')
      writeFileSync(file, text)
      const error = await testServer(t, { seed: file }).then(() => undefined, (error: unknown) => error)
      t.match(error, { name: 'InvalidInput' })
      const [start, rest] = [`startServer: seed ${file}: `, String((error as Error).message)]
      t.ok(rest.startsWith(start), rest)
      t.match(rest.slice(start.length), new RegExp(`^${message.source}$`))
    })
  }
  await t.rejects(testServer(t, { seed: [{ title: 'x', owner: 'cases' }, { id: 'b' }] as never }), {
    message: /^startServer: seed: cases\[1\]\.title: expected a title/,
  })
})

t.test('an export may leave out what Kibana fills in, and begin with the mark of Windows tools', async t => {
  const file = join(t.testdir({}), 'export.ndjson')
  writeFileSync(file, `\uFEFF${caseLine({})}\r\n`)
  const kibana = await testServer(t, { seed: file })
  t.match(kibana.exportState().cases, [{ id: 'a', title: 'x', connector: { id: 'none' }, external_service: null }])
})

t.test('a saved answer is also taken over HTTP', async t => {
  const source = await testServer(t, { seed: { cases: [{ id: 'a', title: 'one' }] } })
  for (const answer of [(await call(source, 'GET', '/api/cases/_find')).body, (await call(source, 'GET', '/api/cases/a')).body]) {
    for (const [method, url] of [['POST', '/_mock/seed'], ['PUT', '/_mock/state']] as const) {
      const kibana = await testServer(t)
      t.equal((await kibana.app.inject({ method, url, payload: answer })).statusCode, 204)
      t.match(kibana.exportState().cases, [{ id: 'a', title: 'one' }])
    }
  }
})

t.test('the shipped fixtures are seeds by name', async t => {
  for (const seed of ['docs-examples', 'demo', 'fixtures/demo.json']) {
    const kibana = await testServer(t, { seed })
    t.ok(kibana.exportState().cases!.length >= 2, seed)
  }
})

t.test('the fixture demo has a dozen lively cases', async t => {
  const kibana = await testServer(t, { seed: 'demo' })
  const { cases = [], comments = [], userActions = [] } = kibana.exportState()
  const attached = comments.flatMap(comment => comment.type === 'alert' ? comment.alertId : [])
  const incidents = kibana.incidents.all()
  const days = new Set(cases.map(({ created_at: at }) => at!.slice(0, 10)))

  t.equal(cases.length, 12)
  t.strictSame(new Set(comments.map(({ type }) => type)), new Set(['user', 'alert', 'externalReference']))
  t.strictSame(kibana.alerts.list().map(({ id }) => id).sort(), [...attached].sort(), 'every attached alert exists')
  t.strictSame(new Set(kibana.alerts.list().map(({ source }) => source['kibana.alert.workflow_status'])), new Set([
    'open', 'acknowledged', 'closed',
  ]))
  t.strictSame(kibana.files.all().map(({ name }) => name), ['READ_ME', 'queries'])
  t.ok(userActions.length > 3 * cases.length)
  t.strictSame(new Set(incidents.map(({ connectorType }) => connectorType)), new Set(['.jira', '.servicenow', '.thehive']))
  t.ok(incidents.some(({ calls }) => calls.length > 1), 'one was pushed again')
  t.ok(days.size >= 8, `${days.size} days`)
  t.match(JSON.stringify(incidents), /Case URL: http:\/\/localhost:5601\/app\//, 'links lead to the port of the command')
})
