import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, errorBody } from '../helpers/cases.js'
import { CONNECTORS, pushApp } from '../helpers/push.js'
import { basic } from '../helpers/security.js'
import { calls, comment } from './records.js'

t.test('POST /api/cases/{case_id}/connector/{connector_id}/_push', async t => {
  t.test('answers 404 for unknown cases and connectors', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.kibana.store.create('action', {
      id: 'elsewhere', space: 'space1', attributes: { ...CONNECTORS.jira!, config: {}, secrets: {}, isMissingSecrets: false },
    })
    for (const [caseId, connectorId, message] of [
      ['nope', 'jira', 'Saved object [cases/nope] not found'],
      ['__proto__', 'jira', 'Saved object [cases/__proto__] not found'],
      ['nope', 'nope', 'Saved object [cases/nope] not found'],
      [id, 'nope', 'Saved object [action/nope] not found'],
      [id, 'none', 'Saved object [action/none] not found'],
      [id, '__proto__', 'Saved object [action/__proto__] not found'],
      [id, 'constructor', 'Saved object [action/constructor] not found'],
      [id, 'elsewhere', 'Saved object [action/elsewhere] not found'],
    ] as const) {
      t.strictSame(await app.push(caseId, connectorId), { status: 404, body: errorBody(404, message) })
    }
    t.strictSame(await app.push(id, 'jira', '/s/space1'), { status: 404, body: errorBody(404, `Saved object [cases/${id}] not found`) })
  })

  t.test('looks for the case and the connector before it checks the privilege to push', async t => {
    // Source: Kibana's cases/server/client/cases/push.ts
    const reader = { kibana: [{ spaces: ['*'], feature: { generalCases: ['read'], actions: ['read'] } }] }
    const kibana = await testServer(t, {
      connectors: CONNECTORS,
      security: { roles: { reader }, users: { ann: { password: 'x', roles: ['reader'] } } },
      seed: { cases: [{ id: 'one', title: 'One' }] },
    })
    const said = async (path: string) => {
      const { status, body } = await call(kibana, 'POST', `/api/cases/${path}/_push`, {}, { authorization: basic('ann', 'x') })
      return [status, body.message]
    }
    t.strictSame(await said('nope/connector/jira'), [404, 'Saved object [cases/nope] not found'])
    t.strictSame(await said('one/connector/nope'), [404, 'Saved object [action/nope] not found'])
    t.strictSame(await said('one/connector/jira'), [403, 'Unauthorized to push case with owners: "cases"'])
  })

  t.test('finds preconfigured connectors in every space', async t => {
    const app = pushApp(t, { publicBaseUrl: 'https://kibana.example.com' })
    const { id } = await app.createCase({}, '/s/space1')
    t.equal((await app.push(id, 'jira', '/s/space1')).status, 200)
    t.match(calls(app), [{
      space: 'space1',
      caseId: id,
      incident: {
        description: new RegExp(`Case URL: https://kibana.example.com/s/space1/app/management/insightsAndAlerting/cases/${id}$`),
      },
    }])
  })

  t.test('answers 424 and writes nothing when the external system fails', async t => {
    const app = pushApp(t, { externalFailures: [{ match: { connectorType: '.jira' }, failure: 'missing-field', times: 1 }] })
    const { id } = await app.createCase()
    app.attach(id, 'c1', comment('hi'))
    const before = (await app.call('GET', `/api/cases/${id}`)).body
    // The body quoted in Kibana issue 133839
    t.strictSame(await app.push(id, 'jira'), {
      status: 424,
      body: errorBody(
        424, '[Action][Jira]: Unable to create incident. Error: Request failed with status code 400. Reason: Epic Name is required.',
      ),
    })
    t.strictSame((await app.call('GET', `/api/cases/${id}`)).body, before)
    t.equal(app.kibana.store.get('cases-comments', 'c1')!.attributes.pushed_at, null)
    t.equal(app.kibana.store.count('incident'), 0)
    t.equal((await app.push(id, 'jira')).status, 200, 'the failure was for one push')
  })

  t.test('answers 424 for a connector whose config is invalid', async t => {
    const app = pushApp(t, { connectors: { jira: { ...CONNECTORS.jira!, config: {} } } })
    const { id } = await app.createCase()
    t.strictSame(await app.push(id, 'jira'), {
      status: 424,
      body: errorBody(424, 'error validating action type config: [apiUrl]: expected value of type [string] but got [undefined]'),
    })
  })

  t.test('answers 400 for a connector type of a later version', async t => {
    const app = pushApp(t, { connectors: { odd: { name: 'Odd', actionTypeId: '.jira-service-management' } } })
    const { id } = await app.createCase()
    t.strictSame(await app.push(id, 'odd'), {
      status: 400, body: errorBody(400, 'Action type ".jira-service-management" is not registered.'),
    })
  })

  t.test('answers 500 for a connector type that the license does not include', async t => {
    // ActionTypeDisabledError is not one of the errors that Cases turns into an answer: privileges.md §6
    const app = pushApp(t, { license: 'gold' })
    const { id } = await app.createCase()
    t.strictSame(await app.push(id, 'servicenow'), {
      status: 500,
      body: {
        statusCode: 500,
        error: 'Internal Server Error',
        message: 'Action type .servicenow is disabled because your gold license does not support it. Please upgrade your license.',
      },
    })
    t.equal((await app.push(id, 'jira')).status, 200)
  })
})
