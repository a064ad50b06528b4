import t from 'tap'
import { testServer } from '../../helpers/app.js'
import { attach } from '../../helpers/attachments.js'
import { call, createCase, errorBody, newCase, updateCase } from '../../helpers/cases.js'
import { basic } from '../../helpers/security.js'
import { find, fourCases, titles } from './four-cases.js'

t.test('GET /api/cases/_find', async t => {
  t.test('returns no cases from an empty store', async t => {
    const { body, status, headers } = await find(await testServer(t))
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    t.strictSame(body, {
      page: 1, per_page: 20, total: 0, cases: [], count_open_cases: 0, count_in_progress_cases: 0, count_closed_cases: 0,
    })
  })

  t.test('returns complete cases with the number of comments, but without the comments', async t => {
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
  const kibana = await testServer(t)
  await fourCases(kibana)
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
    // Both bounds are inclusive
    ['from=2025-06-01T11:00:00.000Z', ['A', 'a', 'B']],
    ['from=2025-06-01T11:00:00.001Z', ['a', 'B']],
    ['to=2025-06-01T11:00:00.000Z', ['b', 'A']],
    ['from=2025-06-01T11:00:00.000Z&to=2025-06-01T12:00:00.000Z', ['A', 'a']],
    // A date without a time as upper bound means the end of that day
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

  t.test('accepts reporters by profile', async t => {
    const kibana = await testServer(t, { security: { users: { ann: { password: 'ann', roles: ['superuser'], profile_uid: 'u_ann' } } } })
    const headers = { authorization: basic('ann') }
    await call(kibana, 'POST', '/api/cases', newCase, headers)
    t.equal((await call(kibana, 'GET', '/api/cases/_find?reporters=u_ann', undefined, headers)).body.total, 1)
    t.equal((await call(kibana, 'GET', '/api/cases/_find?reporters=ann&reporters=u_ann', undefined, headers)).body.total, 1)
    t.equal((await call(kibana, 'GET', '/api/cases/_find?reporters=u_bob', undefined, headers)).body.total, 0)
  })

  // Source: Kibana's cases_api_integration tests cases/find_cases.ts
  t.test('the counts per status respect every filter except status and search', async t => {
    const counts = async (query: string) => {
      const { body } = await find(kibana, query)
      return {
        total: body.total, open: body.count_open_cases, inProgress: body.count_in_progress_cases, closed: body.count_closed_cases,
      }
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

  t.test('an updated case is found by its new values', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana, { title: 'x', tags: ['before'], category: 'c' })
    const { body: [updated] } = await updateCase(kibana, (await find(kibana)).body.cases[0], {
      tags: ['after'], category: null, assignees: [{ uid: 'u' }], severity: 'high',
    })
    t.equal(updated.id, id)
    for (const query of ['tags=before', 'category=c', 'assignees=none', 'severity=low']) {
      t.strictSame(await titles(kibana, query), [], query)
    }
    for (const query of ['tags=after', 'assignees=u', 'severity=high']) t.strictSame(await titles(kibana, query), ['x'], query)
  })
})
