import t from 'tap'
import type { UserActionDraft } from '../../src/cases/record-activity.js'
import { testServer } from '../helpers/app.js'
import { createCase, errorBody, newCase, refusedByElasticsearch } from '../helpers/cases.js'
import { send } from '../helpers/configure.js'
import { comment, elastic, find, record } from './steps.js'

t.test('GET /api/cases/{case_id}/user_actions/_find', async t => {
  t.test('returns complete user actions', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { status, body, headers } = await find(kibana, id)
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    const [{ id: actionId, version }] = body.userActions
    t.match(actionId, /^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    t.strictSame(body, {
      userActions: [{
        id: actionId,
        version,
        type: 'create_case',
        action: 'create',
        created_at: '2025-06-01T10:00:00.000Z',
        created_by: elastic,
        owner: 'cases',
        comment_id: null,
        payload: { ...newCase, status: 'open', severity: 'low', assignees: [], category: null, customFields: [] },
      }],
      page: 1,
      perPage: 20,
      total: 1,
    })
  })

  t.test('filters by types and by groups of types', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await record(kibana, id, [
      { type: 'title', action: 'update', payload: { title: 'b' } },
      comment('user'),
      comment('user', 'update'),
      comment('alert'),
      comment('alert', 'delete'),
      comment('actions'),
      comment('persistableState'),
      comment('externalReference'),
      { type: 'pushed', action: 'push_to_service', payload: { externalService: {} } },
    ])
    const kinds = async (query: string) => (await find(kibana, id, query)).body.userActions
      .map(({ type, payload }: UserActionDraft) => type === 'comment' ? (payload.comment as { type: string }).type : type)
    const all = ['create_case', 'title', 'user', 'user', 'alert', 'alert', 'actions', 'persistableState', 'externalReference', 'pushed']
    t.strictSame(await kinds(''), all)
    t.strictSame(await kinds('?types=comment'), all.slice(2, -1))
    t.strictSame(await kinds('?types=action'), all.filter(kind => kind !== 'user'))
    t.strictSame(await kinds('?types=alert'), ['alert', 'alert'])
    t.strictSame(await kinds('?types=user'), ['user', 'user'], 'whatever was done to them')
    t.strictSame(await kinds('?types=attachment'), ['persistableState', 'externalReference'])
    t.strictSame(await kinds('?types=title&types=pushed&types=alert'), ['title', 'alert', 'alert', 'pushed'])
    t.strictSame(await kinds('?types=delete_case'), [])
  })

  t.test('returns pages, oldest or newest first; actions with equal times stay in recording order', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    for (let moment = 0; moment < 3; moment++) {
      kibana.clock.advance(1000)
      await record(kibana, id, ['a', 'b'].map(name => ({ type: 'title', action: 'update', payload: { title: `${name}${moment}` } })))
    }
    const titles = async (query: string) => {
      const { body } = await find(kibana, id, `?types=title${query}`)
      return [body.page, body.perPage, body.total, body.userActions.map(({ payload }: UserActionDraft) => payload.title).join(' ')]
    }
    t.strictSame(await titles(''), [1, 20, 6, 'a0 b0 a1 b1 a2 b2'])
    t.strictSame(await titles('&sortOrder=asc&perPage=4'), [1, 4, 6, 'a0 b0 a1 b1'])
    t.strictSame(await titles('&page=2&perPage=4'), [2, 4, 6, 'a2 b2'])
    t.strictSame(await titles('&page=3&perPage=4'), [3, 4, 6, ''])
    t.strictSame(await titles('&sortOrder=desc'), [1, 20, 6, 'a2 b2 a1 b1 a0 b0'])
    t.strictSame(await titles('&sortOrder=desc&perPage=3&page=2'), [2, 3, 6, 'b1 a0 b0'])
  })

  t.test('refuses what Kibana refuses, with its messages', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const tooMany = 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'
    const cases: [query: string, message: string][] = [
      ['types=invalid-type', 'Invalid value "invalid-type" supplied to "types"'],
      ['types=', 'Invalid value "" supplied to "types"'],
      ['types=title&types=a&types=b', 'Invalid value "a" supplied to "types",Invalid value "b" supplied to "types"'],
      ['types=__proto__', 'Invalid value "__proto__" supplied to "types"'],
      ['perPage=101', 'The provided perPage value is too high. The maximum allowed perPage value is 100.'],
      ['page=209&perPage=100', tooMany],
      ['page=10001', tooMany],
      ['sortOrder=up', 'Invalid value "up" supplied to "sortOrder"'],
      ['perPage=x', 'Invalid value "x" supplied to "perPage",cannot parse to a number'],
      ['page=1&page=2', 'Invalid value "["1","2"]" supplied to "page"'],
      ['page=0', refusedByElasticsearch('[from] parameter cannot be negative but was [-20]')],
      ['page=-1&perPage=10', refusedByElasticsearch('[from] parameter cannot be negative but was [-20]')],
      ['perPage=-1', refusedByElasticsearch('[size] parameter cannot be negative, found [-1]')],
      ['foo=1', 'invalid keys "foo"'],
      ['types=a&sortOrder=b&page=c&foo=1',
        'Invalid value "a" supplied to "types",Invalid value "b" supplied to "sortOrder",Invalid value "c" supplied to "page",cannot ' +
          'parse to a number'],
    ]
    for (const [query, message] of cases) t.strictSame((await find(kibana, id, `?${query}`)).body, errorBody(400, message), query)
    t.strictSame(
      (await find(kibana, 'nope', '?types=x')).body, errorBody(400, 'Invalid value "x" supplied to "types"'), 'for an unknown case too',
    )
    t.strictSame((await find(kibana, 'nope')).body, errorBody(404, 'Saved object [cases/nope] not found'))
    t.strictSame((await send(kibana, 'GET', `/s/other/api/cases/${id}/user_actions/_find`)).body, errorBody(
      404, 'Saved object [space/other] not found',
    ))
  })
})

// Kibana's unit test uses data from January 2025, so the route predates the 9.1 branch
t.test('GET /internal/cases/{case_id}/user_actions/_find', async t => {
  t.test('adds the current attachments of the page, each once, without deleted ones', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const url = `/api/cases/${id}/comments`
    const texts = ['one', 'two', 'three']
    for (const text of texts) await send(kibana, 'POST', url, { type: 'user', comment: text, owner: 'cases' })
    const { comments: [first, second] } = (await send(kibana, 'GET', `${url}/_find`)).body
    const changed = (await send(kibana, 'PATCH', url, {
      id: first.id, version: first.version, type: 'user', comment: 'uno', owner: 'cases',
    })).body
    await send(kibana, 'DELETE', `${url}/${second.id}`)
    const internal = await send(kibana, 'GET', `/internal/cases/${id}/user_actions/_find?types=comment&perPage=100`)
    const { latestAttachments, ...found } = internal.body
    t.strictSame(found, (await find(kibana, id, '?types=comment&perPage=100')).body)
    t.equal(found.total, 5)
    t.strictSame(latestAttachments, [changed.comments[0], changed.comments[2]])
    t.strictSame((await send(kibana, 'GET', `/internal/cases/${id}/user_actions/_find?types=create_case`)).body.latestAttachments, [])
  })

  t.test('refuses what the public route refuses', async t => {
    const kibana = await testServer(t)
    t.strictSame((await send(kibana, 'GET', '/internal/cases/nope/user_actions/_find?types=x')).body, errorBody(
      400, 'Invalid value "x" supplied to "types"',
    ))
    t.strictSame(
      (await send(kibana, 'GET', '/internal/cases/nope/user_actions/_find')).body, errorBody(404, 'Saved object [cases/nope] not found'),
    )
  })
})

t.test('GET /internal/cases/{case_id}/user_actions/_stats', async t => {
  t.test('counts user actions, and those about user comments', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await record(kibana, id, [
      comment('user'), comment('user', 'delete'), comment('alert'), { type: 'tags', action: 'add', payload: { tags: ['a'] } },
    ])
    const { status, body } = await send(kibana, 'GET', `/internal/cases/${id}/user_actions/_stats`)
    t.strictSame([status, body], [200, { total: 5, total_comments: 2, total_other_actions: 3 }])
  })

  t.test('answers 404 for an unknown case', async t => {
    const kibana = await testServer(t)
    t.strictSame(
      (await send(kibana, 'GET', '/internal/cases/nope/user_actions/_stats')).body, errorBody(404, 'Saved object [cases/nope] not found'),
    )
  })
})
