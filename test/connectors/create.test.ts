import t from 'tap'
import { errorBody } from '../helpers/cases.js'
import { CONNECTORS, pushApp, versionFor } from '../helpers/push.js'
import { create, jira, refused, snow, URL } from './connector-bodies.js'

const bodyOf = (kind: string) => {
  const { name, actionTypeId, config, secrets } = CONNECTORS[kind]!
  return { name, connector_type_id: actionTypeId, config, secrets }
}
const swimlane = bodyOf('swimlane')
const thehive = bodyOf('thehive')

t.test('POST /api/actions/connector', async t => {
  t.test('creates a connector and does not return its secrets', async t => {
    const app = pushApp(t)
    const { status, body } = await app.call('POST', URL, jira)
    t.equal(status, 200)
    t.match(body.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    t.strictSame(body, {
      id: body.id,
      name: 'A Jira',
      config: jira.config,
      connector_type_id: '.jira',
      is_missing_secrets: false,
      is_preconfigured: false,
      is_deprecated: false,
      is_system_action: false,
    })
    t.strictSame((await app.call('GET', `${URL}/${body.id}`)).body, body)
    t.strictSame(app.kibana.store.get('action', body.id)!.attributes.secrets, jira.secrets)
  })

  t.test('accepts an id in the path', async t => {
    const app = pushApp(t)
    t.match(await app.call('POST', `${URL}/my-id`, jira), { status: 200, body: { id: 'my-id' } })
    t.strictSame(await app.call('POST', `${URL}/my-id`, jira), {
      status: 409, body: errorBody(409, 'Saved object [action/my-id] conflict'),
    })
    t.strictSame(await app.call('POST', `${URL}/jira`, jira), refused('This jira already exists in a preconfigured action.'))
    // Source: Kibana's actions/server/application/connector/methods/create/create.ts
    t.strictSame(
      await app.call('POST', `${URL}/system-connector-.cases`, jira), refused('System action creation is forbidden. Action type: .jira.'),
    )
  })

  t.test('accepts OAuth for ServiceNow from 8.3 on', async t => {
    // Source: pull request 131084 of Kibana (8.3), before it actions/server/builtin_action_types/servicenow/schema.ts
    const oauth = { isOAuth: false, userIdentifierValue: null, clientId: null, jwtKeyId: null }
    for (const [kibanaVersion, defaults] of [['8.2.3', {}], ['8.3.0', oauth]] as const) {
      const app = pushApp(t, { kibanaVersion })
      const create = async (type: string, secrets: object, more: object = {}) => (await app.call('POST', '/api/actions/connector', {
        name: 'x', connector_type_id: type, config: { apiUrl: 'https://x.example.com', ...more }, secrets,
      })).body
      const user = { username: 'u', password: 'p' }
      t.strictSame((await create('.servicenow', user)).config, { apiUrl: 'https://x.example.com', usesTableApi: true, ...defaults })
      t.strictSame((await create('.servicenow-itom', user)).config, { apiUrl: 'https://x.example.com', ...defaults })
      const isFormer = kibanaVersion === '8.2.3'
      t.equal((await create('.servicenow-sir', { username: 'u' })).message, isFormer
        ? 'error validating action type secrets: [password]: expected value of type [string] but got [undefined]'
        : 'error validating action type secrets: username and password must both be specified')
      t.equal((await create('.servicenow', user, { isOAuth: false })).message, isFormer
        ? 'error validating action type config: [isOAuth]: definition for this key is missing'
        : undefined)
    }
  })

  t.test('fills in config defaults, which make a ServiceNow connector deprecated', async t => {
    const app = pushApp(t)
    const config = { apiUrl: 'https://snow.example.com', isOAuth: false, userIdentifierValue: null, clientId: null, jwtKeyId: null }
    t.match((await app.call('POST', URL, snow)).body, { config: { ...config, usesTableApi: true }, is_deprecated: true })
    t.match((await app.call('POST', URL, { ...snow, config: { ...snow.config, usesTableApi: false } })).body, {
      config: { ...config, usesTableApi: false }, is_deprecated: false,
    })
  })

  t.test('fills in the defaults for reading a case with a cases webhook', async t => {
    // Source: Kibana's stack_connectors/server/connector_types/cases_webhook/schema.ts
    const app = pushApp(t)
    const webhook = bodyOf('cases-webhook')
    t.match((await app.call('POST', URL, webhook)).body, { config: { getIncidentMethod: 'get', getIncidentJson: null } })
    const read = { getIncidentMethod: 'post', getIncidentJson: '{}' }
    t.match((await app.call('POST', URL, { ...webhook, config: { ...webhook.config, ...read } })).body, { config: read })
    t.match(await app.call('POST', URL, { ...webhook, config: { ...webhook.config, getIncidentMethod: 'put' } }),
      refused('error validating action type config: [getIncidentMethod]: types that failed validation:\n- [getIncidentMethod.0]: ' +
        'expected value to equal [get]\n- [getIncidentMethod.1]: expected value to equal [post]'))
  })

  for (const kind of Object.keys(CONNECTORS)) {
    t.test(`creates a .${kind} connector that cases can be pushed to`, async t => {
      const app = pushApp(t, { connectors: {}, kibanaVersion: versionFor(kind) })
      const id = await create(app, bodyOf(kind))
      const { id: caseId } = await app.createCase()
      t.match(await app.push(caseId, id), {
        status: 200, body: { external_service: { connector_id: id, connector_name: CONNECTORS[kind]!.name } },
      })
    })
  }

  const unions =
    '[connectorType]: types that failed validation:\n- [connectorType.0]: expected value to equal [all]\n- [connectorType.1]: expected ' +
      'value to equal [alerts]\n- [connectorType.2]: expected value to equal [cases]'
  const bad: [what: string, body: unknown, message: string][] = [
    ['an empty body', {}, '[request body.name]: expected value of type [string] but got [undefined]'],
    ['null', null, '[request body]: expected a plain object value, but found [null] instead.'],
    ['a list', [], '[request body]: expected a plain object value, but found [Array] instead.'],
    ['a missing type', { name: 'x' }, '[request body.connector_type_id]: expected value of type [string] but got [undefined]'],
    ['a blank name', { ...jira, name: ' ' }, '[request body.name]: value \'\' is not valid'],
    ['a numeric name', { ...jira, name: 5 }, '[request body.name]: expected value of type [string] but got [number]'],
    ['a blank string in the config',
      { ...jira, config: { ...jira.config, apiUrl: '' } }, '[request body.config.apiUrl]: value \'\' is not valid'],
    ['a blank string in the secrets', { ...jira, secrets: { email: '  ' } }, '[request body.secrets.email]: value \'\' is not valid'],
    ['a blank string deep in the config', { ...jira, config: { a: [{ b: '' }] } }, '[request body.config.a]: value \'\' is not valid'],
    ['a null config', { ...jira, config: null }, '[request body.config]: expected value of type [object] but got [null]'],
    ['an unknown key', { ...jira, foo: 1 }, '[request body.foo]: definition for this key is missing'],
    ['an unknown type', { ...jira, connector_type_id: '.foo' }, 'Action type ".foo" is not registered.'],
    ['a type that is a property of every object',
      { ...jira, connector_type_id: 'constructor' }, 'Action type "constructor" is not registered.'],
    ['the type of a system action', { ...jira, connector_type_id: '.cases' }, 'System action creation is forbidden. Action type: .cases.'],
    ['a missing config',
      { ...jira, config: undefined }, 'error validating action type config: [apiUrl]: expected value of type [string] but got [undefined]'],
    ['an incomplete config',
      { ...jira, config: { apiUrl: 'x' } },
      'error validating action type config: [projectKey]: expected value of type [string] but got [undefined]'],
    ['an unknown key in the config',
      { ...jira, config: { ...jira.config, foo: 1 } }, 'error validating action type config: [foo]: definition for this key is missing'],
    ['missing secrets',
      { ...jira, secrets: undefined },
      'error validating action type secrets: [email]: expected value of type [string] but got [undefined]'],
    ['an invalid connectorType of Swimlane',
      { ...swimlane, config: { ...swimlane.config, connectorType: 'x' } }, `error validating action type config: ${unions}`],
    ['a TheHive connector without a URL',
      { ...thehive, config: {} }, 'error validating action type config: [url]: expected value of type [string] but got [undefined]'],
    ['a TheHive connector without a key',
      { ...thehive, secrets: {} }, 'error validating action type secrets: [apiKey]: expected value of type [string] but got [undefined]'],
    ['an IBM Resilient connector without an organization',
      { ...bodyOf('resilient'), config: { apiUrl: 'x' } },
      'error validating action type config: [orgId]: expected value of type [string] but got [undefined]'],
    ['a ServiceNow connector without credentials',
      { ...snow, secrets: {} }, 'error validating action type secrets: Either basic auth or OAuth credentials must be specified'],
    ['a ServiceNow connector with only a user',
      { ...snow, secrets: { username: 'u' } }, 'error validating action type secrets: username and password must both be specified'],
    ['a ServiceNow connector with only a client secret',
      { ...snow, secrets: { clientSecret: 'u' } },
      'error validating action type secrets: clientSecret and privateKey must both be specified'],
    ['a ServiceNow connector with OAuth but no client',
      { ...snow, config: { ...snow.config, isOAuth: true, userIdentifierValue: 'u' } },
      'error validating action type config: clientId must be provided when isOAuth = true'],
    ['a ServiceNow connector with OAuth but only a password',
      { ...snow, config: { ...snow.config, isOAuth: true, userIdentifierValue: 'u', clientId: 'c', jwtKeyId: 'k' } },
      'error validating action type connector: clientSecret must be provided when isOAuth = true'],
    [
      'a ServiceNow connector with OAuth and a password too',
      {
        ...snow,
        config: { ...snow.config, isOAuth: true, userIdentifierValue: 'u', clientId: 'c', jwtKeyId: 'k' },
        secrets: {
          ...snow.secrets, clientSecret: 's', privateKey: 'k',
        },
      },
      'error validating action type connector: Username and password should not be provided with isOAuth = true',
    ],
    ['a ServiceNow connector with a password and a client too',
      { ...snow, config: { ...snow.config, clientId: 'c' } },
      'error validating action type connector: clientId, clientSecret, userIdentifierValue, jwtKeyId and privateKey should not be ' +
        'provided with isOAuth = false'],
    ['a ServiceNow connector without OAuth but with only a key',
      { ...snow, secrets: { clientSecret: 's', privateKey: 'k' } },
      'error validating action type connector: username must be provided when isOAuth = false'],
    // Source: INVALID_URL in Kibana's cases_webhook/translations.ts
    ['a cases webhook with an invalid URL',
      { ...bodyOf('cases-webhook'), config: { ...bodyOf('cases-webhook').config, viewIncidentUrl: 'nope' } },
      'error validating action type config: error configuring cases webhook action: unable to parse nope: TypeError: Invalid URL'],
    [
      'a cases webhook with half of its credentials', { ...bodyOf('cases-webhook'), secrets: { user: 'u' } },
      'error validating action type secrets: must specify one of the following schemas: user and password; crt and key (with optional ' +
        'password); or pfx (with optional password)',
    ],
    ['a webhook with an invalid URL',
      { name: 'x', connector_type_id: '.webhook', config: { url: 'x', hasAuth: false } },
      'error validating action type config: error validation webhook action config: unable to parse url: TypeError: Invalid URL'],
    ['a Slack connector with an invalid URL',
      { name: 'x', connector_type_id: '.slack', secrets: { webhookUrl: 'x' } },
      'error validating action type secrets: error configuring slack action: unable to parse host name from webhookUrl'],
    ['an email connector without a host',
      { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c' } },
      'error validating action type config: [host]/[port] is required'],
    ['an email connector without a port',
      { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', host: 'h' } },
      'error validating action type config: [port] is required'],
    ['an email connector with an unknown service',
      { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 's' } },
      'error validating action type config: [service] value \'s\' is not valid'],
    ['an email connector for Exchange without a client',
      { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 'exchange_server' } },
      'error validating action type config: [clientId]/[tenantId] is required'],
    ['an email connector for Exchange without a secret',
      { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 'exchange_server', clientId: 'c', tenantId: 't' } },
      'error validating action type connector: [clientSecret] is required'],
    ['an email connector without a user',
      { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 'gmail' } },
      'error validating action type connector: [user] is required'],
    ['an email connector without a password',
      { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: 'gmail' }, secrets: { user: 'u' } },
      'error validating action type connector: [password] is required'],
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
    t.strictSame(await app.call('POST', URL, { ...jira, config: {} }), refused(
      'error validating action type config: [apiUrl]: expected value of type [string] but got [undefined]',
    ))
    t.strictSame(await app.call('POST', URL, jira), {
      status: 403,
      body: errorBody(403, 'Action type .jira is disabled because your basic license does not support it. Please upgrade your license.'),
    })
  })
})
