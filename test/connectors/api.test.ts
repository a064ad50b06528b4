import t from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { errorBody } from '../helpers/cases.js'
import { CONNECTORS, NOW, pushApp, type PushApp } from '../helpers/push.js'

// Source: Kibana's x-pack/test/alerting_api_integration/security_and_spaces/group2/tests/actions/{create,update,execute}.ts and
// connector_types/{jira,swimlane,thehive}.ts, as quoted in docs/reference/kibana/push-and-connectors.md §6-§7

const URL = '/api/actions/connector'
const jira = { name: 'A Jira', connector_type_id: '.jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'CK' }, secrets: { email: 'e', apiToken: 't' } }
const bodyOf = (kind: string) => {
  const { name, actionTypeId, config, secrets } = CONNECTORS[kind]!
  return { name, connector_type_id: actionTypeId, config, secrets }
}
const swimlane = bodyOf('swimlane')
const thehive = bodyOf('thehive')
const snow = { name: 'Snow', connector_type_id: '.servicenow', config: { apiUrl: 'https://snow.example.com' }, secrets: { username: 'u', password: 'p' } }
const refused = (message: string) => ({ status: 400, body: errorBody(400, message) })

async function create (app: PushApp, body: object = jira, prefix = ''): Promise<string> {
  const { status, body: { id, message } } = await app.call('POST', `${prefix}${URL}`, body)
  if (status !== 200) throw new Error(message)
  return id
}

t.test('POST /api/actions/connector', async t => {
  t.test('creates a connector and does not return its secrets', async t => {
    const app = pushApp(t)
    const { status, body } = await app.call('POST', URL, jira)
    t.equal(status, 200)
    t.match(body.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    t.strictSame(body, { id: body.id, name: 'A Jira', config: jira.config, connector_type_id: '.jira', is_missing_secrets: false, is_preconfigured: false, is_deprecated: false, is_system_action: false })
    t.strictSame((await app.call('GET', `${URL}/${body.id}`)).body, body)
    t.strictSame(app.kibana.store.get('action', body.id)!.attributes.secrets, jira.secrets)
  })

  t.test('accepts an id in the path', async t => {
    const app = pushApp(t)
    t.match(await app.call('POST', `${URL}/my-id`, jira), { status: 200, body: { id: 'my-id' } })
    t.strictSame(await app.call('POST', `${URL}/my-id`, jira), { status: 409, body: errorBody(409, 'Saved object [action/my-id] conflict') })
    t.strictSame(await app.call('POST', `${URL}/jira`, jira), refused('This jira already exists in a preconfigured action.'))
    // Source: Kibana's actions/server/application/connector/methods/create/create.ts
    t.strictSame(await app.call('POST', `${URL}/system-connector-.cases`, jira), refused('System action creation is forbidden. Action type: .jira.'))
  })

  t.test('fills in config defaults, which make a ServiceNow connector deprecated', async t => {
    const app = pushApp(t)
    const config = { apiUrl: 'https://snow.example.com', isOAuth: false, userIdentifierValue: null, clientId: null, jwtKeyId: null }
    t.match((await app.call('POST', URL, snow)).body, { config: { ...config, usesTableApi: true }, is_deprecated: true })
    t.match((await app.call('POST', URL, { ...snow, config: { ...snow.config, usesTableApi: false } })).body, { config: { ...config, usesTableApi: false }, is_deprecated: false })
  })

  t.test('fills in the defaults with which a cases webhook reads a case', async t => {
    // Source: Kibana's stack_connectors/server/connector_types/cases_webhook/schema.ts
    const app = pushApp(t)
    const webhook = bodyOf('cases-webhook')
    t.match((await app.call('POST', URL, webhook)).body, { config: { getIncidentMethod: 'get', getIncidentJson: null } })
    const read = { getIncidentMethod: 'post', getIncidentJson: '{}' }
    t.match((await app.call('POST', URL, { ...webhook, config: { ...webhook.config, ...read } })).body, { config: read })
    t.match(await app.call('POST', URL, { ...webhook, config: { ...webhook.config, getIncidentMethod: 'put' } }),
      refused('error validating action type config: [getIncidentMethod]: types that failed validation:\n- [getIncidentMethod.0]: expected value to equal [get]\n- [getIncidentMethod.1]: expected value to equal [post]'))
  })

  for (const kind of Object.keys(CONNECTORS)) {
    t.test(`creates a .${kind} connector that cases can be pushed to`, async t => {
      const app = pushApp(t, { connectors: {} })
      const id = await create(app, bodyOf(kind))
      const { id: caseId } = await app.createCase()
      t.match(await app.push(caseId, id), { status: 200, body: { external_service: { connector_id: id, connector_name: CONNECTORS[kind]!.name } } })
    })
  }

  const unions = '[connectorType]: types that failed validation:\n- [connectorType.0]: expected value to equal [all]\n- [connectorType.1]: expected value to equal [alerts]\n- [connectorType.2]: expected value to equal [cases]'
  const bad: [what: string, body: unknown, message: string][] = [
    ['nothing', {}, '[request body.name]: expected value of type [string] but got [undefined]'],
    ['no body', null, '[request body]: expected a plain object value, but found [null] instead.'],
    ['a list', [], '[request body]: expected a plain object value, but found [Array] instead.'],
    ['no type', { name: 'x' }, '[request body.connector_type_id]: expected value of type [string] but got [undefined]'],
    ['a blank name', { ...jira, name: ' ' }, '[request body.name]: value \'\' is not valid'],
    ['a number as name', { ...jira, name: 5 }, '[request body.name]: expected value of type [string] but got [number]'],
    ['a blank text in the config', { ...jira, config: { ...jira.config, apiUrl: '' } }, '[request body.config.apiUrl]: value \'\' is not valid'],
    ['a blank text in the secrets', { ...jira, secrets: { email: '  ' } }, '[request body.secrets.email]: value \'\' is not valid'],
    ['a blank text deep in the config', { ...jira, config: { a: [{ b: '' }] } }, '[request body.config.a]: value \'\' is not valid'],
    ['a config of null', { ...jira, config: null }, '[request body.config]: expected value of type [object] but got [null]'],
    ['an unknown key', { ...jira, foo: 1 }, '[request body.foo]: definition for this key is missing'],
    ['an unknown type', { ...jira, connector_type_id: '.foo' }, 'Action type ".foo" is not registered.'],
    ['a type that is a property of every object', { ...jira, connector_type_id: 'constructor' }, 'Action type "constructor" is not registered.'],
    ['a system type', { ...jira, connector_type_id: '.cases' }, 'System action creation is forbidden. Action type: .cases.'],
    ['no config', { ...jira, config: undefined }, 'error validating action type config: [apiUrl]: expected value of type [string] but got [undefined]'],
    ['part of a config', { ...jira, config: { apiUrl: 'x' } }, 'error validating action type config: [projectKey]: expected value of type [string] but got [undefined]'],
    ['an unknown key in the config', { ...jira, config: { ...jira.config, foo: 1 } }, 'error validating action type config: [foo]: definition for this key is missing'],
    ['no secrets', { ...jira, secrets: undefined }, 'error validating action type secrets: [email]: expected value of type [string] but got [undefined]'],
    ['a bad swimlane connectorType', { ...swimlane, config: { ...swimlane.config, connectorType: 'x' } }, `error validating action type config: ${unions}`],
    ['a thehive without a url', { ...thehive, config: {} }, 'error validating action type config: [url]: expected value of type [string] but got [undefined]'],
    ['a thehive without a key', { ...thehive, secrets: {} }, 'error validating action type secrets: [apiKey]: expected value of type [string] but got [undefined]'],
    ['a resilient without an organisation', { ...bodyOf('resilient'), config: { apiUrl: 'x' } }, 'error validating action type config: [orgId]: expected value of type [string] but got [undefined]'],
    ['a servicenow without credentials', { ...snow, secrets: {} }, 'error validating action type secrets: Either basic auth or OAuth credentials must be specified'],
    ['a servicenow with a user alone', { ...snow, secrets: { username: 'u' } }, 'error validating action type secrets: username and password must both be specified'],
    ['a servicenow with a client secret alone', { ...snow, secrets: { clientSecret: 'u' } }, 'error validating action type secrets: clientSecret and privateKey must both be specified'],
    ['a servicenow by OAuth without a client', { ...snow, config: { ...snow.config, isOAuth: true, userIdentifierValue: 'u' } }, 'error validating action type config: clientId must be provided when isOAuth = true'],
    ['a servicenow by OAuth with a password', { ...snow, config: { ...snow.config, isOAuth: true, userIdentifierValue: 'u', clientId: 'c', jwtKeyId: 'k' } }, 'error validating action type connector: clientSecret must be provided when isOAuth = true'],
    [
      'a servicenow by OAuth with a password too',
      { ...snow, config: { ...snow.config, isOAuth: true, userIdentifierValue: 'u', clientId: 'c', jwtKeyId: 'k' }, secrets: { ...snow.secrets, clientSecret: 's', privateKey: 'k' } },
      'error validating action type connector: Username and password should not be provided with isOAuth = true',
    ],
    ['a servicenow by password with a client too', { ...snow, config: { ...snow.config, clientId: 'c' } }, 'error validating action type connector: clientId, clientSecret, userIdentifierValue, jwtKeyId and privateKey should not be provided with isOAuth = false'],
    ['a servicenow by password with only a key', { ...snow, secrets: { clientSecret: 's', privateKey: 'k' } }, 'error validating action type connector: username must be provided when isOAuth = false'],
    // Source: INVALID_URL in Kibana's cases_webhook/translations.ts
    ['a cases webhook with a bad URL', { ...bodyOf('cases-webhook'), config: { ...bodyOf('cases-webhook').config, viewIncidentUrl: 'nope' } }, 'error validating action type config: error configuring cases webhook action: unable to parse nope: TypeError: Invalid URL'],
    [
      'a cases webhook with half of its credentials', { ...bodyOf('cases-webhook'), secrets: { user: 'u' } },
      'error validating action type secrets: must specify one of the following schemas: user and password; crt and key (with optional password); or pfx (with optional password)',
    ],
    ['a webhook with a bad URL', { name: 'x', connector_type_id: '.webhook', config: { url: 'x', hasAuth: false } }, 'error validating action type config: error validation webhook action config: unable to parse url: TypeError: Invalid URL'],
    ['a slack with a bad URL', { name: 'x', connector_type_id: '.slack', secrets: { webhookUrl: 'x' } }, 'error validating action type secrets: error configuring slack action: unable to parse host name from webhookUrl'],
    ['an email without a host', { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c' } }, 'error validating action type config: [host]/[port] is required'],
    ['an email without a port', { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', host: 'h' } }, 'error validating action type config: [port] is required'],
    ['an email by an unknown service', { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 's' } }, 'error validating action type config: [service] value \'s\' is not valid'],
    ['an email by Exchange without a client', { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 'exchange_server' } }, 'error validating action type config: [clientId]/[tenantId] is required'],
    ['an email by Exchange without a secret', { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 'exchange_server', clientId: 'c', tenantId: 't' } }, 'error validating action type connector: [clientSecret] is required'],
    ['an email without a user', { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 'gmail' } }, 'error validating action type connector: [user] is required'],
    ['an email without a password', { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 'gmail' }, secrets: { user: 'u' } }, 'error validating action type connector: [password] is required'],
  ]
  for (const [what, body, message] of bad) {
    t.test(`refuses ${what}, and creates nothing`, async t => {
      const app = pushApp(t)
      t.strictSame(await app.call('POST', URL, body), refused(message))
      t.equal(app.kibana.store.count('action'), 0)
    })
  }

  t.test('checks the config before the license', async t => {
    const app = pushApp(t, { license: 'basic' })
    t.strictSame(await app.call('POST', URL, { ...jira, config: {} }), refused('error validating action type config: [apiUrl]: expected value of type [string] but got [undefined]'))
    t.strictSame(await app.call('POST', URL, jira), { status: 403, body: errorBody(403, 'Action type .jira is disabled because your basic license does not support it. Please upgrade your license.') })
  })
})

t.test('GET /api/actions/connector/{id}', async t => {
  t.test('returns a preconfigured connector without its config', async t => {
    const app = pushApp(t)
    t.strictSame((await app.call('GET', `${URL}/jira`)).body, { id: 'jira', name: 'My Jira', connector_type_id: '.jira', is_preconfigured: true, is_deprecated: false, is_system_action: false })
  })

  t.test('returns 404 for a connector of another space', async t => {
    const app = pushApp(t)
    const id = await create(app, jira, '/s/space1')
    t.equal((await app.call('GET', `/s/space1${URL}/${id}`)).status, 200)
    for (const unknown of [id, 'nope']) t.strictSame(await app.call('GET', `${URL}/${unknown}`), { status: 404, body: errorBody(404, `Saved object [action/${unknown}] not found`) })
  })

  t.test('does not find system connectors, and neither does a push', async t => {
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
    t.strictSame(body, { id, name: 'Other', config, connector_type_id: '.jira', is_missing_secrets: false, is_preconfigured: false, is_deprecated: false, is_system_action: false })
    t.strictSame((await app.call('GET', `${URL}/${id}`)).body, body)
  })

  const replacement = { name: 'Other', config: jira.config, secrets: jira.secrets }
  const bad: [what: string, id: string | undefined, body: unknown, status: number, message: string][] = [
    ['the type', undefined, { ...replacement, connector_type_id: '.jira' }, 400, '[request body.connector_type_id]: definition for this key is missing'],
    ['no name', undefined, {}, 400, '[request body.name]: expected value of type [string] but got [undefined]'],
    ['missing secrets', undefined, { ...replacement, secrets: {} }, 400, 'error validating action type secrets: [email]: expected value of type [string] but got [undefined]'],
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
    t.strictSame(body.map(({ name, ...rest }: Record<string, unknown>) => [name, 'config' in rest, rest.is_deprecated, rest.referenced_by_count]), [
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
      ['.swimlane', true], ['.cases-webhook', true], ['.servicenow', false], ['.servicenow-sir', false], ['.jira', true], ['.resilient', false], ['.thehive', false],
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

  t.test('returns the features of each type, in Kibana\'s order', async t => {
    // Source: supportedFeatureIds in the index.ts of each connector in Kibana's stack_connectors/server/connector_types
    const { body } = await pushApp(t).call('GET', '/api/actions/connector_types?feature_id=cases')
    t.strictSame(Object.fromEntries(body.map(({ id, supported_feature_ids: features }: { id: string, supported_feature_ids: string[] }) => [id, features])), {
      '.jira': ['alerting', 'cases', 'uptime', 'siem'],
      '.servicenow': ['alerting', 'cases', 'uptime', 'siem'],
      '.servicenow-sir': ['alerting', 'cases', 'siem'],
      '.resilient': ['alerting', 'cases', 'siem'],
      '.swimlane': ['alerting', 'cases', 'siem'],
      '.thehive': ['alerting', 'siem', 'uptime', 'cases'],
      '.cases-webhook': ['cases'],
    })
  })

  t.test('lists all types without a feature, and refuses other keys', async t => {
    const app = pushApp(t)
    // An empty feature counts as none. Source: list in Kibana's actions/server/action_type_registry.ts
    for (const query of ['', '?feature_id=']) t.strictSame((await app.call('GET', `/api/actions/connector_types${query}`)).body.length, 29)
    t.strictSame(await app.call('GET', '/api/actions/connector_types?x=1'), refused('[request query.x]: definition for this key is missing'))
  })
})

t.test('GET /api/cases/configure/connectors/_find', async t => {
  t.test('lists the connectors that cases can be pushed to, by name and in camel case', async t => {
    const app = pushApp(t, { connectors: { pre: CONNECTORS.jira! } })
    const id = await create(app, { ...snow, name: 'a snow' })
    await create(app, { name: 'log', connector_type_id: '.server-log' })
    app.kibana.store.create('action', { id: 'odd', space: 'default', attributes: { actionTypeId: '.odd', name: 'odd', config: {}, secrets: {}, isMissingSecrets: true } })
    t.strictSame((await app.call('GET', '/api/cases/configure/connectors/_find')).body, [
      {
        id,
        actionTypeId: '.servicenow',
        name: 'a snow',
        config: { apiUrl: 'https://snow.example.com', isOAuth: false, userIdentifierValue: null, clientId: null, jwtKeyId: null, usesTableApi: true },
        isPreconfigured: false,
        isSystemAction: false,
        isDeprecated: true,
        isMissingSecrets: false,
        referencedByCount: 0,
      },
      { id: 'pre', actionTypeId: '.jira', name: 'My Jira', isPreconfigured: true, isSystemAction: false, isDeprecated: false, referencedByCount: 0 },
    ])
  })

  t.test('leaves out connectors that the license does not include', async t => {
    const app = pushApp(t, { license: 'basic' })
    t.strictSame((await app.call('GET', '/api/cases/configure/connectors/_find')).body, [])
  })
})

t.test('POST /api/actions/connector/{id}/_execute', async t => {
  const execute = (app: PushApp, id: string, params: unknown, prefix = '') => app.call('POST', `${prefix}${URL}/${id}/_execute`, { params })
  const failed = (connector_id: string, service_message: string, errorSource = 'framework') => ({
    status: 200,
    body: { status: 'error', message: 'an error occurred while running the action', retry: true, errorSource, connector_id, service_message },
  })
  const invalid = (connector_id: string, message: string) => ({
    status: 200, body: { status: 'error', message: `error validating action params: ${message}`, retry: false, errorSource: 'user', connector_id },
  })

  t.test('pushes like Cases, but without a case', async t => {
    const app = pushApp(t)
    const params = { subAction: 'pushToService', subActionParams: { incident: { summary: 'x' }, comments: [{ comment: 'a', commentId: '1' }, { comment: '', commentId: '2' }] } }
    t.strictSame(await execute(app, 'jira', params), {
      status: 200,
      body: {
        status: 'ok',
        data: { title: 'CK-1', id: '10000', pushedDate: NOW, url: 'https://jira.example.com/browse/CK-1', comments: [{ commentId: '1', pushedDate: NOW }] },
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
    const push = async (incident: object) => (await execute(app, 'jira', { subAction: 'pushToService', subActionParams: { incident: { summary: 'x', ...incident } } })).body
    const issue = () => findIncidents(app.kibana)[0]!.fields
    t.match(await push({ issueType: '10001', otherFields: { issuetype: { name: 'Bug' }, customfield_1: [1] } }), { status: 'ok' })
    t.match(issue(), { summary: 'x', issuetype: { name: 'Bug' }, customfield_1: [1] })
    t.match(await push({ externalId: '10000', otherFields: { customfield_1: null } }), { status: 'ok' })
    t.match(issue(), { summary: 'x', customfield_1: null })
    t.match(await push({ externalId: '10000', otherFields: null }), { status: 'ok' })
    t.match((await push({ otherFields: { summary: 'y' } })).message, '[3.subActionParams.incident.otherFields.0.key("summary")]: The following properties cannot be defined inside otherFields: summary.')
    t.match((await push({ otherFields: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`f${index}`, index])) })).message, 'A maximum of 20 otherFields can be defined at a time.')
  })

  t.test('refuses missing params, unknown connectors, system actions and types beyond the license', async t => {
    const app = pushApp(t, { license: 'basic' })
    t.strictSame(await app.call('POST', `${URL}/jira/_execute`, {}), refused('[request body.params]: expected value of type [object] but got [undefined]'))
    t.strictSame(await execute(app, 'nope', {}), { status: 404, body: errorBody(404, 'Saved object [action/nope] not found') })
    t.strictSame(await execute(app, 'system-connector-.cases', {}), refused('Execution of system action is not allowed'))
    t.strictSame(await execute(app, 'jira', {}), { status: 403, body: errorBody(403, 'Action type .jira is disabled because your basic license does not support it. Please upgrade your license.') })
  })

  const jiraSubActions = ['getFields', 'getIncident', 'handshake', 'pushToService', 'issueTypes', 'fieldsByIssueType', 'issues', 'issue']
  const union = (lines: string[]) => `types that failed validation:\n${lines.map((line, index) => `- [${index}.${line}`).join('\n')}`
  const wrongJira = jiraSubActions.map(name => `subAction]: expected value to equal [${name}]`)
  const wrong: [what: string, id: string, params: unknown, message: string][] = [
    ['a sub action that Jira does not have', 'jira', { subAction: 'x' }, union(wrongJira)],
    ['a push without a summary', 'jira', { subAction: 'pushToService' }, union(wrongJira.with(3, 'subActionParams.incident.summary]: expected value of type [string] but got [undefined]'))],
    ['an unknown field of an incident', 'jira', { subAction: 'pushToService', subActionParams: { incident: { summary: 'x', foo: 1 } } }, union(wrongJira.with(3, 'subActionParams.incident.foo]: definition for this key is missing'))],
    ['a sub action that Swimlane does not have', 'swimlane', { subAction: 'x' }, '[subAction]: expected value to equal [pushToService]'],
    ['no sub action', 'thehive', {}, '[subAction]: expected value of type [string] but got [undefined]'],
  ]
  for (const [what, id, params, message] of wrong) {
    t.test(`reports the error in ${what}`, async t => { t.strictSame(await execute(pushApp(t), id, params), invalid(id, message)) })
  }

  t.test('reports unknown sub-actions and parameters of TheHive and Resilient in the framework\'s words', async t => {
    const app = pushApp(t)
    t.strictSame(await execute(app, 'thehive', { subAction: 'x', subActionParams: {} }), failed('thehive', 'Sub action "x" is not registered. Connector id: thehive. Connector name: TheHive. Connector type: .thehive'))
    t.strictSame(await execute(app, 'resilient', { subAction: 'pushToService', subActionParams: { incident: { name: 'x', severityCode: 'high' } } }),
      failed('resilient', 'Request validation failed (Error: [incident.severityCode]: types that failed validation:\n- [incident.severityCode.0]: expected value of type [number] but got [string]\n- [incident.severityCode.1]: expected value to equal [null])', 'user'))
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
      ({ status: 200, body: { status: 'error', message: `error validating action type ${message}`, retry: false, errorSource: 'framework', connector_id } })
    const app = pushApp(t, {
      connectors: { config: { ...CONNECTORS.jira!, config: {} }, secrets: broken({}), connector: broken({ clientSecret: 'c', privateKey: 'p' }), empty: { ...CONNECTORS.jira!, config: { apiUrl: '', projectKey: '' } } },
    })
    const lookUp = { subAction: 'getFields', subActionParams: {} }
    t.strictSame(await execute(app, 'config', lookUp), invalidConnector('config', 'config: [apiUrl]: expected value of type [string] but got [undefined]'))
    t.strictSame(await execute(app, 'secrets', lookUp), invalidConnector('secrets', 'secrets: Either basic auth or OAuth credentials must be specified'))
    t.strictSame(await execute(app, 'connector', lookUp), invalidConnector('connector', 'connector: username must be provided when isOAuth = false'))
    t.strictSame(await execute(app, 'empty', { subAction: 'issueTypes', subActionParams: {} }), failed('empty', '[Action]Jira: Wrong configuration.'))
  })

  t.test('reads from Jira', async t => {
    const app = pushApp(t)
    await execute(app, 'jira', { subAction: 'pushToService', subActionParams: { incident: { summary: 'Find "me" here' } } })
    const data = async (subAction: string, subActionParams: object = {}) => (await execute(app, 'jira', { subAction, subActionParams })).body.data
    t.match(await data('issueTypes'), [{ id: '10006', name: 'Task' }, { id: '10001', name: 'Bug' }])
    t.match(await data('fieldsByIssueType', { id: '10006' }), { summary: { required: true, allowedValues: [], defaultValue: {}, schema: { type: 'string' }, name: 'Summary' }, priority: { allowedValues: [{ id: '1', name: 'Highest' }] } })
    t.strictSame(Object.keys(await data('getFields')), ['summary', 'description', 'labels', 'priority', 'parent'])
    t.strictSame(await data('issues', { title: 'find nothing' }), [])
    t.strictSame(await data('issues', { title: 'here find' }), [{ id: '10000', key: 'CK-1', title: 'Find "me" here' }])
    t.strictSame(await data('issue', { id: '10000' }), { id: '10000', key: 'CK-1', title: 'Find "me" here' })
    t.match(await data('getIncident', { externalId: '10000' }), { id: '10000', key: 'CK-1', created: NOW, summary: 'Find "me" here' })
    t.strictSame(await execute(app, 'jira', { subAction: 'handshake', subActionParams: {} }), failed('jira', '[Action][ExternalService] subAction handshake not implemented.'))
    t.strictSame(await execute(app, 'jira', { subAction: 'issue', subActionParams: { id: '1' } }),
      failed('jira', '[Action][Jira]: Unable to get issue with id 1. Error: Request failed with status code 404. Reason: Issue does not exist or you do not have permission to see it.'))
    t.strictSame(await execute(app, 'jira', { subAction: 'fieldsByIssueType', subActionParams: { id: '1' } }),
      failed('jira', '[Action][Jira]: Unable to get fields. Error: Request failed with status code 404. Reason: The issue type 1 does not exist.'))
  })

  t.test('reads from ServiceNow, and closes incidents there', async t => {
    const app = pushApp(t)
    const run = async (subAction: string, subActionParams: object = {}, id = 'servicenow') => (await execute(app, id, { subAction, subActionParams })).body
    const pushed = (await run('pushToService', { incident: { short_description: 'x', correlation_id: 'c' } })).data
    t.match((await run('getFields')).data[0], { column_label: 'short description', mandatory: 'false', max_length: '4000', element: 'short_description' })
    t.strictSame((await run('getChoices', { fields: ['urgency', 'subcategory'] })).data.map(({ element, value }: Record<string, unknown>) => [element, value]),
      [['urgency', '1'], ['urgency', '2'], ['urgency', '3'], ['subcategory', 'os'], ['subcategory', 'email'], ['subcategory', 'dns']])
    t.match((await run('getChoices', { fields: ['priority'] }, 'servicenow-sir')).data, [{ label: '1 - Critical', value: '1', dependent_value: '', element: 'priority' }])
    // Source: the executor in Kibana's servicenow_itsm/index.ts and servicenow_sir/index.ts has no branch for it and makes no call
    for (const id of ['servicenow', 'servicenow-sir']) t.strictSame(await run('getIncident', { externalId: 'unknown' }, id), { status: 'ok', data: {}, connector_id: id })
    t.match(await run('handshake'), { service_message: '[Action][ExternalService] subAction handshake not implemented.' })

    t.strictSame((await run('closeIncident', { incident: { correlation_id: 'unknown' } })).data, {})
    t.match((await run('closeIncident', { incident: { correlation_id: 'c' } })).data, { id: pushed.id, title: 'INC0010001' })
    t.match(findIncidents(app.kibana)[0]!.fields, { state: '7', close_notes: 'Closed by Caller' })
    t.match((await run('closeIncident', { incident: { externalId: pushed.id } })).data, { id: pushed.id })
    // Source: closeIncident in Kibana's lib/servicenow/service.ts
    t.match(await run('closeIncident', { incident: { externalId: '', correlation_id: 'c' } }), { data: { id: pushed.id } })
    for (const incident of [{ externalId: 'unknown' }, { externalId: '', correlation_id: '' }]) t.strictSame(await run('closeIncident', { incident }), { status: 'ok', data: {}, connector_id: 'servicenow' })
    t.match(await run('closeIncident', { incident: { correlation_id: null } }),
      { service_message: '[Action][ServiceNow]: Unable to close incident. Error: No correlationId or incidentId found. Reason: unknown: errorResponse was null' })
    t.match(await run('closeIncident', { incident: {} }), { data: {} })
  })

  t.test('reads from Resilient', async t => {
    const app = pushApp(t)
    const data = async (subAction: string) => (await execute(app, 'resilient', { subAction, subActionParams: {} })).body.data
    t.match(await data('incidentTypes'), [{ id: '17', name: 'Communication error (fax; email)' }])
    t.strictSame(await data('severity'), [{ id: '4', name: 'Low' }, { id: '5', name: 'Medium' }, { id: '6', name: 'High' }])
    t.match(await data('getFields'), [{ name: 'name', input_type: 'text', read_only: false, required: 'always', text: 'Name' }, { name: 'description', required: null }])
  })

  // Messages of Kibana's connectors for each failing call, from their service.ts
  const teapot = 'Request failed with status code 418'
  const sayings: [connector: string, operation: string, subAction: string, params: object, message: string | RegExp][] = [
    ['jira', 'getIssue', 'getIncident', { externalId: '7' }, `[Action][Jira]: Unable to get incident with id 7. Error: ${teapot}. Reason: hot`],
    ['jira', 'getIssue', 'issue', { id: '7' }, `[Action][Jira]: Unable to get issue with id 7. Error: ${teapot}. Reason: hot`],
    ['jira', 'search', 'issues', { title: 'x' }, `[Action][Jira]: Unable to get issues. Error: ${teapot}. Reason: hot`],
    ['jira', 'getFields', 'fieldsByIssueType', { id: '10001' }, `[Action][Jira]: Unable to get fields. Error: ${teapot}. Reason: hot`],
    ['jira', 'getIssueTypes', 'getFields', {}, `[Action][Jira]: Unable to get issue types. Error: ${teapot}. Reason: hot`],
    ['servicenow', 'findByCorrelationId', 'closeIncident', { incident: { correlation_id: 'c' } }, `[Action][ServiceNow]: Unable to close incident. Error: [Action][ServiceNow]: Unable to get incident by correlation ID c. Error: ${teapot} Reason: hot: steam Reason: hot: steam`],
    ['servicenow', 'getRecord', 'closeIncident', { incident: { externalId: '7' } }, `[Action][ServiceNow]: Unable to close incident. Error: [Action][ServiceNow]: Unable to get incident with id 7. Error: ${teapot} Reason: hot: steam Reason: hot: steam`],
    ['servicenow', 'getFields', 'getFields', {}, `[Action][ServiceNow]: Unable to get fields. Error: ${teapot} Reason: hot: steam`],
    ['servicenow', 'getChoices', 'getChoices', { fields: ['urgency'] }, `[Action][ServiceNow]: Unable to get choices. Error: ${teapot} Reason: hot: steam`],
    ['resilient', 'getFieldValues', 'incidentTypes', {}, '[Action][IBM Resilient]: Unable to get incident types. Error: Status code: 418. Message: API Error: hot.'],
    ['resilient', 'getFieldValues', 'severity', {}, '[Action][IBM Resilient]: Unable to get severity. Error: Status code: 418. Message: API Error: hot.'],
    ['resilient', 'getFields', 'getFields', {}, '[Action][IBM Resilient]: Unable to get fields. Error: Status code: 418. Message: API Error: hot.'],
    ['cases-webhook', 'getIncident', 'pushToService', { incident: { title: 'x' } }, new RegExp(`^\\[Action\\]\\[Webhook - Case Management\\]: Unable to create case\\. Error: \\[Action\\]\\[Webhook - Case Management\\]: Unable to get case with id \\d+\\. Error: ${teapot}\\. \\{.+\\} Reason: Hot\\. {2}$`)],
    ['servicenow-sir', 'addObservables', 'pushToService', { incident: { short_description: 'x', source_ip: ['1.1.1.1'] } }, new RegExp(`^\\[Action\\]\\[ServiceNow\\]: Unable to add observables to security incident with id [0-9a-f]{32}\\. Error: ${teapot} Reason: hot: steam$`)],
  ]
  for (const [connector, operation, subAction, subActionParams, message] of sayings) {
    t.test(`${connector} reports that ${subAction} failed at ${operation}`, async t => {
      const app = pushApp(t)
      app.kibana.externalSystems.addFailure({ match: { operation }, response: { status: 418, statusText: 'Hot', body: { errorMessages: ['hot'], error: { message: 'hot', detail: 'steam' }, message: 'hot' } } })
      const { body } = await execute(app, connector, { subAction, subActionParams })
      if (typeof message === 'string') t.equal(body.service_message, message)
      else t.match(body.service_message, message)
    })
  }

  t.test('creates an alert in TheHive', async t => {
    const app = pushApp(t)
    const alert = { title: 't', description: 'd', type: 'x', source: 's', sourceRef: 'r', body: '{"flag":true}' }
    t.strictSame(await execute(app, 'thehive', { subAction: 'createAlert', subActionParams: alert }), { status: 200, body: { status: 'ok', data: {}, connector_id: 'thehive' } })
  })

  const messengers: [type: string, connector: object, params: object, answer: object, kept: object][] = [
    ['.server-log', {}, { message: 'hi' }, {}, { message: 'hi', level: 'info' }],
    ['.index', { config: { index: 'i', executionTimeField: 'at' } }, { documents: [{ a: 1 }] }, { data: { took: 0, errors: false, items: [{ create: { _index: 'i', _id: '1-1', _version: 1, result: 'created', _shards: { total: 2, successful: 1, failed: 0 }, _seq_no: 0, _primary_term: 1, status: 201 } }] } }, { index: 'i', documents: [{ a: 1, at: NOW }] }],
    ['.index', { config: { index: 'i' } }, { documents: [{ a: 1 }], indexOverride: 'o' }, { data: { errors: false } }, { index: 'o', documents: [{ a: 1 }] }],
    ['.webhook', { config: { url: 'https://x.example.com' }, secrets: { user: 'u', password: 'p' } }, { body: '{"a":1}' }, { data: '{"a":1}' }, { a: 1 }],
    ['.webhook', { config: { url: 'https://x.example.com', hasAuth: false } }, {}, {}, {}],
    ['.slack', { secrets: { webhookUrl: 'https://slack.example.com/x' } }, { message: 'hi' }, { data: { text: 'ok' } }, { text: 'hi' }],
    ['.email', { config: { from: 'a@b.c', host: 'h', port: 25, hasAuth: false } }, { to: ['x@y.z'], subject: 's', message: 'm' }, { data: { accepted: ['x@y.z'] } }, { from: 'a@b.c', to: ['x@y.z'], cc: [], bcc: [], subject: 's', message: 'm' }],
  ]
  for (const [type, connector, params, answer, kept] of messengers) {
    t.test(`delivers over ${type} and records the delivery: ${JSON.stringify(params)}`, async t => {
      const app = pushApp(t)
      const id = await create(app, { name: 'x', connector_type_id: type, ...connector })
      t.match(await execute(app, id, params), { status: 200, body: { status: 'ok', ...answer, connector_id: id } })
      t.match(findIncidents(app.kibana, { connectorType: type }), [{ connectorId: id, externalId: '1', createdAt: NOW, calls: [] }])
      t.strictSame(findIncidents(app.kibana)[0]!.fields, kept)
    })
  }

  t.test('accepts any text as the body of a webhook', async t => {
    const app = pushApp(t)
    const id = await create(app, { name: 'x', connector_type_id: '.webhook', config: { url: 'https://x.example.com', hasAuth: false } })
    t.match((await execute(app, id, { body: 'not json' })).body, { status: 'ok', data: 'not json' })
    t.strictSame(findIncidents(app.kibana)[0]!.fields, { text: 'not json' })
  })

  t.test('refuses an email without recipients', async t => {
    const app = pushApp(t)
    const id = await create(app, { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: '__json', hasAuth: false } })
    t.strictSame(await execute(app, id, { to: [' '], subject: 's', message: 'm' }), invalid(id, 'At least one entry in [to], [cc], or [bcc] is required'))
  })
})
