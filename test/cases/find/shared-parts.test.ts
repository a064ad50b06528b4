import t from 'tap'
import { testServer } from '../../helpers/app.js'

const SIZE = 100
const CASES = 10_050

t.test('pages of more cases than the server keeps ready show each case as GET does', async t => {
  const { app } = await testServer(t, {
    seed: { cases: Array.from({ length: CASES }, (_, number) => ({ id: `case-${number}`, title: `Case ${number}`, customFields: [] })) },
  })
  const get = async (url: string) => (await app.inject({ url })).json()
  const page = (number: number) => get(`/api/cases/_find?sortOrder=asc&perPage=${SIZE}&page=${number}`)
  const seen = new Set<string>()
  for (let number = 1; (number - 1) * SIZE < 10_000; number++) for (const { id } of (await page(number)).cases) seen.add(id)
  for (const { id } of (await get(`/api/cases/_find?sortOrder=desc&perPage=${SIZE}`)).cases) seen.add(id)
  t.equal(seen.size, CASES)

  const [first, second] = (await page(1)).cases
  for (const { comments, ...found } of [first, second]) t.strictSame(found, await get(`/api/cases/${found.id}`))
  await app.inject({
    method: 'PATCH',
    url: '/api/cases',
    headers: { 'kbn-xsrf': 'true' },
    payload: { cases: [{ id: first.id, version: first.version, title: 'Changed' }] },
  })
  t.strictSame((await page(1)).cases.slice(0, 2).map(({ title }: { title: string }) => title), ['Changed', second.title])
})
