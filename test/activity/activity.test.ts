import t from 'tap'
import { recordUserActions, type UserActionDraft } from '../../src/cases/record-activity.js'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, jiraConnector, newCase, refusedByElasticsearch } from '../helpers/cases.js'
import { configure, HandClock, NONE_CONNECTOR, send } from '../helpers/configure.js'
import { scopeOf } from '../helpers/scope.js'

const elastic = { username: 'elastic', full_name: null, email: null }
const find = (kibana: RunningServer, caseId: string, query = '') => send(kibana, 'GET', `/api/cases/${caseId}/user_actions/_find${query}`)
const steps = async (kibana: RunningServer, caseId: string, query = '?perPage=100') =>
  (await find(kibana, caseId, query)).body.userActions.map(({ type, action, payload }: UserActionDraft) => [type, action, payload])
/** Writes steps of activity as operations do that are long or not tested here. */
const record = async (kibana: RunningServer, caseId: string, drafts: Omit<UserActionDraft, 'caseId' | 'owner'>[]) =>
  recordUserActions(await scopeOf(kibana), drafts.map(draft => ({ caseId, owner: 'cases', ...draft })))
const comment = (type: string, action: 'create' | 'update' | 'delete' = 'create') => ({ type: 'comment' as const, action, payload: { comment: { type, owner: 'cases' } }, commentId: `${type}-1` })

t.test('GET /api/cases/{case_id}/user_actions/_find', async t => {
  t.test('answers with steps of activity, whole', async t => {
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

  t.test('returns pages, oldest or newest first; actions of the same time keep the order of recording', async t => {
    const clock = new HandClock()
    const kibana = await testServer(t, { clock })
    const { id } = await createCase(kibana)
    for (let moment = 0; moment < 3; moment++) {
      clock.tick()
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

  t.test('refuses what Kibana refuses, in its words', async t => {
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
      ['types=a&sortOrder=b&page=c&foo=1', 'Invalid value "a" supplied to "types",Invalid value "b" supplied to "sortOrder",Invalid value "c" supplied to "page",cannot parse to a number'],
    ]
    for (const [query, message] of cases) t.strictSame((await find(kibana, id, `?${query}`)).body, errorBody(400, message), query)
    t.strictSame((await find(kibana, 'nope', '?types=x')).body, errorBody(400, 'Invalid value "x" supplied to "types"'), 'for an unknown case too')
    t.strictSame((await find(kibana, 'nope')).body, errorBody(404, 'Saved object [cases/nope] not found'))
    t.strictSame((await send(kibana, 'GET', `/s/other/api/cases/${id}/user_actions/_find`)).body, errorBody(404, 'Saved object [space/other] not found'))
  })
})

// Its unit test's data is of January 2025: the route came before the branch of 9.1
t.test('GET /internal/cases/{case_id}/user_actions/_find', async t => {
  t.test('adds the attachments of the page as they are now, each once, without those that are gone', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const url = `/api/cases/${id}/comments`
    const texts = ['one', 'two', 'three']
    for (const text of texts) await send(kibana, 'POST', url, { type: 'user', comment: text, owner: 'cases' })
    const { comments: [first, second] } = (await send(kibana, 'GET', `${url}/_find`)).body
    const changed = (await send(kibana, 'PATCH', url, { id: first.id, version: first.version, type: 'user', comment: 'uno', owner: 'cases' })).body
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
    t.strictSame((await send(kibana, 'GET', '/internal/cases/nope/user_actions/_find?types=x')).body, errorBody(400, 'Invalid value "x" supplied to "types"'))
    t.strictSame((await send(kibana, 'GET', '/internal/cases/nope/user_actions/_find')).body, errorBody(404, 'Saved object [cases/nope] not found'))
  })
})

t.test('what operations on cases leave as activity', async t => {
  const patch = async (kibana: RunningServer, ...cases: object[]) => {
    const { status, body } = await call(kibana, 'PATCH', '/api/cases', { cases })
    if (status !== 200) throw new Error(body.message)
    return body
  }
  const ref = ({ id, version }: { id: string, version: string }) => ({ id, version })

  t.test('creating: the request as it was sent, neither trimmed nor filled', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields: [{ key: 'a', label: 'A', type: 'text', required: false, defaultValue: 'x' }] })
    const sent = { ...newCase, title: ' T ', description: ' D ', tags: [' t ', ' t '], category: ' c ', severity: 'high', assignees: [{ uid: '1' }, { uid: '' }, { uid: '1' }], connector: jiraConnector }
    const made = await createCase(kibana, sent)
    t.strictSame([made.title, made.tags, made.customFields.length, made.assignees.length], ['T', ['t', 't'], 1, 1])
    t.strictSame(await steps(kibana, made.id), [['create_case', 'create', { ...sent, status: 'open', assignees: [{ uid: '1' }, { uid: '1' }], customFields: [] }]])
    const plain = await createCase(kibana, { connector: { ...jiraConnector, id: 'none' } })
    t.strictSame((await steps(kibana, plain.id))[0][2].connector, { ...jiraConnector, id: 'none' })
  })

  // Of a connector only the id is taken out into a reference, and put back as `none` without one: services/user_actions/transform.ts.
  // The fields of a decoded PATCH come in the order of CasePatchRequestRt's parts, since io-ts lays them down part by part: `status` is
  // in the second (common/types/api/case/v1.ts)
  const changes: [name: string, change: object, steps: unknown[]][] = [
    ['the title, trimmed', { title: ' New ' }, [['title', 'update', { title: 'New' }]]],
    ['a blank more around the title', { title: ' Super Bad Security Issue ' }, [['title', 'update', { title: 'Super Bad Security Issue' }]]],
    ['the description', { description: ' d ' }, [['description', 'update', { description: 'd' }]]],
    ['the severity', { severity: 'low' }, [['severity', 'update', { severity: 'low' }]]],
    ['the status', { status: 'closed' }, [['status', 'update', { status: 'closed' }]]],
    ['the category, set', { category: ' c ' }, [['category', 'update', { category: 'c' }]]],
    ['the category, cleared', { category: null }, [['category', 'update', { category: null }]]],
    ['the settings', { settings: { syncAlerts: false } }, [['settings', 'update', { settings: { syncAlerts: false } }]]],
    ['the connector', { connector: jiraConnector }, [['connector', 'update', { connector: jiraConnector }]]],
    ['the connector, to one with the id none', { connector: { ...jiraConnector, id: 'none' } }, [['connector', 'update', { connector: { ...jiraConnector, id: 'none' } }]]],
    ['the connector, to one with an empty id', { connector: { ...jiraConnector, id: '' } }, [['connector', 'update', { connector: { ...jiraConnector, id: 'none' } }]]],
    ['tags added', { tags: ['defacement', 'b', ' c '] }, [['tags', 'add', { tags: ['b', 'c'] }]]],
    ['tags removed', { tags: [] }, [['tags', 'delete', { tags: ['defacement'] }]]],
    ['tags added and removed', { tags: ['b'] }, [['tags', 'add', { tags: ['b'] }], ['tags', 'delete', { tags: ['defacement'] }]]],
    ['tags that differ in blanks only: none', { tags: [' defacement'] }, []],
    ['assignees added and removed', { assignees: [{ uid: '2' }, { uid: '3' }, { uid: '3' }] }, [['assignees', 'add', { assignees: [{ uid: '2' }, { uid: '3' }] }], ['assignees', 'delete', { assignees: [{ uid: '1' }] }]]],
    ['assignees removed', { assignees: [] }, [['assignees', 'delete', { assignees: [{ uid: '1' }] }]]],
    [
      'several fields: in the order of the request, then the status, assignees last',
      { assignees: [{ uid: '1' }, { uid: '2' }], status: 'in-progress', title: 'T', tags: [] },
      [['title', 'update', { title: 'T' }], ['tags', 'delete', { tags: ['defacement'] }], ['status', 'update', { status: 'in-progress' }], ['assignees', 'add', { assignees: [{ uid: '2' }] }]],
    ],
    ['an unchanged field beside a changed one: the changed one', { severity: 'medium', title: 'T' }, [['title', 'update', { title: 'T' }]]],
  ]
  t.test('updating:', async t => {
    const kibana = await testServer(t)
    for (const [name, change, expected] of changes) {
      const made = await createCase(kibana, { assignees: [{ uid: '1' }], severity: 'medium', category: 'first' })
      await patch(kibana, { ...ref(made), ...change })
      t.strictSame((await steps(kibana, made.id)).slice(1), expected, name)
    }
  })

  t.test('custom fields: one step for each that changed', async t => {
    const kibana = await testServer(t)
    const field = (key: string, changes: object = {}) => ({ key, label: key, type: 'text', required: false, ...changes })
    await configure(kibana, { customFields: [field('a'), field('b', { defaultValue: 'd' }), field('c', { type: 'number' })] })
    const made = await createCase(kibana, { customFields: [{ key: 'a', type: 'text', value: '1' }, { key: 'b', type: 'text', value: '1' }] })
    const step = (key: string, value: unknown, type = 'text') => ['customFields', 'update', { customFields: [{ key, type, value }] }]
    const [first] = await patch(kibana, { ...ref(made), customFields: [{ key: 'c', type: 'number', value: 5 }, { key: 'a', type: 'text', value: null }] })
    t.strictSame((await steps(kibana, made.id)).slice(1), [step('c', 5, 'number'), step('a', null), step('b', 'd')], 'set, cleared, reset')
    await patch(kibana, { ...ref(first), customFields: [{ key: 'a', type: 'text', value: '2' }, { key: 'c', type: 'number', value: 5 }] })
    t.strictSame((await steps(kibana, made.id)).slice(4), [step('a', '2')], 'only what changed')
  })

  t.test('custom fields that were not there: no step for those that are null', async t => {
    const kibana = await testServer(t)
    const made = await createCase(kibana)
    await configure(kibana, { customFields: ['a', 'b'].map(key => ({ key, label: key, type: 'text', required: false })) })
    await patch(kibana, { ...ref(made), customFields: [{ key: 'a', type: 'text', value: '1' }] })
    t.strictSame((await steps(kibana, made.id)).slice(1), [['customFields', 'update', { customFields: [{ key: 'a', type: 'text', value: '1' }] }]])
  })

  t.test('several cases: each its own, recorded case by case, in one moment, by the caller', async t => {
    const clock = new HandClock()
    const kibana = await testServer(t, { clock })
    const [one, two] = [await createCase(kibana), await createCase(kibana, { owner: 'observability' })]
    clock.tick()
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ ...ref(two), title: 'b', status: 'closed' }, { ...ref(one), title: 'a' }] }, { authorization: `Basic ${btoa('ann:x')}` })
    t.strictSame((await steps(kibana, one.id)).slice(1), [['title', 'update', { title: 'a' }]])
    t.strictSame((await steps(kibana, two.id)).slice(1), [['title', 'update', { title: 'b' }], ['status', 'update', { status: 'closed' }]])
    const actions = (await find(kibana, two.id)).body.userActions.slice(1).concat((await find(kibana, one.id)).body.userActions.slice(1))
    for (const action of actions) t.strictSame([action.created_at, action.created_by], ['2025-06-01T10:00:01.000Z', { ...elastic, username: 'ann' }])
    const numbers = actions.map(({ version }: { version: string }) => JSON.parse(atob(version))[0])
    t.strictSame(numbers, numbers.toSorted((a: number, b: number) => a - b))
  })

  t.test('a case that was sent twice: the steps of its last entry, in the place of its first', async t => {
    // buildUserActions (cases/server/services/user_actions/operations/create.ts) collects them under the id of the case, so that a later
    // entry takes the place of an earlier one, though the earlier one is what gets written. `cases.md` §3.4 derives that both are recorded
    const kibana = await testServer(t)
    const [one, two] = [await createCase(kibana), await createCase(kibana)]
    await patch(kibana, { ...ref(one), title: 'first' }, { ...ref(two), title: 'other' }, { ...ref(one), severity: 'high' })
    t.strictSame((await steps(kibana, one.id)).slice(1), [['severity', 'update', { severity: 'high' }]])
    t.strictSame((await steps(kibana, two.id)).slice(1), [['title', 'update', { title: 'other' }]])
    const numberOf = async ({ id }: { id: string }) => JSON.parse(atob((await find(kibana, id)).body.userActions.at(-1).version))[0]
    t.ok(await numberOf(one) < await numberOf(two))
  })

  const connectors = { 'jira-1': { name: 'Live Jira', actionTypeId: '.jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' }, secrets: { email: 'a@example.com', apiToken: 't' } } }
  t.test('pushing: that the case was pushed, where; before it that it was closed, if pushing closes', async t => {
    const clock = new HandClock()
    const kibana = await testServer(t, { clock, connectors })
    await configure(kibana, { closure_type: 'close-by-pushing' })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    clock.tick()
    const { body } = await send(kibana, 'POST', `/api/cases/${id}/connector/jira-1/_push`)
    const externalService = body.external_service
    t.match(externalService, { connector_id: 'jira-1', connector_name: 'Live Jira', pushed_at: '2025-06-01T10:00:01.000Z' })
    t.strictSame((await steps(kibana, id)).slice(1), [['status', 'update', { status: 'closed' }], ['pushed', 'push_to_service', { externalService }]])
    t.strictSame((await send(kibana, 'GET', `/internal/cases/${id}/_connectors`)).body, {
      'jira-1': {
        ...jiraConnector,
        name: 'Live Jira',
        push: { needsToBePushed: false, hasBeenPushed: true, details: { latestUserActionPushDate: '2025-06-01T10:00:01.000Z', oldestUserActionPushDate: '2025-06-01T10:00:01.000Z', externalService } },
      },
    })
  })

  t.test('commenting: the comment as it was sent, and whose', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const url = `/api/cases/${id}/comments`
    const { body: { comments: [{ id: commentId, version }] } } = await send(kibana, 'POST', url, { type: 'user', comment: ' Hi ', owner: 'cases' })
    await send(kibana, 'PATCH', url, { id: commentId, version, type: 'user', comment: 'Ho', owner: 'cases' })
    await send(kibana, 'DELETE', `${url}/${commentId}`)
    const { body: { userActions } } = await find(kibana, id, '?types=user')
    t.strictSame(userActions.map(({ action, payload, comment_id }: { action: string, payload: object, comment_id: string }) => [action, payload, comment_id]), [
      ['create', { comment: { type: 'user', comment: ' Hi ', owner: 'cases' } }, commentId],
      ['update', { comment: { type: 'user', comment: 'Ho', owner: 'cases' } }, commentId],
      ['delete', { comment: { type: 'user', comment: 'Ho', owner: 'cases' } }, commentId],
    ])
  })

  t.test('nothing when nothing changes', async t => {
    const kibana = await testServer(t)
    const made = await createCase(kibana)
    t.equal((await call(kibana, 'PATCH', '/api/cases', { cases: [{ ...ref(made), title: newCase.title }] })).status, 406)
    t.equal((await find(kibana, made.id)).body.total, 1)
  })

  t.test('a case has room for 10,000 steps; the two kinds of write spell it differently', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields: [{ key: 'a', label: 'a', type: 'text', required: false }] })
    const [full, other] = [await createCase(kibana), await createCase(kibana)]
    await record(kibana, full.id, Array.from({ length: 9998 }, () => ({ type: 'title' as const, action: 'update' as const, payload: { title: 'x' } })))
    const refused = await call(kibana, 'PATCH', '/api/cases', { cases: [{ ...ref(other), title: 'a' }, { ...ref(full), title: 'a', status: 'closed' }] })
    t.strictSame([refused.status, refused.body], [400, errorBody(400, `The case with case id ${full.id} has reached the limit of 10000 user actions.`)])
    t.equal((await find(kibana, other.id)).body.total, 1, 'no case is updated')
    const [last] = await patch(kibana, { ...ref(full), title: 'a' })
    t.equal((await find(kibana, full.id)).body.total, 10_000)
    const replaced = await send(kibana, 'PUT', `/internal/cases/${full.id}/custom_fields/a`, { value: 'x', caseVersion: last.version })
    t.strictSame([replaced.status, replaced.body], [400, errorBody(400, `The case with id ${full.id} has reached the limit of 10000 user actions.`)])
    t.equal((await find(kibana, full.id)).body.total, 10_000)
  })
})

t.test('GET /internal/cases/{case_id}/user_actions/_stats', async t => {
  t.test('counts steps, and those about user comments', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await record(kibana, id, [comment('user'), comment('user', 'delete'), comment('alert'), { type: 'tags', action: 'add', payload: { tags: ['a'] } }])
    const { status, body } = await send(kibana, 'GET', `/internal/cases/${id}/user_actions/_stats`)
    t.strictSame([status, body], [200, { total: 5, total_comments: 2, total_other_actions: 3 }])
  })

  t.test('answers 404 for an unknown case', async t => {
    const kibana = await testServer(t)
    t.strictSame((await send(kibana, 'GET', '/internal/cases/nope/user_actions/_stats')).body, errorBody(404, 'Saved object [cases/nope] not found'))
  })
})

t.test('GET /internal/cases/{case_id}/_users', async t => {
  const as = (username: string) => ({ authorization: `Basic ${btoa(`${username}:x`)}` })
  const user = (username: string | null) => ({ user: { email: null, full_name: null, username } })
  const uid = (id: string) => ({ ...user(null), uid: id })

  t.test('returns participants, current and former assignees, and the creator', async t => {
    const clock = new HandClock()
    const kibana = await testServer(t, { clock })
    const { id, version } = (await call(kibana, 'POST', '/api/cases', { ...newCase, assignees: [{ uid: 'z' }, { uid: 'b' }] }, as('zoe'))).body
    clock.tick()
    const { body } = await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, assignees: [{ uid: 'c' }] }] }, as('ann'))
    clock.tick()
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version: body[0].version, title: 'x' }] }, as('zoe'))
    const { status, body: users } = await send(kibana, 'GET', `/internal/cases/${id}/_users`)
    t.strictSame([status, users], [200, {
      participants: [user('ann'), user('zoe')],
      assignees: [uid('c')],
      unassignedUsers: [uid('b'), uid('z')],
      reporter: user('zoe'),
    }])
  })

  t.test('takes the data of a user from their latest step, and counts missing users as one', async t => {
    const clock = new HandClock()
    const kibana = await testServer(t, { clock })
    const { id } = await createCase(kibana, { assignees: [{ uid: 'u_bob' }] })
    const scope = await scopeOf(kibana)
    const step = { caseId: id, owner: 'cases', type: 'title', action: 'update', payload: { title: 'x' } } as const
    const write = (user: object) => {
      clock.tick()
      recordUserActions({ ...scope, user: { ...elastic, ...user } }, [step])
    }
    write({ username: 'bob', full_name: 'Bob' })
    write({ username: 'bob', full_name: 'Robert', email: 'bob@example.com', profile_uid: 'u_bob' })
    write({ username: null })
    write({ username: null, email: 'x@example.com' })
    const kibanaAssigned = await send(kibana, 'GET', `/internal/cases/${id}/_users`)
    t.strictSame(kibanaAssigned.body, {
      participants: [
        { user: { email: 'x@example.com', full_name: null, username: null } },
        { user: { email: 'bob@example.com', full_name: 'Robert', username: 'bob' }, uid: 'u_bob' },
        user('elastic'),
      ],
      assignees: [uid('u_bob')],
      unassignedUsers: [],
      reporter: user('elastic'),
    })
  })

  t.test('answers 404 for an unknown case', async t => {
    const kibana = await testServer(t)
    t.strictSame((await send(kibana, 'GET', '/internal/cases/nope/_users')).body, errorBody(404, 'Saved object [cases/nope] not found'))
  })
})

t.test('GET /internal/cases/{case_id}/_connectors', async t => {
  const webhook = { id: 'hook-1', name: 'Hook', type: '.cases-webhook', fields: null }
  const connectors = async (kibana: RunningServer, id: string) => (await send(kibana, 'GET', `/internal/cases/${id}/_connectors`)).body
  const externalService = (connector_id: string) => ({ connector_id, connector_name: 'Any', external_id: '1', external_title: 'T', external_url: 'http://x', pushed_at: '2025-06-01T10:00:00.000Z', pushed_by: elastic })
  const pushed = (id: string) => ({ type: 'pushed' as const, action: 'push_to_service' as const, payload: { externalService: externalService(id) } })
  const choose = (connector: object) => ({ type: 'connector' as const, action: 'update' as const, payload: { connector } })
  const change = (type: 'title' | 'status' | 'severity' | 'tags' | 'category') => ({ type, action: 'update' as const, payload: { [type]: 'x' } })
  const preconfigured = { 'jira-1': { name: 'Live Jira', actionTypeId: '.jira' }, 'hook-1': { name: 'Live Hook', actionTypeId: '.cases-webhook' } }

  t.test('is empty for a case without connectors, and for an unknown case', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    t.strictSame(await connectors(kibana, id), {})
    t.strictSame(await connectors(kibana, 'nope'), {})
  })

  t.test('returns the connector of the creation, not pushed yet, with its current name', async t => {
    const kibana = await testServer(t, { connectors: preconfigured })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    t.strictSame(await connectors(kibana, id), { 'jira-1': { ...jiraConnector, name: 'Live Jira', push: { needsToBePushed: true, hasBeenPushed: false } } })
  })

  t.test('takes fields from the latest choice, and the logged names when one connector is gone', async t => {
    const clock = new HandClock()
    const kibana = await testServer(t, { clock, connectors: preconfigured })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    const later = { ...jiraConnector, fields: { issueType: '1', priority: 'High', parent: null } }
    for (const connector of [{ ...webhook, id: 'gone' }, later, NONE_CONNECTOR]) {
      clock.tick()
      await record(kibana, id, [choose(connector)])
    }
    const push = { needsToBePushed: true, hasBeenPushed: false }
    t.strictSame(await connectors(kibana, id), { 'jira-1': { ...later, push }, gone: { ...webhook, id: 'gone', push } })
  })

  t.test('follows pushes and changes', async t => {
    const clock = new HandClock()
    const kibana = await testServer(t, { clock, connectors: preconfigured })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    await record(kibana, id, [choose(webhook)])
    const act = async (draft: Parameters<typeof record>[2][number]) => {
      clock.tick()
      await record(kibana, id, [draft])
      const { 'jira-1': jira, 'hook-1': hook } = await connectors(kibana, id)
      return [jira.push.needsToBePushed, hook.push.needsToBePushed]
    }
    t.strictSame(await act(pushed('jira-1')), [false, true], 'a push')
    t.strictSame(await act(pushed('hook-1')), [false, false], 'a push of the other')
    t.strictSame(await act(change('category')), [false, false], 'what is not pushed')
    t.strictSame(await act(change('severity')), [false, true], 'what only a webhook pushes')
    t.strictSame(await act(change('status')), [false, true])
    t.strictSame(await act(comment('alert')), [true, true], 'an attachment')
    t.strictSame(await act(pushed('jira-1')), [false, true])
    t.strictSame(await act(change('tags')), [true, true])
    t.strictSame(await act(pushed('jira-1')), [false, true])
    t.strictSame(await act(choose({ ...jiraConnector, fields: null })), [true, true], 'other fields than pushed')
    t.strictSame(await act(choose(jiraConnector)), [false, true], 'the fields that were pushed')
    t.strictSame((await connectors(kibana, id))['jira-1'].push, {
      needsToBePushed: false,
      hasBeenPushed: true,
      details: { latestUserActionPushDate: '2025-06-01T10:00:09.000Z', oldestUserActionPushDate: '2025-06-01T10:00:01.000Z', externalService: externalService('jira-1') },
    })
  })

  // getConnectorFieldsBeforeLatestPush asks for steps strictly before the push
  t.test('takes a push of the moment of the creation for none', async t => {
    const kibana = await testServer(t, { connectors: preconfigured })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    await record(kibana, id, [pushed('jira-1')])
    t.strictSame((await connectors(kibana, id))['jira-1'].push, { needsToBePushed: true, hasBeenPushed: false })
  })
})
