import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as, roleOf } from '../helpers/security.js'
import { type Role, serverFor } from './server-for.js'

/** Lists the operations that succeed on cases of an owner in `space1`, one per privilege. */
async function powers (kibana: RunningServer, owner = 'cases'): Promise<string[]> {
  const send = async (username: string, request: { method?: 'POST' | 'PATCH', url?: string, payload?: object }) =>
    await as(kibana, username, { ...request, url: `/s/space1${request.url ?? '/api/cases'}` })
  const create = async () => (await send('admin', { method: 'POST', payload: { ...newCase, owner } })).json()
  const close = async ({ id, version }: { id: string, version: string }) =>
    (await send('admin', { method: 'PATCH', payload: { cases: [{ id, version, status: 'closed' }] } })).json()[0]
  const patch = async ({ id, version }: { id: string, version: string }, fields: object) =>
    await send('jane', { method: 'PATCH', payload: { cases: [{ id, version, ...fields }] } })
  const tried = {
    get: await send('jane', { url: `/api/cases/${(await create()).id}` }),
    create: await send('jane', { method: 'POST', payload: { ...newCase, owner } }),
    update: await patch(await create(), { title: 'New' }),
    reopen: await patch(await close(await create()), { status: 'open' }),
    assign: await patch(await create(), { assignees: [{ uid: 'u' }] }),
  }
  return Object.entries(tried).filter(([, { statusCode }]) => statusCode === 200).map(([name]) => name)
}

const READ = ['get']
const MINIMAL = ['get', 'create', 'update']
const EVERYTHING = ['get', 'create', 'update', 'reopen', 'assign']

// Source: Kibana's cases/server/features/{v1,v2,v3}.ts; the older generations as decided in docs/reference/kibana/README.md
t.test('the privileges of a Cases feature', async t => {
  const cases: [Record<string, string[]>, string[]][] = [
    [{ generalCasesV3: ['all'] }, EVERYTHING],
    [{ generalCasesV3: ['minimal_all'] }, MINIMAL],
    [{ generalCasesV3: ['minimal_all', 'case_reopen'] }, ['get', 'create', 'update', 'reopen']],
    [{ generalCasesV3: ['read'] }, READ],
    [{ generalCasesV3: ['minimal_read'] }, READ],
    [{ generalCasesV3: ['minimal_read', 'cases_assign'] }, ['get', 'assign']],
    [{ generalCasesV3: ['case_reopen', 'cases_assign', 'cases_delete', 'cases_settings', 'create_comment'] }, []],
    [{ generalCasesV2: ['all'] }, EVERYTHING],
    [{ generalCasesV2: ['minimal_all'] }, ['get', 'create', 'update', 'assign']],
    [{ generalCasesV2: ['minimal_all', 'case_reopen'] }, EVERYTHING],
    [{ generalCases: ['all'] }, EVERYTHING],
    [{ generalCases: ['minimal_all'] }, EVERYTHING],
    [{ generalCases: ['read'] }, READ],
    [{ observabilityCasesV3: ['all'], securitySolutionCases: ['all'], actions: ['all'], discover: ['all'] }, []],
  ]
  for (const [feature, expected] of cases) {
    t.test(`${JSON.stringify(feature)} allow ${expected.join(', ') || 'nothing'}`, async t => {
      t.strictSame(await powers(await serverFor(t, { role: roleOf(feature) })), expected)
    })
  }

  for (const feature of [{ generalCasesV3: ['toString', '__proto__', 'write'] }, { generalCasesV4: ['all'] }]) {
    t.test(`${JSON.stringify(feature)}, which the role API accepts, allow nothing`, async t => {
      const kibana = await serverFor(t, { role: {} })
      t.equal((await as(kibana, 'admin', { method: 'PUT', url: '/api/security/role/role', payload: roleOf(feature) })).statusCode, 204)
      t.strictSame(await powers(kibana), [])
    })
  }

  for (const [owner, stem] of [['observability', 'observabilityCases'], ['securitySolution', 'securitySolutionCases']] as const) {
    for (const suffix of ['', 'V2', 'V3']) {
      t.test(`${stem}${suffix} is for ${owner} alone`, async t => {
        const kibana = await serverFor(t, { role: roleOf({ [stem + suffix]: ['all'] }) })
        t.strictSame(await powers(kibana, owner), EVERYTHING)
        t.strictSame(await powers(kibana), [])
      })
    }
  }
})

t.test('the privileges of a role', async t => {
  const cases: [string, Record<string, Role>, string[]][] = [
    ['base all in the space', { role: { kibana: [{ spaces: ['space1'], base: ['all'] }] } }, EVERYTHING],
    ['base read in all spaces', { role: { kibana: [{ spaces: ['*'], base: ['read'] }] } }, READ],
    ['base all and read', { role: { kibana: [{ spaces: ['*'], base: ['read', 'all'] }] } }, EVERYTHING],
    ['base all without spaces', { role: { kibana: [{ base: ['all'] }] } }, EVERYTHING],
    ['base all in another space', { role: { kibana: [{ spaces: ['default'], base: ['all'] }] } }, []],
    ['more in another space', { role: { kibana: [{ spaces: ['space1'], base: ['read'] }, { spaces: ['default'], base: ['all'] }] } }, READ],
    ['two roles',
      { one: roleOf({ generalCasesV3: ['minimal_read'] }), two: roleOf({ generalCasesV3: ['case_reopen'] }) }, ['get', 'reopen']],
    ['two generations in one',
      { one: roleOf({ generalCasesV3: ['minimal_all'], generalCasesV2: ['case_reopen'] }) }, ['get', 'create', 'update', 'reopen']],
    ['no Kibana privileges', { role: { elasticsearch: { cluster: ['all'] } } }, []],
  ]
  for (const [what, roles, expected] of cases) {
    t.test(`by ${what}: ${expected.join(', ') || 'nothing'}`, async t => {
      t.strictSame(await powers(await serverFor(t, roles)), expected)
    })
  }
})

t.test('the feature of Elastic Security', async t => {
  for (const [id, status] of [['siem', 200], ['siemV9', 403], ['sieM', 403]] as const) {
    t.test(`gives access to the routes of alerts if the id exists: ${id} is answered ${status}`, async t => {
      const kibana = await serverFor(t, { role: roleOf({ [id]: ['all'] }) }, { kibanaVersion: '9.5.4' })
      const request = { method: 'POST', url: '/s/space1/api/detection_engine/signals/search', payload: { size: 0 } } as const
      t.equal((await as(kibana, 'jane', request)).statusCode, status)
    })
  }
})

t.test('a case with assignees', async t => {
  t.test('requires two privileges, both named in the refusal', async t => {
    const kibana = await serverFor(t, { role: roleOf({ generalCasesV3: ['minimal_all'] }) })
    const create = async (assignees: object[]) =>
      await as(kibana, 'jane', { method: 'POST', url: '/s/space1/api/cases', payload: { ...newCase, assignees } })
    t.strictSame((await create([{ uid: 'u' }])).json(), errorBody(403, 'Unauthorized to update, create case with owners: "cases"'))
    t.equal((await create([])).statusCode, 200)
  })
})

t.test('a refusal', async t => {
  t.test('names each owner of the request once, in the order of the cases, even allowed ones', async t => {
    const kibana = await serverFor(t, { role: roleOf({ observabilityCasesV3: ['all'] }) })
    const cases = []
    for (const owner of ['observability', 'cases', 'observability', 'securitySolution']) {
      const {
        id, version,
      } = (await as(kibana, 'admin', { method: 'POST', url: '/s/space1/api/cases', payload: { ...newCase, owner } })).json()
      cases.push({ id, version, title: 'New' })
    }
    const response = await as(kibana, 'jane', { method: 'PATCH', url: '/s/space1/api/cases', payload: { cases } })
    t.strictSame(
      response.json(), errorBody(403, 'Unauthorized to update case with owners: "observability, cases, securitySolution"'),
    )
    t.equal((await as(kibana, 'admin', { url: `/s/space1/api/cases/${cases[0]!.id}` })).json().title, newCase.title)
  })

  t.test('for owners without a feature applies to superusers too, and with security off', async t => {
    const secured = await serverFor(t, {})
    const open = await testServer(t)
    for (const owner of ['securitySolutionFixture', '', '__proto__', 'toString']) {
      const body = errorBody(403, `Unauthorized to create case with owners: "${owner}"`)
      const request = { method: 'POST', url: '/api/cases', payload: { ...newCase, owner } } as const
      t.strictSame((await as(secured, 'admin', request)).json(), body)
      t.strictSame((await as(open, 'admin', request)).json(), body)
    }
  })
})
