import { checkFailureRule } from '../../src/connectors/simulation/failure-rule.js'
import t from 'tap'
import { type Failure } from '../../src/documents/failure.js'
import { findIncidents, findRefusedCalls } from '../../src/connectors/simulation/incidents.js'
import { CONNECTORS, pushApp, type PushApp } from '../helpers/push.js'

t.test('a failure', async t => {
  const failed = async (app: PushApp, connector: string) => (await app.push((await app.createCase()).id, connector)).status === 424

  t.test('applies to a connector, a type, or all', async t => {
    const app = pushApp(t, { connectors: { ...CONNECTORS, other: CONNECTORS.jira! } })
    const { externalSystems } = app.kibana
    const who = async () => [await failed(app, 'jira'), await failed(app, 'other'), await failed(app, 'thehive')]
    t.strictSame(await who(), [false, false, false])
    const { id: one } = externalSystems.addFailure({ match: { connectorId: 'jira' } })
    t.strictSame(await who(), [true, false, false])
    externalSystems.addFailure({ match: { connectorType: '.jira' } })
    t.strictSame(await who(), [true, true, false])
    const { id: all } = externalSystems.addFailure({ id: 'all' })
    t.strictSame(await who(), [true, true, true])
    const { failures } = externalSystems
    t.strictSame(failures.list(), [
      { match: { connectorId: 'jira' }, id: one, hits: 3 }, { match: { connectorType: '.jira' }, id: 'failure-2', hits: 2 },
      { id: all, hits: 1 },
    ])
    failures.remove(one)
    t.throws(() => failures.remove(one), { name: 'NotFoundError', message: 'there is no failure "failure-1"' })
    t.throws(() => failures.add({ id: 'all' }), { name: 'ConflictError', message: 'there is already a failure "all"' })
    t.strictSame(await who(), [true, true, true])
    failures.clear()
    t.strictSame(await who(), [false, false, false])
  })

  t.test('is an unavailable system if the rule names no other', async t => {
    const app = pushApp(t, { externalFailures: [{}] })
    const { id } = await app.createCase()
    t.match((await app.push(id, 'thehive')).body.message, /^Status code: 503\. Message: API Error: InternalError - Service unavailable$/)
  })

  t.test('applies to one case, or one space', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    const other = await app.createCase()
    const elsewhere = await app.createCase({}, '/s/space1')
    const who = async () => [(await app.push(id, 'jira')).status, (await app.push(other.id, 'jira')).status, (await app.push(
      elsewhere.id, 'jira', '/s/space1',
    )).status]
    app.kibana.externalSystems.addFailure({ match: { caseId: id } })
    t.strictSame(await who(), [424, 200, 200])
    app.kibana.externalSystems.reset()
    app.kibana.externalSystems.addFailure({ match: { space: 'space1' } })
    t.strictSame(await who(), [200, 200, 424])
  })

  t.test('applies to the given number of executions, and counts only those that it affected', async t => {
    const app = pushApp(t)
    const { failures } = app.kibana.externalSystems
    app.kibana.externalSystems.addFailure({ times: 2 })
    t.equal(await failed(app, 'jira'), true)
    t.match(failures.list(), [{ times: 2, hits: 1 }])
    t.equal(await failed(app, 'jira'), true)
    t.strictSame(failures.list(), [])
    t.equal(await failed(app, 'jira'), false)
    app.kibana.externalSystems.addFailure({ match: { operation: 'addComment' }, times: 1 })
    t.equal(await failed(app, 'jira'), false, 'there is no comment')
    t.match(failures.list(), [{ hits: 0 }])
  })

  t.test('is reset with the server', async t => {
    const app = pushApp(t, { externalFailures: [{ match: { connectorType: '.jira' }, times: 1 }] })
    t.strictSame([await failed(app, 'jira'), await failed(app, 'jira')], [true, false])
    app.kibana.externalSystems.addFailure({})
    app.kibana.externalSystems.reset()
    t.strictSame([await failed(app, 'thehive'), await failed(app, 'jira'), await failed(app, 'jira')], [false, true, false])
  })

  for (const [preset, connector, message] of [
    ['jira-epic-name', 'jira', /Request failed with status code 400\. Reason: Epic Name is required\.$/],
    ['jira-priority-not-on-screen', 'jira', /Field 'priority' cannot be set\. It is not on the appropriate screen, or unknown\.$/],
    ['jira-401-html', 'jira', /Request failed with status code 401/],
    ['servicenow-hibernating', 'servicenow', /There is an issue with your Service Now Instance/],
    ['servicenow-acl', 'servicenow', /status code 403 Reason: Operation Failed: ACL Exception Insert Failed due to security constraints$/],
    ['servicenow-import-set-row', 'servicenow', /No transform entry or scripts are defined/],
    ['resilient-401', 'resilient', /401/],
  ] as const) {
    t.test(`follows the preset ${preset}, and affects only its system`, async t => {
      const app = pushApp(t)
      app.kibana.externalSystems.addFailure(checkFailureRule({ preset }))
      const { id } = await app.createCase()
      const { status, body } = await app.push(id, connector)
      t.equal(status, 424)
      t.match(body.message, message)
      t.equal(await failed(app, 'swimlane'), false)
    })
  }

  t.test('answers an update with 204, like some Jira servers', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    await app.push(id, 'cases-webhook')
    app.kibana.externalSystems.addFailure(checkFailureRule({ preset: 'jira-data-center-204', times: 1 }))
    await app.push(id, 'cases-webhook')
    t.match(findIncidents(app.kibana)[0]?.calls[1]?.requests[0], { method: 'PUT', status: 204 })
  })

  t.test('can answer with text of any content type', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.kibana.externalSystems.addFailure({ response: { status: 200, body: 'maintenance' }, times: 1 })
    t.match((await app.push(id, 'jira')).body.message, /Unsupported content type: text\/plain/)
    app.kibana.externalSystems.addFailure({ response: { status: 200, contentType: 'text/css', body: 'a{}' }, times: 1 })
    t.match((await app.push(id, 'jira')).body.message, /Unsupported content type: text\/css/)
  })

  t.test('leaves requests and responses for inspection, even if no record was created', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.kibana.externalSystems.addFailure({ match: { operation: 'createIssue' }, failure: 'missing-field', times: 1 })
    const { body } = await app.push(id, 'jira')
    t.strictSame(findIncidents(app.kibana), [])
    const [refused, ...others] = findRefusedCalls(app.kibana)
    t.strictSame(others, [])
    t.match(refused, {
      connectorType: '.jira', systemUrl: 'https://jira.example.com', action: 'create', connectorId: 'jira', caseId: id, error: body.message,
    })
    t.match(refused?.requests.at(-1), { method: 'POST', status: 400, answer: { errors: { customfield_10011: 'Epic Name is required.' } } })
    t.strictSame(findRefusedCalls(app.kibana, { connectorType: '.thehive' }), [])
    t.strictSame(findRefusedCalls(app.kibana, { externalId: '1' }), [])
    t.strictSame(findRefusedCalls(app.kibana, { caseId: id, connectorId: 'jira', space: 'default' }), [refused])
    await app.push(id, 'jira')
    t.match(findIncidents(app.kibana)[0]?.calls[0]?.requests.at(-2), { method: 'POST', status: 201, answer: { key: 'CK-1' } })
  })

  t.test('returns the response of the rule', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.kibana.externalSystems.addFailure({
      response: { status: 418, statusText: 'Teapot', body: { errorMessages: ['Short and stout.'] } }, times: 1,
    })
    t.match((await app.push(id, 'jira')).body, {
      message: '[Action][Jira]: Unable to get issue types. Error: Request failed with status code 418. Reason: Short and stout.',
    })
    app.kibana.externalSystems.addFailure({ response: { status: 418, statusText: 'Teapot' }, times: 1 })
    t.match((await app.push(id, 'cases-webhook')).body, { message: /Error: Request failed with status code 418\. {2}Reason: Teapot$/ })
    app.kibana.externalSystems.addFailure({ response: { status: 403 }, times: 1 })
    t.match((await app.push(id, 'cases-webhook')).body, { message: /status code 403\. {2}Reason: Forbidden$/ }, 'the standard phrase')
  })

  t.test('is delayed by the rule', async t => {
    const app = pushApp(t)
    const waits: number[] = []
    t.intercept(app.kibana.externalSystems.chance, 'fraction', { value: () => { waits.push(1); return 0.5 } })
    app.kibana.externalSystems.addFailure({ failure: 'timeout', delay: [1, '3ms'] })
    t.equal(await failed(app, 'jira'), true)
    t.strictSame(waits, [1], 'the delay was picked once')
  })

  t.test('also affects executions over the API', async t => {
    const app = pushApp(t, { externalFailures: [{ failure: 'unavailable' }] })
    t.match((await app.call('POST', '/api/actions/connector/jira/_execute', {
      params: { subAction: 'issueTypes', subActionParams: {} },
    })).body, { status: 'error', retry: true, errorSource: 'framework', service_message: /Jira is unavailable/ })
  })

  t.test('is blamed on the user for some statuses from 9.2 on, unless the connector hides the status', async t => {
    // Source: Kibana's actions/server/lib/categorize_http_errors.ts, stack_connectors' resilient/resilient.ts; pull request 233715 (9.2)
    const pushes: readonly [connector: string, incident: object][] = [
      ['jira', { summary: 'x', issueType: '1' }], ['servicenow', { short_description: 'x' }], ['cases-webhook', { title: 'x' }],
      ['thehive', { title: 'x', description: 'x' }], ['resilient', { name: 'x' }],
    ]
    const sources = async (kibanaVersion: string, failure: Failure) => {
      const app = pushApp(t, { kibanaVersion, externalFailures: [{ failure }] })
      return Promise.all(pushes.map(async ([connector, incident]) => {
        const params = { subAction: 'pushToService', subActionParams: { incident, comments: [] } }
        return (await app.call('POST', `/api/actions/connector/${connector}/_execute`, { params })).body.errorSource
      }))
    }
    const all = (source: string) => pushes.map(() => source)
    const users = [...all('user').slice(1), 'framework']
    // Source: pull request 222805 (June 2025): a limited rate is the user's in connectors with sub-actions
    const onlyTheHive = ['framework', 'framework', 'framework', 'user', 'framework']
    t.strictSame(await sources('9.1.0', 'bad-credentials'), all('framework'))
    t.strictSame(await sources('8.18.0', 'rate-limit'), all('framework'))
    t.strictSame(await sources('8.19.0', 'rate-limit'), onlyTheHive)
    t.strictSame(await sources('9.1.0', 'rate-limit'), onlyTheHive)
    for (const failure of ['bad-credentials', 'rate-limit'] as const) t.strictSame(await sources('9.2.0', failure), users, failure)
    // Source: pull request 267683 (May 2026): a 400 for a new Jira issue
    t.strictSame(await sources('9.4.0', 'unknown-issue-type'), all('framework'))
    t.strictSame(await sources('9.5.0', 'unknown-issue-type'), ['user', ...all('framework').slice(1)])
    for (const failure of ['not-found', 'unavailable', 'timeout', 'not-json'] as const) {
      t.strictSame(await sources('9.5.0', failure), all('framework'), failure)
    }
    t.strictSame(await sources('8.13.0', 'unavailable'), ['user', 'user', 'user', undefined, 'user'])
  })
})
