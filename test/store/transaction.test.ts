import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase, newCase } from '../helpers/cases.js'

t.test('a request that fails halfway through its writes changes nothing', async t => {
  let calls = Infinity
  const kibana = await testServer(t, {
    clock: { now: () => { if (calls-- <= 0) throw new Error('the clock stands still'); return new Date(0) } },
  })
  const created = await createCase(kibana)
  const { comments, ...before } = created
  // The first reading of the clock is for the case, the second for its activity, after the case was written
  calls = 1
  const update = { cases: [{ id: created.id, version: created.version, title: 'changed' }] }
  t.equal((await call(kibana, 'PATCH', '/api/cases', update)).status, 500)
  calls = Infinity
  t.strictSame((await call(kibana, 'GET', `/api/cases/${created.id}`)).body, before)
  const { status, body } = await call(kibana, 'PATCH', '/api/cases', update)
  t.equal(status, 200, 'the version is still good')
  t.equal(body[0].title, 'changed')
})

t.test('versions are base64 of [seq,1], from one counter for all documents of the server', async t => {
  const kibana = await testServer(t)
  const sequence = (version: string) => JSON.parse(Buffer.from(version, 'base64').toString())
  const numbers: number[] = []
  for (let index = 0; index < 12; index++) {
    const { version } = await createCase(kibana)
    const [number, term] = sequence(version)
    t.equal(term, 1)
    t.equal(version, Buffer.from(`[${number},1]`).toString('base64'))
    numbers.push(number)
  }
  // Each creation writes the case and its create_case action
  t.strictSame(numbers.map(number => number - numbers[0]!), numbers.map((_, index) => index * 2))
})

t.test('two servers in one process share nothing', async t => {
  const [one, two] = [await testServer(t), await testServer(t)]
  const { body } = await call(one, 'POST', '/api/cases', newCase)
  t.equal((await call(two, 'GET', `/api/cases/${body.id}`)).status, 404)
  t.equal((await call(two, 'POST', '/api/cases', newCase)).body.id, body.id, 'the same seed gives the same ids in both')
})
