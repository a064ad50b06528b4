import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as } from '../helpers/security.js'
import { DEFAULT, post, secured, spacesUrl, unknown } from './secured-spaces.js'

t.test('PUT /api/spaces/space/{id}', async t => {
  t.test('changes the space with the id in the path: the keys in the body, but no others', async t => {
    const kibana = await testServer(t, { spaces: [{ id: 'a', name: 'A', description: 'B', color: '#000000' }] })
    const response = await as(kibana, 'x', {
      method: 'PUT', url: `${spacesUrl}/a`, payload: { id: 'other', name: 'New', color: '#ffffff' },
    })
    t.equal(response.statusCode, 200)
    t.strictSame(response.json(), { id: 'a', name: 'New', description: 'B', color: '#ffffff', disabledFeatures: [] })
    t.strictSame((await as(kibana, 'x', { url: `${spacesUrl}/a` })).json(), response.json())
    t.strictSame((await as(kibana, 'x', { method: 'PUT', url: `${spacesUrl}/default`, payload: { id: 'default', name: 'Home' } })).json(), {
      ...DEFAULT, name: 'Home',
    })
  })

  t.test('returns 404 for an unknown space, 400 for an invalid body', async t => {
    const kibana = await testServer(t)
    t.strictSame((await as(kibana, 'x', { method: 'PUT', url: `${spacesUrl}/nope`, payload: { id: 'nope', name: 'x' } })).json(), unknown)
    t.equal(
      (await as(kibana, 'x', { method: 'PUT', url: `${spacesUrl}/default`, payload: { name: 'x' } })).json().message,
      '[request body.id]: expected value of type [string] but got [undefined]',
    )
  })
})

t.test('DELETE /api/spaces/space/{id}', async t => {
  t.test('deletes the space with its documents, and nothing else', async t => {
    const kibana = await testServer(t, { spaces: ['a', 'b'] })
    const create = async (space: string) =>
      (await as(kibana, 'x', { method: 'POST', url: `/s/${space}/api/cases`, payload: newCase })).json().id
    const [inA, inB] = [await create('a'), await create('b')]
    const response = await as(kibana, 'x', { method: 'DELETE', url: `${spacesUrl}/a` })
    t.equal(response.statusCode, 204)
    t.equal(response.body, '')
    t.strictSame(
      (await as(kibana, 'x', { url: `/s/a/api/cases/${inA}` })).json(), errorBody(404, 'Saved object [space/a] not found'),
    )
    t.equal((await as(kibana, 'x', { url: `/s/b/api/cases/${inB}` })).statusCode, 200)
    await post(kibana, { id: 'a', name: 'A again' })
    t.strictSame(
      (await as(kibana, 'x', { url: `/s/a/api/cases/${inA}` })).json(), errorBody(404, `Saved object [cases/${inA}] not found`),
    )
  })

  t.test('refuses the default space and an unknown one', async t => {
    const kibana = await testServer(t)
    t.strictSame((await as(kibana, 'x', { method: 'DELETE', url: `${spacesUrl}/default` })).json(), errorBody(
      400, 'The default space cannot be deleted because it is reserved.',
    ))
    t.strictSame((await as(kibana, 'x', { method: 'DELETE', url: `${spacesUrl}/nope` })).json(), unknown)
  })
})

t.test('changing spaces', async t => {
  const requests = [
    ['create', 'POST', spacesUrl, { id: 'new', name: 'New' }, 200],
    ['update', 'PUT', `${spacesUrl}/space1`, { id: 'space1', name: 'New' }, 200],
    ['update', 'PUT', `${spacesUrl}/nope`, { id: 'nope', name: 'New' }, 404],
    ['delete', 'DELETE', `${spacesUrl}/space1`, undefined, 204],
    ['delete', 'DELETE', `${spacesUrl}/default`, undefined, 400],
  ] as const
  for (const [verb, method, url, payload, status] of requests) {
    t.test(`${method} ${url} requires all privileges in all spaces`, async t => {
      const kibana = await testServer(t, secured)
      for (const username of ['local', 'reader', 'nobody']) {
        t.strictSame((await as(kibana, username, { method, url, ...(payload && { payload }) })).json(), errorBody(
          403, `Unauthorized to ${verb} spaces`,
        ))
      }
      t.equal((await as(kibana, 'owner', { method, url, ...(payload && { payload }) })).statusCode, status)
    })
  }
})
