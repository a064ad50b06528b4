import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { compileFunction } from 'node:vm'
import { transformSync } from 'esbuild'
import t from 'tap'
import { connect } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, newCase } from '../helpers/cases.js'

const SECTIONS = [...readFileSync('docs/reference/handle.md', 'utf8').matchAll(/^### `([^`]+)`\n(.*?)(?=^##|$(?![^]))/gms)]
  .map(([, name = '', text = '']) => ({ name, code: /^```js\n(.*?)^```/ms.exec(text)?.[1] }))

const jira = {
  name: 'Jira', actionTypeId: '.jira', config: { apiUrl: 'https://jira', projectKey: 'J' }, secrets: { email: 'e', apiToken: 't' },
}
const seed = {
  cases: [{
    id: 'case-1',
    title: 'x',
    version: 'WzEsMV0=',
    connector: { id: 'j', name: 'Jira', type: '.jira' as const, fields: { issueType: '1', priority: null, parent: null } },
  }],
  alerts: [{ id: 'alert-1', index: '.alerts', source: {} }],
}

/** Compiles an example to a function; Node.js 20 has no `using`. */
function compile (code: string, names: readonly string[]): (...values: readonly unknown[]) => Promise<unknown> {
  const { code: compiled } = transformSync(`async function run () {${code}}`, { supported: { using: false }, target: 'node20' })
  return compileFunction(`${compiled}; return run()`, names) as () => Promise<unknown>
}

t.test('every example of the handle runs, on a server that has one of each thing', async t => {
  const examples = SECTIONS.filter(({ code }) => code !== undefined)
  t.ok(examples.length > 60)
  for (const { name, code } of examples) {
    const kibana = await testServer(t, {
      seed, connectors: { j: jira }, license: 'basic', security: { users: { ann: { password: 'x', roles: ['superuser'] } } },
    })
    const ann = { authorization: `Basic ${btoa('ann:x')}` }
    kibana.setLicense('platinum')
    kibana.failures.add({ failure: 'timeout', times: 1 })
    await call(kibana, 'POST', '/api/cases/case-1/connector/j/_push', {}, ann)
    kibana.setLicense('basic')
    await call(kibana, 'POST', '/api/cases', newCase, ann)
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id: 'case-1', version: 'WzEsMV0=', title: 'y' }] }, ann)
    kibana.faults.add({ match: { path: '/never' }, effect: { status: 500 } })
    kibana.stubs.add({ path: '/api/fleet/x' })
    kibana.failures.add({ id: 'failure-1' })
    kibana.webhooks.add({ url: 'http://localhost:1' })
    kibana.snapshots.add({ id: 'two cases' })
    kibana.sandboxes.add({ id: 'worker-1' })
    const scope = {
      kibana,
      server: kibana,
      assert,
      readFileSync: () => JSON.stringify(seed),
      writeFileSync: (_: string, text: string) => JSON.parse(text),
      afterEach: (work: () => unknown) => work(),
      afterAll: (work: () => unknown) => work(),
      console: { log: () => {} },
      found: { created_at: kibana.clock.iso() },
      attachment: { externalReferenceId: 'file-1' },
    }
    await t.resolves(compile(code!, Object.keys(scope))(...Object.values(scope)), name)
  }
})

/** The members of a handle by `connect()`, which has the same ones: `faults.add`. */
function membersOf (part: object, path = ''): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(part)).flatMap(([key, { value }]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? membersOf(value, `${path}${key}.`) : path + key)
}

t.test('every member of the handle is on its page', async t => {
  const shown = SECTIONS.map(({ name }) => name.replace(/^kibana\.|\(.*/g, ''))
  t.strictSame(membersOf(connect('http://localhost')).filter(member => !shown.includes(member)), [])
})
