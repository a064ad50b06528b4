import t from 'tap'
import type { RunningServer } from '../../src/server.js'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'

// Documents are not frozen, so everything passed to or from a test is a copy

const jira = () => ({
  name: 'Jira',
  actionTypeId: '.jira',
  config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' },
  secrets: {
    email: 'a@example.com', apiToken: 'x',
  },
})

const state = () => ({
  cases: [{
    id: 'c1',
    title: 'x',
    tags: ['a'],
    settings: { syncAlerts: true },
    comments: [
      { type: 'alert' as const, alertId: ['1'], index: ['i'], rule: { id: null, name: null } },
    ],
  }],
  alerts: [{ id: '1', index: 'i', source: { a: { b: 1 } } }],
})

/** Changes everything in a value, at every depth. */
function spoil (value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    spoil(member)
    Object.assign(value, { [key]: typeof member === 'object' ? member : 'spoilt' })
  }
  if (Array.isArray(value)) value.push('spoilt')
}

async function update (kibana: RunningServer) {
  const [first] = kibana.exportState().cases!
  const { status } = await call(kibana, 'PATCH', '/api/cases', {
    cases: [{ id: first!.id, version: first!.version, title: `${first!.title}!`, tags: ['b'] }],
  })
  if (status !== 200) throw new Error(`the case was not updated: ${status}`)
}

const push = (kibana: RunningServer) => call(kibana, 'POST', '/api/cases/c1/connector/jira/_push', {})

t.test('changes to values passed to or from a server do not change it', async t => {
  const cases: Record<string, (kibana: RunningServer) => Promise<unknown>> = {
    'a state that was added': async kibana => {
      const added = {
        cases: [{
          title: 'y',
          tags: ['q'],
          connector: {
            id: 'jira', name: 'Jira', type: '.jira' as const, fields: { issueType: '1', priority: null, parent: null },
          },
        }],
      }
      kibana.seed(added)
      return added
    },
    'a state that was imported': async kibana => {
      const imported = kibana.exportState()
      kibana.importState(imported)
      return imported
    },
    'a state that was exported': async kibana => kibana.exportState(),
    'an event': async kibana => {
      const events: unknown[] = []
      kibana.on('*', event => events.push(event))
      await update(kibana)
      return events
    },
    'the requests': async kibana => {
      await update(kibana)
      return kibana.requests.all()
    },
    'a request with its fault': async kibana => {
      kibana.faults.add({ effect: { status: 418, body: { items: [1] } } })
      await call(kibana, 'GET', '/api/cases/c1')
      return kibana.requests.all()
    },
    'the incidents': async kibana => {
      await push(kibana)
      return kibana.incidents.all()
    },
  }
  for (const [name, take] of Object.entries(cases)) {
    t.test(name, async t => {
      const kibana = await testServer(t, { seed: state(), connectors: { jira: jira() } })
      const taken = await take(kibana)
      const read = () => JSON.stringify([kibana.exportState(), kibana.requests.all(), kibana.incidents.all()])
      const before = read()
      spoil(taken)
      t.match(JSON.stringify(taken), /spoilt/)
      t.equal(read(), before)
    })
  }

  const rules = {
    faults: { match: { path: '/x', body: { a: [1] } }, effect: { status: 418, headers: { a: 'b' } } },
    stubs: { path: /x/, body: { items: [1], at: new Date(0), of: () => 1 } },
    failures: { match: { connectorId: 'x' } },
    webhooks: { url: 'http://localhost:1', events: ['case.created'] },
  }
  for (const [kind, rule] of Object.entries(rules)) {
    t.test(`${kind} that were added and listed`, async t => {
      const kibana = await testServer(t)
      const verbs: { add (rule: object): object, list (): object[] } = Reflect.get(kibana, kind)
      const added = verbs.add(rule)
      const before = JSON.stringify(verbs.list())
      for (const value of [rule, added, verbs.list()]) spoil(value)
      t.equal(JSON.stringify(verbs.list()), before)
    })
  }

  t.test('the roles of the options', async t => {
    const security = { roles: { analyst: { kibana: [{ base: [], feature: { generalCasesV3: ['all'] }, spaces: ['*'] }] } } }
    const kibana = await testServer(t, { security })
    const before = JSON.stringify(kibana.exportState())
    t.match(before, /generalCasesV3/)
    spoil(security.roles)
    t.equal(JSON.stringify(kibana.exportState()), before)
  })

  t.test('the options', async t => {
    const options = { seed: state(), connectors: { jira: jira() }, spaces: [{ id: 'ops', disabledFeatures: ['observabilityCases'] }] }
    const kibana = await testServer(t, options)
    const before = JSON.stringify(kibana.exportState())
    spoil(options.seed)
    spoil(options.spaces)
    spoil(options.connectors.jira)
    t.equal(JSON.stringify(kibana.exportState()), before)
    t.equal((await push(kibana)).body.external_service.external_title, 'SEC-1')
    kibana.reset()
    t.equal((await push(kibana)).status, 200)
  })
})
