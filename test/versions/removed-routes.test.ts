import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, refusedDate } from '../helpers/cases.js'
import { send } from '../helpers/configure.js'
import { scopeOf } from '../helpers/scope.js'

const KIBANA_8 = { kibanaVersion: '8.19.0' }
const elastic = { username: 'elastic', full_name: null, email: null }
const DEPRECATED = '299 Kibana-8.19.0 "Deprecated endpoint"'

/** Attachments of a case: two comments, and two alerts in one. */
async function attach (kibana: RunningServer, caseId: string) {
  const { kibana: { store }, space } = await scopeOf(kibana)
  const stamps = {
    created_at: '2025-06-01T10:00:00.000Z',
    created_by: elastic,
    pushed_at: null,
    pushed_by: null,
    updated_at: null,
    updated_by: null,
    owner: 'cases',
  }
  const contents = [
    { type: 'user', comment: 'one', ...stamps },
    { type: 'alert', alertId: ['a', 'a'], index: ['i', 'i'], rule: { id: null, name: null }, ...stamps },
    { type: 'user', comment: 'two', ...stamps },
  ] as const
  return contents.map((attributes, index) => {
    const {
      id, version,
    } = store.create('cases-comments', { id: `comment-${index}`, space, caseId, attributes: structuredClone(attributes) as never })
    return { id, version, ...attributes }
  })
}

t.test('GET /api/cases/{case_id} of Kibana 8', async t => {
  t.test('returns all attachments and counts user comments, unless includeComments is false', async t => {
    const kibana = await testServer(t, KIBANA_8)
    const made = await createCase(kibana)
    const comments = await attach(kibana, made.id)
    const url = `/api/cases/${made.id}`
    const plain = await call(kibana, 'GET', url)
    t.strictSame(plain.body, { ...made, comments, totalComment: 2, totalAlerts: 2 })
    t.strictSame([plain.status, plain.headers.warning, plain.headers['elastic-api-version']], [200, undefined, '2023-10-31'])

    const included = await call(kibana, 'GET', `${url}?includeComments=true`)
    t.strictSame(included.body, plain.body)
    t.equal(included.headers.warning, '299 Kibana-8.19.0 "Deprecated query parameter includeComments"')
    const without = await call(kibana, 'GET', `${url}?includeComments=false`)
    t.strictSame(without.body, { ...made, comments: [], totalComment: 0, totalAlerts: 0 })
  })

  t.test('refuses other parameters before it checks the space, and unknown cases', async t => {
    const kibana = await testServer(t, KIBANA_8)
    t.strictSame((await call(kibana, 'GET', '/s/nope/api/cases/x?includeComments=maybe')).body, errorBody(
      400, '[request query.includeComments]: expected value of type [boolean] but got [string]',
    ))
    t.match((await call(kibana, 'GET', '/s/nope/api/cases/x?foo=1')).body, { statusCode: 400, message: /^\[request query\.foo\]: / })
    t.strictSame((await call(kibana, 'GET', '/s/nope/api/cases/x')).body, errorBody(404, 'Saved object [space/nope] not found'))
    t.strictSame((await call(kibana, 'GET', '/api/cases/x')).body, errorBody(404, 'Saved object [cases/x] not found'))
  })
})

t.test('GET /api/cases/status of Kibana 8', async t => {
  t.test('counts cases by status, for owners and between times', async t => {
    const kibana = await testServer(t, KIBANA_8)
    for (const [
      owner, status,
    ] of [['cases', 'open'], ['cases', 'closed'], ['observability', 'in-progress'], ['cases', 'closed']] as const) {
      const { id, version } = await createCase(kibana, { owner })
      if (status !== 'open') await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status }] })
      kibana.clock.advance(3_600_000)
    }
    const counts = async (query: string) => {
      const { status, body, headers } = await call(kibana, 'GET', `/api/cases/status${query}`)
      t.strictSame([status, headers.warning], [200, DEPRECATED])
      return body
    }
    t.strictSame(await counts(''), { count_open_cases: 1, count_in_progress_cases: 1, count_closed_cases: 2 })
    t.strictSame(await counts('?owner=cases'), { count_open_cases: 1, count_in_progress_cases: 0, count_closed_cases: 2 })
    t.strictSame(await counts('?owner=observability&owner=nobody'), {
      count_open_cases: 0, count_in_progress_cases: 1, count_closed_cases: 0,
    })
    t.strictSame(await counts('?from=2025-06-01T11:00:00.000Z&to=now-2h'), {
      count_open_cases: 0, count_in_progress_cases: 1, count_closed_cases: 1,
    })
    t.strictSame(await counts('?to=2025-05-31'), { count_open_cases: 0, count_in_progress_cases: 0, count_closed_cases: 0 })
  })

  t.test('refuses other parameters and invalid dates', async t => {
    const kibana = await testServer(t, KIBANA_8)
    const refused = await call(kibana, 'GET', '/api/cases/status?foo=1')
    t.strictSame([refused.body, refused.headers.warning], [errorBody(400, 'invalid keys "foo"'), undefined])
    t.strictSame((await call(kibana, 'GET', '/api/cases/status?to=soon')).body, errorBody(400, refusedDate('soon')))
    t.strictSame((await call(kibana, 'GET', '/api/cases/status?to=')).body, errorBody(400, 'Invalid "from" and/or "to" query parameters'))
  })
})

t.test('GET /api/cases/{case_id}/comments of Kibana 8', async t => {
  const kibana = await testServer(t, KIBANA_8)
  const { id } = await createCase(kibana)
  const comments = await attach(kibana, id)
  const { status, body, headers } = await call(kibana, 'GET', `/api/cases/${id}/comments`)
  t.strictSame([status, body, headers.warning], [200, comments, DEPRECATED])
  t.strictSame((await call(kibana, 'GET', '/api/cases/nope/comments')).body, [], 'an unknown case has none')
})

t.test('GET /api/cases/{case_id}/user_actions of Kibana 8', async t => {
  const kibana = await testServer(t, KIBANA_8)
  const { id, version } = await createCase(kibana)
  await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, title: 'New' }] })
  const found = (await call(kibana, 'GET', `/api/cases/${id}/user_actions/_find`)).body.userActions
  const { status, body, headers } = await call(kibana, 'GET', `/api/cases/${id}/user_actions`)
  t.strictSame([status, headers.warning], [200, DEPRECATED])
  t.strictSame(body, found.map(({ id: action_id, version, ...rest }: { id: string, version: string }) => ({
    ...rest, action_id, case_id: id,
  })))
  t.equal(body.length, 2)
  t.strictSame((await call(kibana, 'GET', '/api/cases/nope/user_actions')).body, [], 'an unknown case has none')
  const nowhere = await call(kibana, 'GET', `/s/nope/api/cases/${id}/user_actions`)
  t.strictSame([nowhere.status, nowhere.headers.warning], [404, undefined])
})

t.test('other differences of Kibana 8', async t => {
  const kibana = await testServer(t, KIBANA_8)
  const { id } = await createCase(kibana)
  const stale = await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version: 'stale', title: 'x' }] })
  t.strictSame(stale.body, errorBody(409, `These cases ${id} has been updated. Please refresh before saving additional updates.`))
  t.equal((await call(kibana, 'GET', `/internal/cases/${id}/user_actions/_stats`)).status, 200, 'internal routes need no header')
})

t.test('Kibana 9 has none of the removed routes', async t => {
  const kibana = await testServer(t)
  const { id, version } = await createCase(kibana)
  await attach(kibana, id)
  t.strictSame((await call(kibana, 'GET', '/api/cases/status')).body, errorBody(404, 'Saved object [cases/status] not found'))
  for (const path of ['comments', 'user_actions']) {
    const { status, body, headers } = await call(kibana, 'GET', `/api/cases/${id}/${path}`)
    t.strictSame([status, body, headers.warning], [404, errorBody(404, 'Not Found'), undefined])
  }
  const found = await call(kibana, 'GET', `/api/cases/${id}?includeComments=maybe`)
  t.strictSame([found.status, found.headers.warning, 'comments' in found.body], [200, undefined, false])
  const stale = await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version: `${version}x`, title: 'x' }] })
  t.strictSame(stale.body, errorBody(409, `These cases ${id} has been updated. Please refresh before saving additional updates.`))
  t.equal((await call(kibana, 'GET', `/internal/cases/${id}/user_actions/_stats`)).status, 400)
  t.equal((await send(kibana, 'GET', `/internal/cases/${id}/user_actions/_stats`)).status, 200)
})
