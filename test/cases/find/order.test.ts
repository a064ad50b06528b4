import t from 'tap'
import { testServer } from '../../helpers/app.js'
import { call, createCase } from '../../helpers/cases.js'
import { find, fourCases, titles } from './four-cases.js'

t.test('order and pages of GET /api/cases/_find', async t => {
  const kibana = await testServer(t)
  await fourCases(kibana)

  const orders: [query: string, found: string[]][] = [
    // Ascending by default
    ['sortField=createdAt', ['b', 'A', 'a', 'B']],
    ['sortOrder=desc', ['B', 'a', 'A', 'b']],
    // Upper before lower case
    ['sortField=title&sortOrder=asc', ['A', 'B', 'a', 'b']],
    ['sortField=title&sortOrder=desc', ['b', 'a', 'B', 'A']],
    // Cases without a value come last, equal ones in order of creation
    ['sortField=category&sortOrder=asc', ['b', 'A', 'B', 'a']],
    ['sortField=category&sortOrder=desc', ['A', 'B', 'b', 'a']],
    ['sortField=status&sortOrder=asc', ['b', 'a', 'A', 'B']],
    ['sortField=status&sortOrder=desc', ['A', 'B', 'a', 'b']],
    ['sortField=severity&sortOrder=asc', ['A', 'B', 'b', 'a']],
    ['sortField=severity&sortOrder=desc', ['a', 'b', 'B', 'A']],
    ['sortField=updatedAt&sortOrder=asc', ['A', 'a', 'B', 'b']],
    ['sortField=updatedAt&sortOrder=desc', ['B', 'a', 'A', 'b']],
    ['sortField=closedAt&sortOrder=asc', ['A', 'B', 'b', 'a']],
    ['sortField=closedAt&sortOrder=desc', ['B', 'A', 'b', 'a']],
    ['perPage=3', ['b', 'A', 'a']],
    ['perPage=3&page=2', ['B']],
    ['perPage=3&page=2&sortOrder=desc', ['b']],
    ['perPage=3&page=2&sortField=title', ['b']],
    ['perPage=3&page=3', []],
    ['perPage=0', []],
    ['perPage=', []],
    // Elasticsearch truncates fractions
    ['perPage=2.5', ['b', 'A']],
    ['perPage=2&page=1.5', ['A', 'a']],
  ]
  for (const [query, found] of orders) {
    t.test(query, async t => {
      t.strictSame(await titles(kibana, query), found)
    })
  }

  t.test('a page reports its number and the total number of cases', async t => {
    const { body } = await find(kibana, 'page=2&perPage=3')
    t.match(body, { page: 2, per_page: 3, total: 4 })
    t.match((await find(kibana, 'perPage=')).body, { page: 1, per_page: 0, total: 4, cases: [] })
    t.match((await find(kibana, 'page=7')).body, { page: 7, per_page: 20, total: 4, cases: [] })
  })

  t.test('cases created at the same time stay in order, reversed when descending', async t => {
    const kibana = await testServer(t)
    for (const title of ['1', '2', '3']) await createCase(kibana, { title })
    t.strictSame(await titles(kibana, ''), ['1', '2', '3'])
    t.strictSame(await titles(kibana, 'sortOrder=desc'), ['3', '2', '1'])
    t.strictSame(await titles(kibana, 'sortField=severity&sortOrder=desc'), ['1', '2', '3'])
  })

  t.test('a clock that was set back does not change the order', async t => {
    const kibana = await testServer(t)
    for (const title of ['3', '1', '2', '4']) {
      kibana.clock.set(`2025-06-01T10:00:0${title}.000Z`)
      await createCase(kibana, { title })
    }
    t.strictSame(await titles(kibana, ''), ['1', '2', '3', '4'])
    t.strictSame(await titles(kibana, 'sortOrder=desc'), ['4', '3', '2', '1'])
    t.strictSame(await titles(kibana, 'page=2&perPage=2'), ['3', '4'])
    t.strictSame((await call(kibana, 'GET', '/api/cases/reporters')).body.length, 1)
    await createCase(kibana, { title: '5' })
    t.strictSame(await titles(kibana, 'sortOrder=desc&perPage=2'), ['5', '4'])
  })
})
