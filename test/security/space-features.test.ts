import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as, roleOf } from '../helpers/security.js'
import { serverFor } from './server-for.js'

t.test('a space without a feature', async t => {
  const hidden = (owner: string) => errorBody(403, `Unauthorized to create case with owners: "${owner}"`)

  // Kibana's test fixtures disable one feature. That any id of a feature disables its owner, like the current id, is inferred from
  // spaces_client.ts and authorization.ts
  const cases: [object, string[]][] = [
    [{}, ['cases', 'observability', 'securitySolution']],
    [{ disabledFeatures: ['generalCasesV3', 'dev_tools'] }, ['observability', 'securitySolution']],
    [{ disabledFeatures: ['observabilityCases', 'securitySolutionCasesV2'] }, ['cases']],
    [{ solution: 'es' }, ['cases']],
    [{ solution: 'oblt' }, ['cases', 'observability']],
    [{ solution: 'security' }, ['cases', 'securitySolution']],
    [{ solution: 'classic', disabledFeatures: ['observabilityCasesV3'] }, ['cases', 'securitySolution']],
    [{ solution: 'oblt', disabledFeatures: ['generalCasesV3'] }, ['cases', 'observability']],
  ]
  for (const [space, owners] of cases) {
    t.test(`holds cases of ${owners.join(', ')} with ${JSON.stringify(space)}`, async t => {
      const options = { spaces: [{ id: 'space1', name: 'Space 1', ...space }] }
      const secured = await serverFor(t, { role: { kibana: [{ spaces: ['space1'], base: ['all'] }] } }, options)
      for (const [kibana, username] of [[secured, 'jane'], [secured, 'admin'], [await testServer(t, options), 'x']] as const) {
        for (const owner of ['cases', 'observability', 'securitySolution']) {
          const response = await as(kibana, username, { method: 'POST', url: '/s/space1/api/cases', payload: { ...newCase, owner } })
          if (owners.includes(owner)) t.equal(response.statusCode, 200)
          else t.strictSame(response.json(), hidden(owner))
        }
      }
    })
  }

  t.test('reflects changes to the space, even to one without any owner', async t => {
    const kibana = await serverFor(t, { role: { kibana: [{ spaces: ['*'], base: ['all'] }] } })
    const create = async (username: string) =>
      (await as(kibana, username, { method: 'POST', url: '/s/space1/api/cases', payload: newCase })).json()
    const disable = async (disabledFeatures: string[]) =>
      await as(kibana, 'admin', { method: 'PUT', url: '/api/spaces/space/space1', payload: { id: 'space1', name: 'x', disabledFeatures } })
    t.match(await create('jane'), { owner: 'cases' })
    await disable(['generalCasesV3'])
    t.strictSame(await create('jane'), hidden('cases'))
    t.strictSame(await create('admin'), hidden('cases'))
    await disable(['generalCasesV3', 'observabilityCasesV3', 'securitySolutionCasesV3'])
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
