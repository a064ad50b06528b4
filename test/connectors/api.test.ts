import t from 'tap'
import { errorBody } from '../helpers/cases.js'
import { CONNECTORS, pushApp } from '../helpers/push.js'
import { create, jira, refused, snow, URL } from './connector-bodies.js'

t.test('GET /api/actions/connector/{id}', async t => {
  t.test('returns a preconfigured connector without its config', async t => {
    const app = pushApp(t)
    t.strictSame((await app.call('GET', `${URL}/jira`)).body, {
      id: 'jira', name: 'My Jira', connector_type_id: '.jira', is_preconfigured: true, is_deprecated: false, is_system_action: false,
    })
  })

  t.test('returns 404 for a connector of another space', async t => {
    const app = pushApp(t)
    const id = await create(app, jira, '/s/space1')
    t.equal((await app.call('GET', `/s/space1${URL}/${id}`)).status, 200)
    for (const unknown of [id, 'nope']) {
      t.strictSame(await app.call('GET', `${URL}/${unknown}`), {
        status: 404, body: errorBody(404, `Saved object [action/${unknown}] not found`),
      })
    }
  })

  t.test('returns 404 for a system action, like a push', async t => {
    // Source: Kibana's actions/server/application/connector/methods/get/get.ts (throwIfSystemAction)
    const app = pushApp(t)
    const id = 'system-connector-.cases'
    const unknown = { status: 404, body: errorBody(404, `Connector ${id} not found`) }
    t.strictSame(await app.call('GET', `${URL}/${id}`), unknown)
    const { id: caseId } = await app.createCase()
    t.strictSame(await app.push(caseId, id), unknown)
  })
})

t.test('PUT /api/actions/connector/{id}', async t => {
  t.test('replaces everything but the type', async t => {
    const app = pushApp(t)
    const id = await create(app)
    const config = { apiUrl: 'https://other.example.com', projectKey: 'OT' }
    const { status, body } = await app.call('PUT', `${URL}/${id}`, { name: 'Other', config, secrets: { email: 'x', apiToken: 'y' } })
    t.equal(status, 200)
    t.strictSame(body, {
      id,
      name: 'Other',
      config,
      connector_type_id: '.jira',
      is_missing_secrets: false,
      is_preconfigured: false,
      is_deprecated: false,
      is_system_action: false,
    })
    t.strictSame((await app.call('GET', `${URL}/${id}`)).body, body)
  })

  const replacement = { name: 'Other', config: jira.config, secrets: jira.secrets }
  const bad: [what: string, id: string | undefined, body: unknown, status: number, message: string][] = [
    ['a type',
      undefined, { ...replacement, connector_type_id: '.jira' }, 400,
      '[request body.connector_type_id]: definition for this key is missing'],
    ['a missing name', undefined, {}, 400, '[request body.name]: expected value of type [string] but got [undefined]'],
    ['missing secrets',
      undefined, { ...replacement, secrets: {} }, 400,
      'error validating action type secrets: [email]: expected value of type [string] but got [undefined]'],
    ['a preconfigured connector', 'jira', replacement, 400, 'Preconfigured action jira can not be updated.'],
    ['a system action', 'system-connector-.cases', replacement, 400, 'System action system-connector-.cases can not be updated.'],
    ['an unknown connector', 'nope', replacement, 404, 'Saved object [action/nope] not found'],
  ]
  for (const [what, given, body, status, message] of bad) {
    t.test(`refuses ${what}, and changes nothing`, async t => {
      const app = pushApp(t)
      const id = await create(app)
      const before = app.kibana.store.get('action', id)
      t.strictSame(await app.call('PUT', `${URL}/${given ?? id}`, body), { status, body: errorBody(status, message) })
      t.equal(app.kibana.store.get('action', id), before)
    })
  }

  t.test('refuses a preconfigured connector in other words before 8.10', async t => {
    // Source: pull request 160983 of Kibana (July 2023); actions/server/actions_client.ts before and after it
    for (const [kibanaVersion, words] of [['8.9.2', 'is not allowed to update'], ['8.10.0', 'can not be updated']] as const) {
      const app = pushApp(t, { kibanaVersion })
      t.strictSame(await app.call('PUT', `${URL}/jira`, replacement), refused(`Preconfigured action jira ${words}.`), kibanaVersion)
    }
  })
})

t.test('DELETE /api/actions/connector/{id}', async t => {
  t.test('removes the connector; a case keeps its reference to it but can no longer be pushed', async t => {
    const app = pushApp(t)
    const id = await create(app)
    const connector = { id, name: 'A Jira', type: '.jira', fields: null }
    const { id: caseId } = await app.createCase({ connector })
    await app.push(caseId, id)
    t.strictSame(await app.call('DELETE', `${URL}/${id}`), { status: 204, body: undefined })
    t.match((await app.call('GET', `/api/cases/${caseId}`)).body, { connector, external_service: { connector_id: id } })
    t.strictSame(await app.push(caseId, id), { status: 404, body: errorBody(404, `Saved object [action/${id}] not found`) })
  })

  for (const [id, status, message] of [
    ['jira', 400, 'Preconfigured action jira is not allowed to delete.'],
    ['system-connector-.cases', 400, 'System action system-connector-.cases is not allowed to delete.'],
    ['nope', 404, 'Saved object [action/nope] not found'],
  ] as const) {
    t.test(`refuses ${id}`, async t => {
      const app = pushApp(t)
      t.strictSame(await app.call('DELETE', `${URL}/${id}`), { status, body: errorBody(status, message) })
    })
  }
})

t.test('GET /api/actions/connectors', async t => {
  t.test('lists the connectors of the space by name, with the number of references to each', async t => {
    const app = pushApp(t, { connectors: { pre: CONNECTORS.jira! } })
    const id = await create(app, { ...snow, name: 'a snow' })
    await create(app, jira, '/s/space1')
    const { id: caseId } = await app.createCase({ connector: { id: 'pre', name: 'x', type: '.jira', fields: null } })
    await app.createCase({ connector: { id: 'pre', name: 'x', type: '.jira', fields: null } }, '/s/space1')
    await app.push(caseId, id)
    const { status, body } = await app.call('GET', '/api/actions/connectors')
    t.equal(status, 200)
    t.strictSame(body.map(({ name, ...rest }: Record<string, unknown>) => [
      name, 'config' in rest, rest.is_deprecated, rest.referenced_by_count,
    ]), [
      // The case and the user action of its push
      ['a snow', true, true, 2],
      // Two cases and the user actions that created them, over all spaces
      ['My Jira', false, false, 4],
    ])
  })
})

t.test('GET /api/actions/connector_types', async t => {
  t.test('lists the types of a feature', async t => {
    const app = pushApp(t, { license: 'gold' })
    const { body } = await app.call('GET', '/api/actions/connector_types?feature_id=cases')
    t.strictSame(body.map(({ id, enabled }: { id: string, enabled: boolean }) => [id, enabled]), [
      ['.swimlane', true], ['.cases-webhook', true], ['.servicenow', false], ['.servicenow-sir', false], ['.jira', true],
      ['.resilient', false], ['.thehive', false],
    ])
    t.strictSame(body[2], {
      id: '.servicenow',
      name: 'ServiceNow ITSM',
      enabled: false,
      enabled_in_config: true,
      enabled_in_license: false,
      minimum_license_required: 'platinum',
      supported_feature_ids: ['alerting', 'cases', 'uptime', 'siem'],
      is_system_action_type: false,
    })
  })

  t.test('lists all types if no feature is given, and refuses unknown parameters', async t => {
    const app = pushApp(t)
    // An empty feature is ignored. Source: list in Kibana's actions/server/action_type_registry.ts
    const all = await app.call('GET', '/api/actions/connector_types')
    t.ok(all.body.some(({ id }: { id: string }) => id === '.email'))
    t.strictSame(await app.call('GET', '/api/actions/connector_types?feature_id='), all)
    t.strictSame(
      await app.call('GET', '/api/actions/connector_types?x=1'), refused('[request query.x]: definition for this key is missing'),
    )
  })
})

t.test('GET /internal/actions/connector_types', async t => {
  // Source: Kibana's actions/server/routes/connector/list_types_system
  const LIST = '/internal/actions/connector_types'
  const unlicensed = { enabled: false, enabled_in_config: true, enabled_in_license: false, is_system_action_type: true }
  const caseType = {
    id: '.cases',
    name: 'Cases',
    ...unlicensed,
    minimum_license_required: 'platinum',
    supported_feature_ids: ['uptime', 'alerting', 'siem'],
  }
  const assistantType = {
    id: '.observability-ai-assistant',
    name: 'Observability AI Assistant',
    ...unlicensed,
    minimum_license_required: 'enterprise',
    supported_feature_ids: ['alerting'],
  }

  t.test('adds the types of system actions to the public list', async t => {
    const app = pushApp(t, { license: 'gold' })
    const [all, visible] = [await app.call('GET', LIST), await app.call('GET', '/api/actions/connector_types')]
    t.strictSame(all.body, [...visible.body, caseType, assistantType])
  })

  t.test('lists the types of a feature, and refuses unknown parameters', async t => {
    const app = pushApp(t, { license: 'gold' })
    const idsOf = async (feature: string) =>
      (await app.call('GET', `${LIST}?feature_id=${feature}`)).body.map(({ id }: { id: string }) => id)
    t.strictSame((await idsOf('siem')).slice(-2), ['.xsoar', '.cases'])
    t.strictSame(await idsOf('nope'), [])
    t.strictSame(await app.call('GET', `${LIST}?x=1`), refused('[request query.x]: definition for this key is missing'))
  })

  t.test('marks the type of workflows as allowed several times in one rule', async t => {
    const app = pushApp(t, { license: 'gold', kibanaVersion: '9.3.0' })
    const { body } = await app.call('GET', LIST)
    t.match(body.at(-1), { id: '.workflows', enabled: true, is_deprecated: false, allow_multiple_system_actions: true })
    t.notOk('allow_multiple_system_actions' in body.at(-2))
  })
})

t.test('GET /api/cases/configure/connectors/_find', async t => {
  t.test('lists the connectors that cases can be pushed to, by name and in camel case', async t => {
    const app = pushApp(t, { connectors: { pre: CONNECTORS.jira! } })
    const id = await create(app, { ...snow, name: 'a snow' })
    await create(app, { name: 'log', connector_type_id: '.server-log' })
    app.kibana.store.create('action', {
      id: 'odd', space: 'default', attributes: { actionTypeId: '.odd', name: 'odd', config: {}, secrets: {}, isMissingSecrets: true },
    })
    t.strictSame((await app.call('GET', '/api/cases/configure/connectors/_find')).body, [
      {
        id,
        actionTypeId: '.servicenow',
        name: 'a snow',
        config: {
          apiUrl: 'https://snow.example.com', isOAuth: false, userIdentifierValue: null, clientId: null, jwtKeyId: null, usesTableApi: true,
        },
        isPreconfigured: false,
        isSystemAction: false,
        isDeprecated: true,
        isMissingSecrets: false,
        referencedByCount: 0,
      },
      {
        id: 'pre',
        actionTypeId: '.jira',
        name: 'My Jira',
        isPreconfigured: true,
        isSystemAction: false,
        isDeprecated: false,
        referencedByCount: 0,
      },
    ])
  })

  // Source: Kibana 9.1, cases/common/constants/index.ts
  t.test('lists at most 1,000', async t => {
    const app = pushApp(t, { connectors: Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`c${index}`, CONNECTORS.jira!])) })
    t.equal((await app.call('GET', '/api/cases/configure/connectors/_find')).body.length, 1000)
    t.equal((await app.call('GET', '/api/actions/connectors')).body.length, 1001)
  })

  t.test('leaves out connectors that the license does not include', async t => {
    const app = pushApp(t, { license: 'basic' })
    t.strictSame((await app.call('GET', '/api/cases/configure/connectors/_find?a=query')).body, [])
  })
})
