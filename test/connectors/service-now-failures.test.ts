import t from 'tap'
import type { Failure } from '../../src/documents/failure.js'
import { clearIncidents } from '../../src/connectors/simulation/incidents.js'
import { httpStub } from '../helpers/http-stub.js'
import { CONNECTORS, pushApp } from '../helpers/push.js'
import { secrets, serviceNow } from './oauth-app.js'
import { pushedCase, status } from './system-texts.js'

// Source: Kibana's stack_connectors/server/connector_types/lib/servicenow/{service,utils,utils.test}.ts, servicenow_sir/service.ts
// and pull requests 253445 (9.4) and 273886 (9.5)

const action = (what: string) => `[Action][ServiceNow]: ${what}. Error: `
const create = action('Unable to create incident')
const version = action('Unable to get application version')
const denied = 'Reason: User Not Authenticated: Required to provide Auth information'
const noAnswer = 'Reason: unknown: errorResponse was null'
const call = (status: string | number, method: string, endpoint: string) => `[status=${status}] [method=${method}] [endpoint=${endpoint}]`

const VERSIONS = ['9.3.0', '9.4.0', '9.5.0'] as const
const { servicenow, 'servicenow-sir': secOps } = CONNECTORS
const connectors = {
  ...CONNECTORS,
  table: { ...servicenow!, config: { apiUrl: 'https://snow.example.com', usesTableApi: true } },
}

t.test('the message of a failed push to ServiceNow', async t => {
  const rows: readonly [what: string, connector: string, rule: object, former: string, withoutReason: string, withCall: string][] = [
    ['an error status, repeated by each operation', 'servicenow', { failure: 'bad-credentials' },
      `${create}${version}${status(401)} ${denied} ${denied}`, `${create}${version}${status(401)} ${denied} ${denied}`,
      `${create}${version}${status(401)} ${denied} ${call(401, 'get', 'health')} ${denied} ${call(401, 'post', 'import_set')}`],
    ['no response', 'table', { failure: 'timeout' },
      `${create}timeout of 60000ms exceeded ${noAnswer}`, `${create}timeout of 60000ms exceeded`,
      `${create}timeout of 60000ms exceeded ${call('ECONNABORTED', 'post', 'table')}`],
    ['a web page', 'table', { failure: 'not-json' },
      `${create}There is an issue with your Service Now Instance. Please check . ${noAnswer}`,
      `${create}There is an issue with your Service Now Instance. Please check .`,
      `${create}There is an issue with your Service Now Instance. Please check . ${call('none', 'post', 'table')}`],
    ['a row that the import set refuses', 'servicenow', { preset: 'servicenow-import-set-row' },
      `${create}No transform entry or scripts are defined ${noAnswer}`, `${create}No transform entry or scripts are defined`,
      `${create}No transform entry or scripts are defined ${call(201, 'post', 'import_set')}`],
    ['an error without detail', 'table', { response: { status: 400, body: { error: { message: 'Bad', detail: null } } } },
      `${create}${status(400)} Reason: Bad: null`, `${create}${status(400)} Reason: Bad`,
      `${create}${status(400)} Reason: Bad ${call(400, 'post', 'table')}`],
    ['a body that is not JSON', 'table', { response: { status: 502, body: 'Bad Gateway' } },
      `${create}${status(502)} Reason: unknown: no error in error response`,
      `${create}${status(502)} Reason: unknown: no error in error response`,
      `${create}${status(502)} Reason: unknown: no error in error response ${call(502, 'post', 'table')}`],
    ['an empty body', 'table', { response: { status: 502 } },
      `${create}${status(502)} ${noAnswer}`, `${create}${status(502)}`, `${create}${status(502)} ${call(502, 'post', 'table')}`],
  ]
  for (const [what, connector, rule, ...messages] of rows) {
    t.test(`by version: ${what}`, async t => {
      for (const [index, kibanaVersion] of VERSIONS.entries()) {
        const app = pushApp(t, { kibanaVersion, connectors })
        app.kibana.externalSystems.addFailure(rule as { failure: Failure })
        const { id } = await app.createCase()
        const { status, body } = await app.push(id, connector)
        t.strictSame([status, body.message], [424, messages[index]], kibanaVersion)
      }
    })
  }

  t.test('names the update of a record, and the observables of SecOps: 9.5', async t => {
    for (const [connector, end] of [
      ['table', `Record doesn't exist or ACL restricts the record retrieval ${call(404, 'patch', 'table')}`],
      ['servicenow', `Error: Record not found ${call(201, 'post', 'import_set')}`],
    ] as const) {
      const app = pushApp(t, { kibanaVersion: '9.5.0', connectors })
      const id = await pushedCase(app, connector)
      clearIncidents(app.kibana)
      const { body: { message } } = await app.push(id, connector)
      t.ok(message.startsWith('[Action][ServiceNow]: Unable to update incident with id ') && message.endsWith(end), message)
    }
    const app = pushApp(t, {
      kibanaVersion: '9.5.0',
      connectors: { secOps: secOps! },
      externalFailures: [{ failure: 'unavailable', match: { operation: 'addObservables' } }],
    })
    const { body } = await app.call('POST', '/api/actions/connector/secOps/_execute', {
      params: { subAction: 'pushToService', subActionParams: { incident: { short_description: 'x', source_ip: '1.1.1.1' } } },
    })
    t.match(body.service_message, /^\[Action\]\[ServiceNow\]: Unable to add observables .* \[status=503\] \[method=post\] \[endpoint=other\]$/)
  })

  t.test('blames the user for a row that the import set refuses: 9.5', async t => {
    for (const [kibanaVersion, source] of [['9.4.0', 'framework'], ['9.5.0', 'user']] as const) {
      const app = pushApp(t, { kibanaVersion, externalFailures: [{ preset: 'servicenow-import-set-row' }] })
      const { body } = await app.call('POST', '/api/actions/connector/servicenow/_execute', {
        params: { subAction: 'pushToService', subActionParams: { incident: { short_description: 'x' } } },
      })
      t.equal(body.errorSource, source, kibanaVersion)
    }
  })

  t.test('names the error of the token endpoint: 9.4', async t => {
    const config = { apiUrl: '', usesTableApi: true, isOAuth: true, userIdentifierValue: 'ann', clientId: 'client', jwtKeyId: 'kid' }
    for (const [kibanaVersion, token, message] of [
      ['9.3.0', { error: 'invalid_grant' }, `${create}{"error":"invalid_grant"} ${noAnswer}`],
      ['9.4.0', { error: 'invalid_grant' }, `${create}invalid_grant`],
      ['9.4.0', { error: 'invalid_grant', error_description: 'No user' }, `${create}invalid_grant Reason: No user`],
      ['9.4.0', { error: { code: 1 } }, `${create}{"error":{"code":1}}`],
      ['9.5.0', { error: 'invalid_grant' }, `${create}invalid_grant ${call('none', 'post', 'table')}`],
    ] as const) {
      const { url } = await httpStub(t, serviceNow(undefined, [401, token]))
      const app = pushApp(t, {
        kibanaVersion,
        connectors: { snow: { name: 'Snow', actionTypeId: '.servicenow', config: { ...config, apiUrl: url }, secrets } },
        externalServices: { '.servicenow': 'live' },
      })
      const { id } = await app.createCase()
      t.equal((await app.push(id, 'snow')).body.message, message)
    }
  })
})
