import t from 'tap'
import type { InjectOptions } from 'fastify'
import type { RunningServer } from '../../src/index.js'
import { LICENSES, type License } from '../../src/kibana/license.js'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as, roleOf } from '../helpers/security.js'

const people = [{ uid: 'u' }]
const platinum = (what: string) => errorBody(403, `In order to ${what}, you must be subscribed to an Elastic Platinum license`)
const observable = { typeKey: 'observable-type-ipv4', value: '10.0.0.1', description: null }
const service = {
  name: 'x',
  config: { apiUrl: 'https://example.com', projectKey: 'P', orgId: '1', url: 'https://example.com', isOAuth: false, usesTableApi: true },
  secrets: {},
}

/** A request on an existing case that is refused below a license. */
interface Rule {
  readonly name: string
  readonly minimum: License
  readonly request: (stage: { id: string, version: string }) => InjectOptions
  readonly refused: (stage: { id: string }, license: License) => object
}

// Source of rules and texts: Kibana's cases/server/client/cases/{create,bulk_update,search,observables}.ts, client/configure/client.ts,
// actions/server/lib/license_state.ts; that trial and enterprise count as platinum: security_and_spaces/tests/basic and trial
const RULES: Rule[] = [
  {
    name: 'creating a case with assignees',
    minimum: 'platinum',
    request: () => ({ method: 'POST', url: '/api/cases', payload: { ...newCase, assignees: people } }),
    refused: () => platinum('assign users to cases'),
  },
  {
    name: 'assigning a case',
    minimum: 'platinum',
    request: ({ id, version }) => ({ method: 'PATCH', url: '/api/cases', payload: { cases: [{ id, version, assignees: people }] } }),
    refused: ({ id }) =>
      errorBody(403, `In order to assign users to cases, you must be subscribed to an Elastic Platinum license, ids: [${id}]`),
  },
  {
    name: 'finding cases by assignees',
    minimum: 'platinum',
    request: () => ({ url: '/api/cases/_find?assignees=u' }),
    refused: () => platinum('filter cases by assignees'),
  },
  {
    name: 'a template with assignees',
    minimum: 'platinum',
    request: () => ({
      method: 'POST',
      url: '/api/cases/configure',
      payload: {
        owner: 'cases',
        closure_type: 'close-by-user',
        connector: newCase.connector,
        templates: [{ key: 'k', name: 'n', caseFields: { assignees: people } }],
      },
    }),
    refused: () => platinum('assign users to cases'),
  },
  {
    name: 'adding an observable',
    minimum: 'platinum',
    request: ({ id }) => ({ method: 'POST', url: `/api/cases/${id}/observables`, payload: { observable } }),
    refused: () => platinum('assign observables to cases'),
  },
  ...([
    ['.jira', 'gold', { email: 'a@example.com', apiToken: 'x' }, ['apiUrl', 'projectKey']],
    ['.servicenow', 'platinum', { username: 'a', password: 'x' }, ['apiUrl', 'isOAuth', 'usesTableApi']],
    ['.resilient', 'platinum', { apiKeyId: 'a', apiKeySecret: 'x' }, ['apiUrl', 'orgId']],
    // Source: minimumLicenseRequired in Kibana's stack_connectors/server/connector_types/thehive/index.ts
    ['.thehive', 'platinum', { apiKey: 'x' }, ['url']],
  ] as const).map(([type, minimum, secrets, fields]): Rule => ({
    name: `creating a connector of type ${type}`,
    minimum,
    request: () => ({
      method: 'POST',
      url: '/api/actions/connector',
      payload: {
        name: 'x', connector_type_id: type, config: Object.fromEntries(fields.map(field => [field, service.config[field]])), secrets,
      },
    }),
    refused: (_, license) =>
      errorBody(403, `Action type ${type} is disabled because your ${license} license does not support it. Please upgrade your license.`),
  })),
]

const stage = async (kibana: RunningServer) => (await as(kibana, 'x', { method: 'POST', url: '/api/cases', payload: newCase })).json()

t.test('the license', async t => {
  for (const { name, minimum, request, refused } of RULES) {
    t.test(`allows ${name} from ${minimum} on`, async t => {
      const kibana = await testServer(t)
      for (const license of LICENSES) {
        kibana.setLicense(license)
        const there = await stage(kibana)
        const response = await as(kibana, 'x', request(there))
        if (LICENSES.indexOf(license) < LICENSES.indexOf(minimum)) t.strictSame(response.json(), refused(there, license), license)
        else t.equal(response.statusCode, 200, `${license}: ${response.body}`)
      }
    })
  }

  t.test('leaves out connectors that it does not include', async t => {
    const kibana = await testServer(t, {
      connectors: {
        jira: {
          name: 'Jira',
          actionTypeId: '.jira',
          config: { apiUrl: 'https://x.example.com', projectKey: 'P' },
          secrets: {
            email: 'a', apiToken: 'b',
          },
        },
        snow: {
          name: 'Snow',
          actionTypeId: '.servicenow',
          config: { apiUrl: 'https://x.example.com', isOAuth: false, usesTableApi: true },
          secrets: { username: 'a', password: 'b' },
        },
      },
    })
    const ids = async () =>
      (await as(kibana, 'x', { url: '/api/cases/configure/connectors/_find' })).json().map(({ id }: { id: string }) => id)
    for (const [
      license, expected,
    ] of [['basic', []], ['gold', ['jira']], ['platinum', ['jira', 'snow']], ['trial', ['jira', 'snow']]] as const) {
      kibana.setLicense(license)
      t.strictSame(await ids(), expected, license)
    }
  })

  t.test('is not needed for no assignees, nor to keep those that a case has', async t => {
    const kibana = await testServer(t)
    const send = async (method: 'POST' | 'PATCH', payload: object) => (await as(kibana, 'x', { method, url: '/api/cases', payload })).json()
    const { id, version } = await send('POST', { ...newCase, assignees: people })
    kibana.setLicense('basic')
    t.match(await send('POST', { ...newCase, assignees: [] }), { assignees: [] })
    t.match(await send('PATCH', { cases: [{ id, version, assignees: people, title: 'New' }] }), [{ assignees: people, title: 'New' }])
  })

  t.test('is checked after the privileges for assignees, and reported if both are missing', async t => {
    const kibana = await testServer(t, {
      license: 'basic',
      spaces: ['space1'],
      security: { users: { jane: { password: 'jane', roles: ['r'] } }, roles: { r: roleOf({ generalCasesV3: ['minimal_all'] }) } },
    })
    const create = async (assignees: object[]) =>
      (await as(kibana, 'jane', { method: 'POST', url: '/s/space1/api/cases', payload: { ...newCase, assignees } })).json()
    t.strictSame(await create(people), errorBody(403, 'Unauthorized to update, create case with owners: "cases"'))
    t.match(await create([{ uid: '' }]), { assignees: [] })
  })
})

t.test('GET and PUT /_mock/license', async t => {
  t.test('return and change it, in the header too; reset and restore undo the change', async t => {
    const kibana = await testServer(t, { license: 'gold' })
    const { app } = kibana
    const signature = async () => (await app.inject('/api/status')).headers['kbn-license-sig']
    const gold = await signature()
    t.strictSame((await app.inject('/_mock/license')).json(), { license: 'gold' })
    const put = await app.inject({ method: 'PUT', url: '/_mock/license', payload: { license: 'platinum' } })
    t.equal(put.statusCode, 200)
    t.strictSame(put.json(), { license: 'platinum' })
    t.not(await signature(), gold)
    const snapshot = kibana.snapshot()
    kibana.setLicense('basic')
    t.strictSame((await app.inject('/_mock/license')).json(), { license: 'basic' })
    kibana.restore(snapshot)
    t.strictSame((await app.inject('/_mock/license')).json(), { license: 'platinum' })
    kibana.reset()
    t.equal(await signature(), gold)
  })

  for (const payload of [{ license: 'free' }, { license: 1 }, {}, { license: 'gold', x: 1 }, []]) {
    t.test(`refuse ${JSON.stringify(payload)}, and change nothing`, async t => {
      const { app } = await testServer(t)
      const response = await app.inject({ method: 'PUT', url: '/_mock/license', payload })
      t.equal(response.statusCode, 400)
      t.match(response.json(), { statusCode: 400, path: String, expected: String })
      t.strictSame((await app.inject('/_mock/license')).json(), { license: 'trial' })
    })
  }

  t.test('refuse an unknown license in process', async t => {
    const kibana = await testServer(t)
    t.throws(() => kibana.setLicense('free' as License), {
      name: 'InvalidInput', message: 'license: expected "basic", "standard", "gold", "platinum", "enterprise" or "trial", got "free"',
    })
  })
})
