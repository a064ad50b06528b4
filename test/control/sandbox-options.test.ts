import t from 'tap'
import { OptionsSchema } from '../../src/options/schema.js'
import { SandboxOptionsSchema, type OwnOptions } from '../../src/control/sandboxes/options.js'
import type { RunningServer, SandboxOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, newCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'

// A sandbox has its own value of every option, from its start and after each reset, whether created in process, by POST or by PUT

interface Row<Value> {
  readonly value: Value
  /** Shows the effect of the option, given the path of a Kibana. */
  readonly see: (kibana: RunningServer, at: string) => Promise<unknown>
  readonly serverHas: unknown
  readonly sandboxHas: unknown
}

const jira = (name: string) => ({
  name, actionTypeId: '.jira', config: { apiUrl: 'http://127.0.0.1:1', projectKey: 'SOC' }, secrets: { email: 'e', apiToken: 't' },
})
const SERVER = { connectors: { j: jira('Jira') }, seed: { cases: [{ id: 'a', title: 'the server\'s' }] } }

const get = async (kibana: RunningServer, url: string) => (await call(kibana, 'GET', url)).body
const statusOf = async (kibana: RunningServer, url: string) => (await call(kibana, 'GET', url)).status
const push = async (kibana: RunningServer, at: string) =>
  (await call(kibana, 'POST', `${at}/api/cases/a/connector/j/_push`, {})).body.message

// A new option of a sandbox fails to compile without a row
const ROWS: { readonly [Option in keyof OwnOptions]-?: Row<NonNullable<OwnOptions[Option]>> } = {
  seed: {
    value: { cases: [{ title: 'its own' }] },
    see: async (kibana, at) => (await get(kibana, `${at}/api/cases/_find`)).cases.map(({ title }: { title: string }) => title),
    serverHas: ['the server\'s'],
    sandboxHas: ['its own'],
  },
  kibanaVersion: {
    value: '8.15.0',
    see: async (kibana, at) => (await get(kibana, `${at}/api/status`)).version.number,
    serverHas: '9.1.0',
    sandboxHas: '8.15.0',
  },
  license: {
    value: 'basic', see: async (kibana, at) => (await get(kibana, `${at}/_mock/license`)).license, serverHas: 'trial', sandboxHas: 'basic',
  },
  security: {
    value: { users: { ann: { password: 'x', roles: ['superuser'] } } },
    see: (kibana, at) => statusOf(kibana, `${at}/api/cases/tags`),
    serverHas: 200,
    sandboxHas: 401,
  },
  spaces: { value: ['lab'], see: (kibana, at) => statusOf(kibana, `${at}/api/spaces/space/lab`), serverHas: 404, sandboxHas: 200 },
  connectors: {
    value: { k: jira('Other Jira') },
    see: async (kibana, at) => (await get(kibana, `${at}/api/actions/connectors`)).map(({ name }: { name: string }) => name),
    serverHas: ['Jira'],
    sandboxHas: ['Other Jira'],
  },
  externalServices: { value: { '.jira': 'live' }, see: push, serverHas: undefined, sandboxHas: /ECONNREFUSED/ },
  externalFailures: { value: [{ failure: 'rate-limit' }], see: push, serverHas: undefined, sandboxHas: /Rate limit exceeded/ },
  stubs: {
    value: [{ path: '/api/fleet/agents', body: {} }],
    see: (kibana, at) => statusOf(kibana, `${at}/api/fleet/agents`),
    serverHas: 404,
    sandboxHas: 200,
  },
  clock: {
    value: { now: '2030-01-01T00:00:00.000Z', frozen: true },
    see: async (kibana, at) => (await get(kibana, `${at}/_mock/clock`)).now,
    serverHas: '2025-06-01T10:00:00.000Z',
    sandboxHas: '2030-01-01T00:00:00.000Z',
  },
  random: {
    value: 7,
    see: async (kibana, at) => (await call(kibana, 'POST', `${at}/api/cases`, newCase)).body.id === await idOf(7, kibana),
    serverHas: false,
    sandboxHas: true,
  },
}

/** The id of the first case created after a start with this option. */
async function idOf (random: number, kibana: RunningServer): Promise<string> {
  using sandbox = kibana.sandbox({ random })
  return (await call(kibana, 'POST', `/_sandbox/${sandbox.id}/api/cases`, newCase)).body.id
}

t.test('every option of a server is also one of sandboxes, except those of the process and the port', async t => {
  const ofTheProcess = ['host', 'port', 'basePath', 'publicBaseUrl', 'maxPayloadBytes', 'requestLog', 'control', 'logger']
  const ofSandboxes = Object.keys(SandboxOptionsSchema.properties).filter(name => !['id', 'idle'].includes(name))
  const missing = Object.keys(OptionsSchema.properties).filter(name => !ofSandboxes.includes(name) && !ofTheProcess.includes(name))
  // The port includes the ports of Elasticsearch and the certificate
  t.strictSame(missing.filter(name => !['elasticsearch', 'tls'].includes(name)), [])
  t.strictSame(Object.keys(ROWS).sort(), ofSandboxes.sort())
})

t.test('a sandbox takes an undefined option from the server', async t => {
  const kibana = await testServer(t, SERVER)
  for (const option of Object.keys(ROWS)) kibana.sandbox({ id: option, [option]: undefined })
  const { clock, ...rest } = ROWS
  for (const [option, { see, serverHas }] of Object.entries(rest)) t.match(await see(kibana, `/_sandbox/${option}`), serverHas, option)
  t.equal(await clock.see(kibana, '/_sandbox/clock'), clock.serverHas)
})

const WAYS: Record<string, (kibana: RunningServer, options: SandboxOptions) => Promise<unknown>> = {
  'in the process': async (kibana, options) => kibana.sandbox(options),
  'by POST': (kibana, options) => control(kibana, 'POST', '/sandboxes', options),
  'by PUT, in place of another': async (kibana, { id, ...options }) => {
    kibana.sandbox({ id: id! })
    await control(kibana, 'PUT', `/sandboxes/${id}`, options)
  },
}

for (const [option, { value, see, serverHas, sandboxHas }] of Object.entries(ROWS)) {
  for (const [way, make] of Object.entries(WAYS)) {
    t.test(`a sandbox made ${way} has its own value for ${option}, even after a reset`, async t => {
      const kibana = await testServer(t, SERVER)
      await make(kibana, { id: 'own', [option]: value })
      kibana.sandbox({ id: 'plain' })
      const own = '/_sandbox/own'
      t.match(await see(kibana, own), sandboxHas)
      t.equal((await call(kibana, 'POST', `${own}/_mock/reset`)).status, 204)
      t.match(await see(kibana, own), sandboxHas, 'after a reset')
      for (const other of ['', '/_sandbox/plain']) t.match(await see(kibana, other), serverHas, other || 'the server')
    })
  }
}
