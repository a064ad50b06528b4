import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as, roleOf } from '../helpers/security.js'
import { serverFor } from './server-for.js'

t.test('a space without a feature', async t => {
  const hidden = (owner: string) => errorBody(403, `Unauthorized to create case with owners: "${owner}"`)

  const ALL = ['cases', 'observability', 'securitySolution']
  const off = (...disabledFeatures: string[]) => ({ disabledFeatures })
  // Source: Kibana 9.1, cases/server/authorization/authorization.ts: an owner is known if any feature that provides it is not disabled,
  // and the features of older generations, which exist from 8.17 on, never are (spaces/server/spaces_client/spaces_client.ts); for the
  // solution, spaces/server/lib/utils/space_solution_disabled_features.ts before and after PR 230385
  const cases: [version: string, space: object, owners: string[]][] = [
    ['8.16.0', {}, ALL],
    ['8.16.0', off('generalCases', 'dev_tools'), ['observability', 'securitySolution']],
    ['8.16.0', off('observabilityCases', 'securitySolutionCases'), ['cases']],
    ['8.16.0', { solution: 'es' }, ['cases']],
    ['8.16.0', { solution: 'oblt' }, ['cases', 'observability']],
    ['8.16.0', { solution: 'security' }, ['cases', 'securitySolution']],
    ['8.16.0', { solution: 'classic', ...off('observabilityCases') }, ['cases', 'securitySolution']],
    ['8.16.0', { solution: 'oblt', ...off('generalCases') }, ['cases', 'observability']],
    ['8.17.0', off('generalCasesV2'), ALL],
    ['8.17.0', { solution: 'security' }, ['cases', 'securitySolution']],
    ['9.1.0', off('generalCases', 'generalCasesV2', 'generalCasesV3'), ALL],
    ['9.1.0', { solution: 'es' }, ['cases']],
    ['9.2.0', { solution: 'es' }, ALL],
    ['9.5.4', { solution: 'oblt', ...off('securitySolutionCasesV3') }, ALL],
  ]
  for (const [kibanaVersion, space, owners] of cases) {
    t.test(`of ${kibanaVersion} holds cases of ${owners.join(', ')} with ${JSON.stringify(space)}`, async t => {
      const options = { kibanaVersion, spaces: [{ id: 'space1', name: 'Space 1', ...space }] }
      const secured = await serverFor(t, { role: { kibana: [{ spaces: ['space1'], base: ['all'] }] } }, options)
      for (const [kibana, username] of [[secured, 'jane'], [secured, 'admin'], [await testServer(t, options), 'x']] as const) {
        for (const owner of ALL) {
          const response = await as(kibana, username, { method: 'POST', url: '/s/space1/api/cases', payload: { ...newCase, owner } })
          if (owners.includes(owner)) t.equal(response.statusCode, 200)
          else t.strictSame(response.json(), hidden(owner))
        }
      }
    })
  }

  t.test('reflects changes to the space, even to one without any owner', async t => {
    const kibana = await serverFor(t, { role: { kibana: [{ spaces: ['*'], base: ['all'] }] } }, { kibanaVersion: '8.16.0' })
    const create = async (username: string) =>
      (await as(kibana, username, { method: 'POST', url: '/s/space1/api/cases', payload: newCase })).json()
    const disable = async (disabledFeatures: string[]) =>
      await as(kibana, 'admin', { method: 'PUT', url: '/api/spaces/space/space1', payload: { id: 'space1', name: 'x', disabledFeatures } })
    t.match(await create('jane'), { owner: 'cases' })
    await disable(['generalCases'])
    t.strictSame(await create('jane'), hidden('cases'))
    t.strictSame(await create('admin'), hidden('cases'))
    await disable(['generalCases', 'observabilityCases', 'securitySolutionCases'])
    for (const username of ['jane', 'admin']) {
      t.strictSame(await create(username), errorBody(403, 'Unauthorized to access case configurations of any owner'))
    }
    await disable([])
    t.match(await create('jane'), { owner: 'cases' })
  })
})

t.test('a space', async t => {
  t.test('returns 403 to users without privileges in it, and 404 if unknown to users with privileges in all spaces', async t => {
    const kibana = await serverFor(t, { role: roleOf({ generalCasesV3: ['all'] }) }, { spaces: ['space1', 'space2'] })
    const answer = async (username: string, space: string, url = '/api/cases/nope') =>
      (await as(kibana, username, { url: `/s/${space}${url}` })).json()
    const closed = (space: string) => errorBody(403, `Unauthorized to get ${space} space`)
    t.strictSame(await answer('jane', 'space2'), closed('space2'))
    t.strictSame(await answer('jane', 'default'), closed('default'))
    t.strictSame(await answer('jane', 'nope'), closed('nope'))
    t.match(await answer('jane', 'space1'), { statusCode: 404, message: 'Saved object [cases/nope] not found' })
    t.match(await answer('admin', 'nope'), { statusCode: 404, message: 'Saved object [space/nope] not found' })
    const everywhere = await serverFor(t, { role: roleOf({ discover: ['read'] }, ['*']) })
    t.match((await as(everywhere, 'jane', { url: '/s/nope/api/cases/a' })).json(), {
      statusCode: 404, message: 'Saved object [space/nope] not found',
    })
  })

  t.test('is checked before the body is decoded', async t => {
    const kibana = await serverFor(t, { role: roleOf({ generalCasesV3: ['all'] }) }, { spaces: ['space1', 'space2'] })
    for (const method of ['POST', 'PATCH'] as const) {
      t.match((await as(kibana, 'jane', { method, url: '/s/space2/api/cases', payload: {} })).json(), { statusCode: 403 })
      t.match((await as(kibana, 'jane', { method, url: '/s/space2/api/cases', payload: [] })).json(), { statusCode: 400 })
    }
  })
})
