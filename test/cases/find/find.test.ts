import t from 'tap'
import type { RunningServer } from '../../../src/index.js'
import { testServer } from '../../helpers/app.js'
import { attach } from '../../helpers/attachments.js'
import { call, createCase, errorBody, newCase, refusedByElasticsearch, refusedDate } from '../../helpers/cases.js'
import { HandClock } from '../../helpers/configure.js'

const find = (kibana: RunningServer, query = '') => call(kibana, 'GET', `/api/cases/_find${query && `?${query}`}`)

/** The titles that a query finds, in the order of the answer. */
async function titles (kibana: RunningServer, query: string): Promise<string[]> {
  const { status, body } = await find(kibana, query)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.cases.map(({ title }: { title: string }) => title)
}

const update = (kibana: RunningServer, { id, version }: { id: string, version: string }, fields: object) =>
  call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, ...fields }] })

/** Four cases, an hour apart, that differ in all that can be filtered by. */
async function fourCases (kibana: RunningServer, clock: HandClock) {
  const create = async (username: string, fields: object, status?: string) => {
    const { body } = await call(kibana, 'POST', '/api/cases', { ...newCase, ...fields }, { authorization: `Basic ${btoa(`${username}:x`)}` })
    if (status) await update(kibana, body, { status })
    clock.tick(3_600_000)
  }
  await create('ann', { title: 'b', tags: ['one', 'two'], severity: 'high', category: 'Net', assignees: [{ uid: 'u1' }], owner: 'cases' })
  await create('bob', { title: 'A', tags: ['two'], severity: 'low', category: 'mail', assignees: [{ uid: 'u1' }, { uid: 'u2' }], owner: 'observability' }, 'closed')
  await create('ann', { title: 'a', tags: ['Two'], severity: 'critical', owner: 'securitySolution' }, 'in-progress')
  await create('cid', { title: 'B', tags: [], severity: 'medium', category: 'mail', owner: 'cases' }, 'closed')
}

t.test('GET /api/cases/_find', async t => {
  t.test('answers with nothing of an empty store', async t => {
    const { body, status, headers } = await find(await testServer(t))
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    t.strictSame(body, { page: 1, per_page: 20, total: 0, cases: [], count_open_cases: 0, count_in_progress_cases: 0, count_closed_cases: 0 })
  })

  t.test('returns whole cases, without comments but with their number', async t => {
    const kibana = await testServer(t)
    const created = await createCase(kibana)
    const { version, updated_at, updated_by } = await attach(kibana, created.id)
    const { body } = await find(kibana)
    t.strictSame(body.cases, [{ ...created, version, updated_at, updated_by, comments: [], totalComment: 1 }])
  })

  t.test('leaves out cases of other spaces', async t => {
    const kibana = await testServer(t, { spaces: ['other'] })
    await createCase(kibana, { title: 'there' }, '/s/other')
    await createCase(kibana, { title: 'here' })
    t.strictSame(await titles(kibana, ''), ['here'])
    const { body } = await call(kibana, 'GET', '/s/other/api/cases/_find?status=closed')
    t.match(body, { total: 0, count_open_cases: 1 })
  })

  t.test('finds no deleted case', async t => {
    const kibana = await testServer(t)
    const first = await createCase(kibana, { title: 'first' })
    const second = await createCase(kibana, { title: 'second' })
    await call(kibana, 'DELETE', `/api/cases?ids=["${first.id}"]`)
    t.strictSame(await titles(kibana, ''), ['second'])
    t.strictSame((await find(kibana, 'tags=defacement')).body.cases.map(({ id }: { id: string }) => id), [second.id])
  })
})

t.test('filters of GET /api/cases/_find', async t => {
  const clock = new HandClock('2025-06-01T10:00:00.000Z')
  const kibana = await testServer(t, { clock })
  await fourCases(kibana, clock)
  const everything = ['b', 'A', 'a', 'B']

  const cases: [query: string, found: string[]][] = [
    ['', everything],
    ['status=closed', ['A', 'B']],
    ['status=closed&status=open', ['b', 'A', 'B']],
    ['severity=high', ['b']],
    ['severity=high&severity=critical', ['b', 'a']],
    ['tags=two', ['b', 'A']],
    ['tags=two&tags=Two', ['b', 'A', 'a']],
    ['tags=tw', []],
    ['tags=', []],
    ['category=mail', ['A', 'B']],
    ['category=mail&category=Net', ['b', 'A', 'B']],
    ['category=', []],
    ['owner=cases', ['b', 'B']],
    ['owner=cases&owner=observability', ['b', 'A', 'B']],
    ['owner=unknown', []],
    ['owner=unknown&owner=observability', ['A']],
    ['reporters=ann', ['b', 'a']],
    ['reporters=ann&reporters=cid', ['b', 'a', 'B']],
    ['assignees=u1', ['b', 'A']],
    ['assignees=u2', ['A']],
    ['assignees=none', ['a', 'B']],
    ['assignees=none&assignees=u2', ['A', 'a', 'B']],
    ['tags=two&severity=low&owner=observability', ['A']],
    ['tags=one&severity=low', []],
    // Both bounds count
    ['from=2025-06-01T11:00:00.000Z', ['A', 'a', 'B']],
    ['from=2025-06-01T11:00:00.001Z', ['a', 'B']],
    ['to=2025-06-01T11:00:00.000Z', ['b', 'A']],
    ['from=2025-06-01T11:00:00.000Z&to=2025-06-01T12:00:00.000Z', ['A', 'a']],
    // A bare day as upper bound means its end
    ['to=2025-06-01', everything],
    ['from=2025-06-02', []],
    ['from=now-2h', ['a', 'B']],
    ['from=now-1d/d&to=now/d', everything],
    ['to=now-1d/d', []],
    ['from=2025-06-01%7C%7C%2B12h', ['a', 'B']],
    ['from=1748775600000', ['A', 'a', 'B']],
  ]
  for (const [query, found] of cases) {
    t.test(query || 'none', async t => {
      t.strictSame(await titles(kibana, query), found)
    })
  }

  t.test('reporters may be given by their profile', async t => {
    const kibana = await testServer(t, { security: { users: { ann: { password: 'x', roles: ['superuser'], profile_uid: 'u_ann' } } } })
    const headers = { authorization: `Basic ${btoa('ann:x')}` }
    await call(kibana, 'POST', '/api/cases', newCase, headers)
    t.equal((await call(kibana, 'GET', '/api/cases/_find?reporters=u_ann', undefined, headers)).body.total, 1)
    t.equal((await call(kibana, 'GET', '/api/cases/_find?reporters=ann&reporters=u_ann', undefined, headers)).body.total, 1)
    t.equal((await call(kibana, 'GET', '/api/cases/_find?reporters=u_bob', undefined, headers)).body.total, 0)
  })

  // Source: Kibana's cases_api_integration tests cases/find_cases.ts
  t.test('the counters take notice of every filter but status and search', async t => {
    const counts = async (query: string) => {
      const { total, count_open_cases: open, count_in_progress_cases: inProgress, count_closed_cases: closed } = (await find(kibana, query)).body
      return { total, open, inProgress, closed }
    }
    t.strictSame(await counts(''), { total: 4, open: 1, inProgress: 1, closed: 2 })
    t.strictSame(await counts('status=open'), { total: 1, open: 1, inProgress: 1, closed: 2 })
    t.strictSame(await counts('search=nothing'), { total: 0, open: 1, inProgress: 1, closed: 2 })
    t.strictSame(await counts('tags=two&status=in-progress'), { total: 0, open: 1, inProgress: 0, closed: 1 })
    t.strictSame(await counts('from=2025-06-01T12:00:00Z'), { total: 2, open: 0, inProgress: 1, closed: 1 })
  })

  t.test('filtering by assignees needs a platinum license', async t => {
    const kibana = await testServer(t, { license: 'gold' })
    const message = 'In order to filter cases by assignees, you must be subscribed to an Elastic Platinum license'
    const { status, body } = await find(kibana, 'assignees=none')
    t.equal(status, 403)
    t.strictSame(body, errorBody(403, message))
    t.equal((await find(kibana, 'assignees=')).status, 200)
  })

  t.test('what changes in a case changes what finds it', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana, { title: 'x', tags: ['before'], category: 'c' })
    const { body: [updated] } = await update(kibana, (await find(kibana)).body.cases[0], { tags: ['after'], category: null, assignees: [{ uid: 'u' }], severity: 'high' })
    t.equal(updated.id, id)
    for (const query of ['tags=before', 'category=c', 'assignees=none', 'severity=low']) t.strictSame(await titles(kibana, query), [], query)
    for (const query of ['tags=after', 'assignees=u', 'severity=high']) t.strictSame(await titles(kibana, query), ['x'], query)
  })
})

t.test('order and pages of GET /api/cases/_find', async t => {
  const clock = new HandClock()
  const kibana = await testServer(t, { clock })
  await fourCases(kibana, clock)

  const orders: [query: string, found: string[]][] = [
    // Ascending unless said
    ['sortField=createdAt', ['b', 'A', 'a', 'B']],
    ['sortOrder=desc', ['B', 'a', 'A', 'b']],
    // Upper before lower case
    ['sortField=title&sortOrder=asc', ['A', 'B', 'a', 'b']],
    ['sortField=title&sortOrder=desc', ['b', 'a', 'B', 'A']],
    // Those without a value last, equal ones as they were created
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
    // Elasticsearch cuts fractions off
    ['perPage=2.5', ['b', 'A']],
    ['perPage=2&page=1.5', ['A', 'a']],
  ]
  for (const [query, found] of orders) {
    t.test(query, async t => {
      t.strictSame(await titles(kibana, query), found)
    })
  }

  t.test('a page says which it is, and how many cases there are on all', async t => {
    const { body } = await find(kibana, 'page=2&perPage=3')
    t.match(body, { page: 2, per_page: 3, total: 4 })
    t.match((await find(kibana, 'page=7')).body, { page: 7, per_page: 20, total: 4, cases: [] })
  })

  t.test('cases that were created at the same time keep their order, turned round when descending', async t => {
    const kibana = await testServer(t)
    for (const title of ['1', '2', '3']) await createCase(kibana, { title })
    t.strictSame(await titles(kibana, ''), ['1', '2', '3'])
    t.strictSame(await titles(kibana, 'sortOrder=desc'), ['3', '2', '1'])
    t.strictSame(await titles(kibana, 'sortField=severity&sortOrder=desc'), ['1', '2', '3'])
  })

  t.test('a clock that was set back does not confuse it', async t => {
    const clock = new HandClock()
    const kibana = await testServer(t, { clock })
    for (const [title, step] of [['3', -2000], ['1', 1000], ['2', 2000], ['4', 0]] as const) {
      await createCase(kibana, { title })
      clock.tick(step)
    }
    t.strictSame(await titles(kibana, ''), ['1', '2', '3', '4'])
    t.strictSame(await titles(kibana, 'sortOrder=desc'), ['4', '3', '2', '1'])
    t.strictSame(await titles(kibana, 'page=2&perPage=2'), ['3', '4'])
    t.strictSame((await call(kibana, 'GET', '/api/cases/reporters')).body.length, 1)
    await createCase(kibana, { title: '5' })
    t.strictSame(await titles(kibana, 'sortOrder=desc&perPage=2'), ['5', '4'])
  })
})

t.test('what GET /api/cases/_find refuses', async t => {
  const kibana = await testServer(t)
  const tooMany = Array.from({ length: 101 }, (_, number) => `t${number}`)
  const list = JSON.stringify(tooMany)
  const tooLong = (field: string) => `The length of the field ${field} is too long. Array must be of length <= 100.,Invalid value "${list}" supplied to "${field}"`
  const many = (field: string) => tooMany.map(value => `${field}=${value}`).join('&')

  // Source: Kibana's cases_api_integration tests cases/find_cases.ts, and the codec of the request run with io-ts
  const refused: [query: string, message: string][] = [
    ['perPage=101', 'The provided perPage value is too high. The maximum allowed perPage value is 100.'],
    ['page=101&perPage=100', 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'],
    ['page=10001', 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'],
    ['perPage=true', 'Invalid value "true" supplied to "perPage",cannot parse to a number'],
    ['page=abc', 'Invalid value "abc" supplied to "page",cannot parse to a number'],
    ['page=', refusedByElasticsearch('[from] parameter cannot be negative but was [-20]')],
    ['page=1&page=2', 'Invalid value "["1","2"]" supplied to "page"'],
    ['status=bad', 'Invalid value "bad" supplied to "status"'],
    ['status=open&status=bad', 'Invalid value "["open","bad"]" supplied to "status",Invalid value "bad" supplied to "status"'],
    ['severity=bad', 'Invalid value "bad" supplied to "severity"'],
    ['sortField=foobar', 'Invalid value "foobar" supplied to "sortField"'],
    ['sortOrder=up', 'Invalid value "up" supplied to "sortOrder"'],
    ['defaultSearchOperator=and', 'Invalid value "and" supplied to "defaultSearchOperator"'],
    ['searchFields=foobar', 'Invalid value "foobar" supplied to "searchFields"'],
    ['searchFields=title&searchFields=foobar', 'Invalid value "foobar" supplied to "searchFields",Invalid value "["title","foobar"]" supplied to "searchFields"'],
    ['search=a&search=b', 'Invalid value "["a","b"]" supplied to "search"'],
    ['from=a&from=b', 'Invalid value "["a","b"]" supplied to "from"'],
    [many('tags'), tooLong('tags')],
    [many('category'), tooLong('category')],
    [many('reporters'), tooLong('reporters')],
    [many('assignees'), tooLong('assignees')],
    ['customFields=x', 'Invalid value "x" supplied to "customFields"'],
    ['foo=1', 'invalid keys "foo"'],
    ['foo=1&foo=2', 'invalid keys "foo,["1","2"]"'],
    ['filter=x', 'invalid keys "filter"'],
    ['fields=title', 'invalid keys "fields"'],
    ['namespaces=*', 'invalid keys "namespaces"'],
    ['rootSearchFields=_id', 'invalid keys "rootSearchFields"'],
    ['customFields%5Bk%5D=v', 'invalid keys "customFields[k]"'],
    ['__proto__=1', 'invalid keys "__proto__"'],
    ['perPage=101&foo=1&status=bad', 'Invalid value "bad" supplied to "status",The provided perPage value is too high. The maximum allowed perPage value is 100.'],
    // Rejected by Kibana's query parser, then by Elasticsearch
    ['from=', 'Invalid "from" and/or "to" query parameters'],
    ['from=%20', 'Invalid "from" and/or "to" query parameters'],
    ['from=&to=yesterday', 'Invalid "from" and/or "to" query parameters'],
    ['from=yesterday', refusedDate('yesterday')],
    ['from=2025-01-01&to=2025-02-30', refusedDate('2025-02-30')],
    ['to=2024-01-01%2000:00:00', refusedDate('2024-01-01 00:00:00')],
    ['from=not%20%22a%22%20and%20(b)%20or%20*', refusedDate('not "a" and (b) or *')],
    ['page=0', refusedByElasticsearch('[from] parameter cannot be negative but was [-20]')],
    ['page=-1&perPage=5', refusedByElasticsearch('[from] parameter cannot be negative but was [-10]')],
    ['perPage=-1', refusedByElasticsearch('[size] parameter cannot be negative, found [-1]')],
    ['page=-Infinity', refusedByElasticsearch('[from] parameter cannot be negative but was [-Infinity]')],
    ['page=Infinity', 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'],
  ]
  for (const [query, message] of refused) {
    t.test(query.slice(0, 60), async t => {
      const { status, body } = await find(kibana, query)
      t.equal(status, 400)
      t.strictSame(body, errorBody(400, message))
    })
  }

  for (const query of ['page=10000', 'page=100&perPage=100', many('tags').replace('tags=t0&', ''), 'owner=&search=', 'from=now']) {
    t.test(`but not ${query.slice(0, 60)}`, async t => {
      t.equal((await find(kibana, query)).status, 200)
    })
  }

  t.test('a space that does not exist comes first', async t => {
    t.strictSame((await call(kibana, 'GET', '/s/nope/api/cases/_find?foo=1')).body, errorBody(404, 'Saved object [space/nope] not found'))
  })
})
