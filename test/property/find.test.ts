import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { everyParameter, type Found, naiveFind, OWNERS, type Query, SEVERITIES, STATUSES, subset, TAGS, time, UIDS } from './naive-find.js'

const WORDS = ['red', 'green', 'Blue']
const optionally = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })

const seedCase = fc.record({
  title: fc.constantFrom('x', 'X', ...WORDS),
  description: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map(words => words.join(' ')),
  tags: subset(TAGS),
  status: fc.constantFrom(...STATUSES),
  severity: fc.constantFrom(...SEVERITIES),
  category: optionally(fc.constantFrom('c', 'C', 'd')),
  owner: fc.constantFrom(...OWNERS),
  assignees: subset(UIDS).map(uids => uids.map(uid => ({ uid }))),
  created_at: time,
  created_by: fc.record({
    username: fc.constantFrom('ann', 'bob'),
    full_name: fc.constant(null),
    email: fc.constant(null),
    profile_uid: fc.constantFrom('bob', 'u9'),
  }),
  updated_at: optionally(time),
  closed_at: optionally(time),
})
const seedCases = fc.array(seedCase, {
  maxLength: 40, size: 'large',
}).map(cases => cases.map((fields, index) => ({ ...fields, id: `case-${index}` })))

const FILTERS = ['status', 'severity', 'tags', 'category', 'owner', 'assignees', 'reporters', 'from', 'to', 'search'] as const
/** A query with a few filters, so that it finds something, with any order and page. */
const query: fc.Arbitrary<Query> = fc.tuple(everyParameter, fc.subarray([...FILTERS], { maxLength: 3 }), fc.subarray([
  'sortField', 'sortOrder', 'page', 'perPage',
] as const))
  .map(([all, filters, rest]) => Object.fromEntries(Object.entries(all).filter(([key]) => [
    'searchFields', ...filters, ...rest,
  ].includes(key))))

const toSearch = (parameters: object) => new URLSearchParams(Object.entries(parameters).flatMap(([key, value]) =>
  [value].flat().map((one): [string, string] => [key, String(one)]))).toString()

async function find (kibana: RunningServer, parameters: object) {
  const { status, body } = await call(kibana, 'GET', `/api/cases/_find?${toSearch(parameters)}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return { ...body, cases: body.cases.map(({ id }: { id: string }) => id) }
}

/** All cases of a store, oldest first. */
const allCases = (state: { cases?: readonly object[] | undefined }) => state.cases as unknown as Found[]

t.test('GET /api/cases/_find finds what a naive filter finds, after any changes', async t => {
  const kibana = await testServer(t)
  const change = fc.record({
    which: fc.nat(),
    action: fc.constantFrom('delete', 'create', 'update'),
    fields: fc.record({
      tags: subset(TAGS),
      status: fc.constantFrom(...STATUSES),
      category: optionally(fc.constantFrom('c', 'd')),
      assignees: subset(UIDS).map(uids => uids.map(uid => ({ uid }))),
    }),
  })
  let compared = 0
  await fc.assert(fc.asyncProperty(seedCases, fc.array(change, {
    maxLength: 5,
  }), fc.array(query, { minLength: 1, maxLength: 5 }), async (cases, changes, queries) => {
    kibana.importState({ cases })
    for (const { which, action, fields } of changes) {
      const current = allCases(kibana.exportState())
      const chosen = current[which % Math.max(1, current.length)]
      if (action === 'create') {
        await createCase(kibana, { title: 'red', description: 'x', tags: fields.tags })
      } else if (chosen && action === 'delete') {
        await call(kibana, 'DELETE', `/api/cases?ids=["${chosen.id}"]`)
      } else if (chosen) {
        const { version } = (await call(kibana, 'GET', `/api/cases/${chosen.id}`)).body
        await call(kibana, 'PATCH', '/api/cases', { cases: [{ id: chosen.id, version, ...fields }] })
      }
    }
    const stored = allCases(kibana.exportState())
    for (const parameters of queries) {
      const expected = naiveFind(stored, parameters)
      compared += expected.cases.length
      const found = await find(kibana, parameters)
      if (JSON.stringify(found) !== JSON.stringify(expected)) {
        throw new Error(`${toSearch(parameters)}\nfound    ${JSON.stringify(found)}\nexpected ${JSON.stringify(expected)}`)
      }
    }
  }), { numRuns: 150, seed: 3 })
  t.ok(compared > 1000, 'the queries found something to compare')
})

t.test('the counters of GET /api/cases/_find equal the totals found for each status', async t => {
  const kibana = await testServer(t)
  await t.resolves(fc.assert(fc.asyncProperty(seedCases, query, async (cases, parameters) => {
    kibana.importState({ cases })
    const { search, status, page, perPage, ...filters } = parameters
    const counters = await find(kibana, parameters)
    const totalOf = async (one: string) => (await find(kibana, { ...filters, status: one })).total
    const totals = [await totalOf('open'), await totalOf('in-progress'), await totalOf('closed')]
    deepStrictEqual(totals, [counters.count_open_cases, counters.count_in_progress_cases, counters.count_closed_cases])
  }), { numRuns: 40, seed: 4 }))
})

t.test('a restored snapshot finds the same cases', async t => {
  const kibana = await testServer(t)
  await t.resolves(fc.assert(fc.asyncProperty(seedCases, seedCases, query, async (cases, others, parameters) => {
    kibana.importState({ cases })
    const before = await find(kibana, parameters)
    const snapshot = kibana.snapshot()
    await call(kibana, 'DELETE', `/api/cases?ids=${JSON.stringify(cases.slice(0, 3).map(({ id }) => id))}`)
    kibana.importState({ cases: others })
    kibana.restore(snapshot)
    deepStrictEqual(await find(kibana, parameters), before)
  }), { numRuns: 30, seed: 5 }))
})

t.test('no query is answered with a 500 or changes anything', async t => {
  const kibana = await testServer(t)
  await createCase(kibana)
  const state = () => JSON.stringify(kibana.exportState())
  const before = state()
  const KEYS = [
    'status', 'severity', 'tags', 'category', 'owner', 'assignees', 'reporters', 'from', 'to', 'search', 'searchFields', 'sortField',
    'sortOrder', 'page', 'perPage', 'defaultSearchOperator', 'customFields', 'ids', 'features', 'includeComments', '__proto__', 'x',
  ]
  const key = fc.constantFrom(...KEYS)
  const text = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('a', '"', '(', ')', '+', '|', '-', '*', '~', '\\', ' ', '1'), maxLength: 20 }),
    fc.constantFrom('now-1d/d', '2025||/M', '-0', '1e400', 'null', '[]', '["x"]', '{}'),
  )
  const value = fc.oneof(text, fc.anything({ maxDepth: 2 }))
  const statuses = new Set<number>()
  const headers = { 'x-elastic-internal-origin': 'test' }

  await fc.assert(fc.asyncProperty(
    fc.constantFrom<['GET' | 'DELETE', string]>(['GET', '/api/cases/_find'], ['GET', '/api/cases/tags'], ['GET', '/api/cases/reporters'], [
      'GET', '/internal/cases/categories',
    ], ['GET', '/internal/cases/metrics'], ['GET', '/internal/cases/metrics/x'], ['GET', '/api/cases/x/resolve'], ['DELETE', '/api/cases']),
    fc.array(fc.tuple(key, text), { maxLength: 4 }),
    async ([method, url], pairs) => {
      const { status } = await call(kibana, method, `${url}?${new URLSearchParams(pairs)}`, undefined, headers)
      statuses.add(status)
      return status < 500 && state() === before
    },
  ), { numRuns: 500, seed: 6 })

  await fc.assert(fc.asyncProperty(
    fc.constantFrom('/internal/cases/_search', '/internal/cases/_bulk_get', '/internal/cases/x/_similar'),
    fc.oneof(fc.dictionary(key.filter(name => name !== '__proto__'), value, { maxKeys: 4 }), fc.anything({ maxDepth: 2 })),
    async (url, body) => {
      const { status } = await call(kibana, 'POST', url, JSON.stringify(body) === undefined ? null : body, headers)
      statuses.add(status)
      return status < 500 && state() === before
    },
  ), { numRuns: 500, seed: 7 })
  t.strictSame([...statuses].sort(), [200, 400, 404])
})
