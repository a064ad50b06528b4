import t from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { errorBody } from '../helpers/cases.js'
import { CONNECTORS, NOW, pushApp } from '../helpers/push.js'
import { create, execute, failed, invalid, jira, refused, URL } from './connector-bodies.js'

t.test('POST /api/actions/connector/{id}/_execute', async t => {
  t.test('pushes like Cases, but without a case', async t => {
    const app = pushApp(t)
    const params = {
      subAction: 'pushToService',
      subActionParams: {
        incident: { summary: 'x' }, comments: [{ comment: 'a', commentId: '1' }, { comment: '', commentId: '2' }],
      },
    }
    t.strictSame(await execute(app, 'jira', params), {
      status: 200,
      body: {
        status: 'ok',
        data: {
          title: 'CK-1',
          id: '10000',
          pushedDate: NOW,
          url: 'https://jira.example.com/browse/CK-1',
          comments: [
            { commentId: '1', pushedDate: NOW },
          ],
        },
        connector_id: 'jira',
      },
    })
    t.match(findIncidents(app.kibana), [{ caseId: null, calls: [{ action: 'create', caseId: null }] }])
    const update = { subAction: 'pushToService', subActionParams: { incident: { summary: 'y', externalId: '10000' } } }
    t.match((await execute(app, 'jira', update)).body, { data: { id: '10000' } })
    t.match(findIncidents(app.kibana), [{ fields: { summary: 'y' }, calls: [{ action: 'create' }, { action: 'update', comments: [] }] }])
  })

  t.test('merges other fields into those of a Jira issue', async t => {
    // Source: createFields in Kibana's stack_connectors/server/connector_types/jira/service.ts, jira/schema.ts, lib/validators.ts
    const app = pushApp(t)
    const push = async (incident: object) =>
      (await execute(app, 'jira', { subAction: 'pushToService', subActionParams: { incident: { summary: 'x', ...incident } } })).body
    const issue = () => findIncidents(app.kibana)[0]!.fields
    t.match(await push({ issueType: '10001', otherFields: { issuetype: { name: 'Bug' }, customfield_1: [1] } }), { status: 'ok' })
    t.match(issue(), { summary: 'x', issuetype: { name: 'Bug' }, customfield_1: [1] })
    t.match(await push({ externalId: '10000', otherFields: { customfield_1: null } }), { status: 'ok' })
    t.match(issue(), { summary: 'x', customfield_1: null })
    t.match(await push({ externalId: '10000', otherFields: null }), { status: 'ok' })
    t.match(
      (await push({ otherFields: { summary: 'y' } })).message,
      '[3.subActionParams.incident.otherFields.0.key("summary")]: The following properties cannot be defined inside otherFields: summary.',
    )
    t.match(
      (await push({ otherFields: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`f${index}`, index])) })).message,
      'A maximum of 20 otherFields can be defined at a time.',
    )
  })

  t.test('refuses missing params, unknown connectors, system actions and types beyond the license', async t => {
    const app = pushApp(t, { license: 'basic' })
    t.strictSame(await app.call('POST', `${URL}/jira/_execute`, {}), refused(
      '[request body.params]: expected value of type [object] but got [undefined]',
    ))
    t.strictSame(await execute(app, 'nope', {}), { status: 404, body: errorBody(404, 'Saved object [action/nope] not found') })
    t.strictSame(await execute(app, 'system-connector-.cases', {}), refused('Execution of system action is not allowed'))
    t.strictSame(await execute(app, 'jira', {}), {
      status: 403,
      body: errorBody(403, 'Action type .jira is disabled because your basic license does not support it. Please upgrade your license.'),
    })
  })

  const jiraSubActions = ['getFields', 'getIncident', 'handshake', 'pushToService', 'issueTypes', 'fieldsByIssueType', 'issues', 'issue']
  const union = (lines: string[]) => `types that failed validation:\n${lines.map((line, index) => `- [${index}.${line}`).join('\n')}`
  const wrongJira = jiraSubActions.map(name => `subAction]: expected value to equal [${name}]`)
  const wrong: [what: string, id: string, params: unknown, message: string][] = [
    ['a sub-action that Jira does not have', 'jira', { subAction: 'x' }, union(wrongJira)],
    ['a push without a summary',
      'jira', { subAction: 'pushToService' },
      union(wrongJira.with(3, 'subActionParams.incident.summary]: expected value of type [string] but got [undefined]'))],
    ['an unknown field of an incident',
      'jira', { subAction: 'pushToService', subActionParams: { incident: { summary: 'x', foo: 1 } } },
      union(wrongJira.with(3, 'subActionParams.incident.foo]: definition for this key is missing'))],
    ['a sub-action that Swimlane does not have', 'swimlane', { subAction: 'x' }, '[subAction]: expected value to equal [pushToService]'],
    ['a missing sub-action', 'thehive', {}, '[subAction]: expected value of type [string] but got [undefined]'],
  ]
  for (const [what, id, params, message] of wrong) {
    t.test(`reports ${what}`, async t => { t.strictSame(await execute(pushApp(t), id, params), invalid(id, message)) })
  }

  t.test('reports unknown sub-actions and parameters of TheHive and Resilient with the framework\'s messages', async t => {
    const app = pushApp(t)
    t.strictSame(await execute(app, 'thehive', { subAction: 'x', subActionParams: {} }), failed(
      'thehive', 'Sub action "x" is not registered. Connector id: thehive. Connector name: TheHive. Connector type: .thehive',
    ))
    t.strictSame(await execute(app, 'resilient', {
      subAction: 'pushToService', subActionParams: { incident: { name: 'x', severityCode: 'high' } },
    }),
    failed(
      'resilient',
      'Request validation failed (Error: [incident.severityCode]: types that failed validation:\n- [incident.severityCode.0]: ' +
          'expected value of type [number] but got [string]\n- [incident.severityCode.1]: expected value to equal [null])',
      'user',
    ))
  })

  t.test('uses the current connector after earlier executions', async t => {
    const app = pushApp(t)
    const id = await create(app)
    const push = { subAction: 'pushToService', subActionParams: { incident: { summary: 'x' } } }
    t.match((await execute(app, id, push)).body, { data: { title: 'CK-1', url: 'https://jira.example.com/browse/CK-1' } })
    const { connector_type_id: _, ...changed } = { ...jira, config: { apiUrl: 'https://other.example.com', projectKey: 'NEW' } }
    t.equal((await app.call('PUT', `${URL}/${id}`, changed)).status, 200)
    t.match((await execute(app, id, push)).body, { data: { title: 'NEW-1', url: 'https://other.example.com/browse/NEW-1' } })
  })

  t.test('reports errors in the connector itself', async t => {
    const broken = (secrets: Record<string, unknown>) => ({ ...CONNECTORS.servicenow!, secrets })
    // Source of the errorSource: validateAction in Kibana's actions/server/lib/action_executor.ts
    const invalidConnector = (connector_id: string, message: string) =>
      ({
        status: 200,
        body: {
          status: 'error', message: `error validating action type ${message}`, retry: false, errorSource: 'framework', connector_id,
        },
      })
    const app = pushApp(t, {
      connectors: {
        config: { ...CONNECTORS.jira!, config: {} },
        secrets: broken({}),
        connector: broken({ clientSecret: 'c', privateKey: 'p' }),
        empty: { ...CONNECTORS.jira!, config: { apiUrl: '', projectKey: '' } },
      },
    })
    const lookUp = { subAction: 'getFields', subActionParams: {} }
    t.strictSame(await execute(app, 'config', lookUp), invalidConnector(
      'config', 'config: [apiUrl]: expected value of type [string] but got [undefined]',
    ))
    t.strictSame(await execute(app, 'secrets', lookUp), invalidConnector(
      'secrets', 'secrets: Either basic auth or OAuth credentials must be specified',
    ))
    t.strictSame(
      await execute(app, 'connector', lookUp), invalidConnector('connector', 'connector: username must be provided when isOAuth = false'),
    )
    t.strictSame(
      await execute(app, 'empty', { subAction: 'issueTypes', subActionParams: {} }), failed('empty', '[Action]Jira: Wrong configuration.'),
    )
  })
})
