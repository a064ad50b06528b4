import fc from 'fast-check'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase, jiraConnector, newCase } from '../helpers/cases.js'

const anything = fc.anything({ maxDepth: 3, withNullPrototype: true })
const text = fc.oneof(
  fc.constantFrom('a', ' a ', 'é', '__proto__', 'open'),
  fc.string({ minLength: 1, maxLength: 20 }).map(string => `x${string}`),
)

/** Valid update fields. */
const goodFields = fc.record({
  title: text,
  description: text,
  tags: fc.array(text, { maxLength: 5 }),
  severity: fc.constantFrom('low', 'medium', 'high', 'critical'),
  status: fc.constantFrom('open', 'in-progress', 'closed'),
  category: fc.option(text),
  assignees: fc.array(fc.record({ uid: fc.constantFrom('', '1', '2', '3') }), { maxLength: 4 }),
  settings: fc.record({ syncAlerts: fc.boolean() }),
  connector: fc.constantFrom(jiraConnector, newCase.connector, { ...jiraConnector, fields: null }),
  customFields: fc.constant([]),
  owner: fc.constant('cases'),
}, { requiredKeys: [] })

/** One invalid field. */
const badField = fc.oneof(
  fc.record({
    key: fc.constantFrom(
      'title', 'description', 'tags', 'severity', 'status', 'category', 'assignees', 'settings', 'connector', 'customFields', 'owner', 'id',
      'version', 'other', '__proto__',
    ),
    value: anything,
  }),
  fc.record({
    key: fc.constantFrom('title', 'category', 'tags', 'owner', 'customFields'),
    value: fc.constantFrom('', ' ', 'x'.repeat(200), [''], [null], 'observability', [{ key: 'k', type: 'text', value: 'v' }]),
  }),
)

const fields = fc.oneof(
  { weight: 2, arbitrary: goodFields },
  {
    weight: 1,
    arbitrary: fc.tuple(goodFields, badField).map(([good, { key, value }]) => Object.fromEntries([...Object.entries(good), [key, value]])),
  },
)

t.test('PATCH /api/cases answers 200 or a 4xx in Kibana\'s format, and an error changes nothing', async t => {
  const kibana = await testServer(t)
  const ids: string[] = []
  for (let index = 0; index < 3; index++) ids.push((await createCase(kibana, { title: `case ${index}` })).id)
  const state = async () => Promise.all(ids.map(async id => (await call(kibana, 'GET', `/api/cases/${id}`)).body))
  const which = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 2 }) }, { weight: 1, arbitrary: fc.constant(3) })
  const statuses = new Map<number, number>()

  await fc.assert(fc.asyncProperty(
    fc.array(fc.record({ which, stale: fc.integer({ min: 0, max: 9 }).map(number => number === 0), fields }), {
      minLength: 1, maxLength: 3,
    }),
    fc.integer({ max: 5, min: 0 }).map(number => number === 0),
    async (entries, anyBody) => {
      const before = await state()
      const cases = entries.map(({ which, stale, fields }) => ({
        id: ids[which] ?? 'unknown',
        version: stale ? 'stale' : before[which]?.version ?? 'v',
        ...fields,
      }))
      const { status, body } = await call(kibana, 'PATCH', '/api/cases', anyBody ? entries[0]?.fields ?? null : { cases })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status === 200) return Array.isArray(body) && body.length > 0
      const isError = [400, 403, 404, 406, 409].includes(status) &&
        JSON.stringify(Object.keys(body)) === '["statusCode","error","message"]' && body.statusCode === status && body.message !== ''
      return isError && JSON.stringify(await state()) === JSON.stringify(before)
    },
  ), { numRuns: 500, seed: 20250601 })
  for (const status of [200, 400, 404, 409]) t.ok((statuses.get(status) ?? 0) >= 5, `${status} came up: ${[...statuses].join(' ')}`)
})

t.test('PATCH /api/cases returns what GET returns afterwards', async t => {
  const kibana = await testServer(t)
  const { id } = await createCase(kibana)
  let updates = 0
  await fc.assert(fc.asyncProperty(goodFields, async sent => {
    const { version } = (await call(kibana, 'GET', `/api/cases/${id}`)).body
    const { status, body } = await call(kibana, 'PATCH', '/api/cases', { cases: [{ ...sent, id, version }] })
    if (status !== 200) return true
    updates++
    const { comments, ...updated } = body[0]
    return JSON.stringify((await call(kibana, 'GET', `/api/cases/${id}`)).body) === JSON.stringify(updated) && updated.version !== version
  }), { numRuns: 300, seed: 20250602 })
  t.ok(updates >= 200, `${updates} of 300 generated requests were updates`)
})
