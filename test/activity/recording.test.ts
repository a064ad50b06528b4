import t from 'tap'
import type { UserActionDraft } from '../../src/cases/record-activity.js'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, jiraConnector, newCase, updateCase } from '../helpers/cases.js'
import { configure, send } from '../helpers/configure.js'
import { basic } from '../helpers/security.js'
import { elastic, find, record } from './steps.js'

const steps = async (kibana: RunningServer, caseId: string, query = '?perPage=100') =>
  (await find(kibana, caseId, query)).body.userActions.map(({ type, action, payload }: UserActionDraft) => [type, action, payload])

t.test('activity recorded by operations on cases', async t => {
  const patch = async (kibana: RunningServer, ...cases: object[]) => {
    const { status, body } = await call(kibana, 'PATCH', '/api/cases', { cases })
    if (status !== 200) throw new Error(body.message)
    return body
  }
  const ref = ({ id, version }: { id: string, version: string }) => ({ id, version })

  t.test('creating: the request as sent, neither trimmed nor completed', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields: [{ key: 'a', label: 'A', type: 'text', required: false, defaultValue: 'x' }] })
    const sent = {
      ...newCase,
      title: ' T ',
      description: ' D ',
      tags: [' t ', ' t '],
      category: ' c ',
      severity: 'high',
      assignees: [{ uid: '1' }, { uid: '' }, { uid: '1' }],
      connector: jiraConnector,
    }
    const made = await createCase(kibana, sent)
    t.strictSame([made.title, made.tags, made.customFields.length, made.assignees.length], ['T', ['t', 't'], 1, 1])
    t.strictSame(await steps(kibana, made.id), [
      ['create_case', 'create', { ...sent, status: 'open', assignees: [{ uid: '1' }, { uid: '1' }], customFields: [] }],
    ])
    const plain = await createCase(kibana, { connector: { ...jiraConnector, id: 'none' } })
    t.strictSame((await steps(kibana, plain.id))[0][2].connector, { ...jiraConnector, id: 'none' })
  })

  // Only the id of a connector becomes a reference, and is restored as `none` without one: services/user_actions/transform.ts.
  // The fields of a decoded PATCH come in the order of CasePatchRequestRt's parts, since io-ts adds them part by part: `status` is
  // in the second (common/types/api/case/v1.ts)
  const changes: [name: string, change: object, steps: unknown[]][] = [
    ['the title, trimmed', { title: ' New ' }, [['title', 'update', { title: 'New' }]]],
    ['extra spaces around the title',
      { title: ' Super Bad Security Issue ' }, [['title', 'update', { title: 'Super Bad Security Issue' }]]],
    ['the description', { description: ' d ' }, [['description', 'update', { description: 'd' }]]],
    ['the severity', { severity: 'low' }, [['severity', 'update', { severity: 'low' }]]],
    ['the status', { status: 'closed' }, [['status', 'update', { status: 'closed' }]]],
    ['the category, set', { category: ' c ' }, [['category', 'update', { category: 'c' }]]],
    ['the category, cleared', { category: null }, [['category', 'update', { category: null }]]],
    ['the settings', { settings: { syncAlerts: false } }, [['settings', 'update', { settings: { syncAlerts: false } }]]],
    ['the connector', { connector: jiraConnector }, [['connector', 'update', { connector: jiraConnector }]]],
    ['the connector, to one with the id none',
      { connector: { ...jiraConnector, id: 'none' } }, [['connector', 'update', { connector: { ...jiraConnector, id: 'none' } }]]],
    ['the connector, to one with an empty id',
      { connector: { ...jiraConnector, id: '' } }, [['connector', 'update', { connector: { ...jiraConnector, id: 'none' } }]]],
    ['tags added', { tags: ['defacement', 'b', ' c '] }, [['tags', 'add', { tags: ['b', 'c'] }]]],
    ['tags removed', { tags: [] }, [['tags', 'delete', { tags: ['defacement'] }]]],
    ['tags added and removed', { tags: ['b'] }, [['tags', 'add', { tags: ['b'] }], ['tags', 'delete', { tags: ['defacement'] }]]],
    ['tags that differ only in spaces: none', { tags: [' defacement'] }, []],
    ['assignees added and removed',
      { assignees: [{ uid: '2' }, { uid: '3' }, { uid: '3' }] },
      [['assignees', 'add', { assignees: [{ uid: '2' }, { uid: '3' }] }], ['assignees', 'delete', { assignees: [{ uid: '1' }] }]]],
    ['assignees removed', { assignees: [] }, [['assignees', 'delete', { assignees: [{ uid: '1' }] }]]],
    [
      'several fields: in the order of the request, then the status, assignees last',
      { assignees: [{ uid: '1' }, { uid: '2' }], status: 'in-progress', title: 'T', tags: [] },
      [['title', 'update', { title: 'T' }],
        ['tags', 'delete', { tags: ['defacement'] }], ['status', 'update', { status: 'in-progress' }],
        ['assignees', 'add', { assignees: [{ uid: '2' }] }]],
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
    const made = await createCase(kibana, {
      customFields: [{ key: 'a', type: 'text', value: '1' }, { key: 'b', type: 'text', value: '1' }],
    })
    const step = (key: string, value: unknown, type = 'text') => ['customFields', 'update', { customFields: [{ key, type, value }] }]
    const [first] = await patch(kibana, {
      ...ref(made), customFields: [{ key: 'c', type: 'number', value: 5 }, { key: 'a', type: 'text', value: null }],
    })
    t.strictSame((await steps(kibana, made.id)).slice(1), [step('c', 5, 'number'), step('a', null), step('b', 'd')], 'set, cleared, reset')
    await patch(kibana, { ...ref(first), customFields: [{ key: 'a', type: 'text', value: '2' }, { key: 'c', type: 'number', value: 5 }] })
    t.strictSame((await steps(kibana, made.id)).slice(4), [step('a', '2')], 'only what changed')
  })

  t.test('new custom fields: no step for those that are null', async t => {
    const kibana = await testServer(t)
    const made = await createCase(kibana)
    await configure(kibana, { customFields: ['a', 'b'].map(key => ({ key, label: key, type: 'text', required: false })) })
    await patch(kibana, { ...ref(made), customFields: [{ key: 'a', type: 'text', value: '1' }] })
    t.strictSame((await steps(kibana, made.id)).slice(1), [
      ['customFields', 'update', { customFields: [{ key: 'a', type: 'text', value: '1' }] }],
    ])
  })

  t.test('several cases: one step each, recorded case by case, at the same time, by the caller', async t => {
    const kibana = await testServer(t)
    const [one, two] = [await createCase(kibana), await createCase(kibana, { owner: 'observability' })]
    kibana.clock.advance(1000)
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ ...ref(two), title: 'b', status: 'closed' }, { ...ref(one), title: 'a' }] }, {
      authorization: basic('ann'),
    })
    t.strictSame((await steps(kibana, one.id)).slice(1), [['title', 'update', { title: 'a' }]])
    t.strictSame((await steps(kibana, two.id)).slice(1), [['title', 'update', { title: 'b' }], ['status', 'update', { status: 'closed' }]])
    const actions = (await find(kibana, two.id)).body.userActions.slice(1).concat((await find(kibana, one.id)).body.userActions.slice(1))
    for (const action of actions) {
      t.strictSame([action.created_at, action.created_by], ['2025-06-01T10:00:01.000Z', { ...elastic, username: 'ann' }])
    }
    const numbers = actions.map(({ version }: { version: string }) => JSON.parse(atob(version))[0])
    t.strictSame(numbers, numbers.toSorted((a: number, b: number) => a - b))
  })

  t.test('a case sent twice: the steps of its last entry, in the position of its first', async t => {
    // buildUserActions (cases/server/services/user_actions/operations/create.ts) collects user actions by case id, so a later entry
    // replaces an earlier one, although the earlier one is written
    const kibana = await testServer(t)
    const [one, two] = [await createCase(kibana), await createCase(kibana)]
    await patch(kibana, { ...ref(one), title: 'first' }, { ...ref(two), title: 'other' }, { ...ref(one), severity: 'high' })
    t.strictSame((await steps(kibana, one.id)).slice(1), [['severity', 'update', { severity: 'high' }]])
    t.strictSame((await steps(kibana, two.id)).slice(1), [['title', 'update', { title: 'other' }]])
    const numberOf = async ({ id }: { id: string }) => JSON.parse(atob((await find(kibana, id)).body.userActions.at(-1).version))[0]
    t.ok(await numberOf(one) < await numberOf(two))
  })

  const connectors = {
    'jira-1': {
      name: 'Live Jira',
      actionTypeId: '.jira',
      config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' },
      secrets: { email: 'a@example.com', apiToken: 't' },
    },
  }
  t.test('pushing: a step with the external system, preceded by one for closing if the push closes the case', async t => {
    const kibana = await testServer(t, { connectors })
    await configure(kibana, { closure_type: 'close-by-pushing' })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    kibana.clock.advance(1000)
    const { body } = await send(kibana, 'POST', `/api/cases/${id}/connector/jira-1/_push`)
    const externalService = body.external_service
    t.match(externalService, { connector_id: 'jira-1', connector_name: 'Live Jira', pushed_at: '2025-06-01T10:00:01.000Z' })
    t.strictSame((await steps(kibana, id)).slice(1), [
      ['status', 'update', { status: 'closed' }], ['pushed', 'push_to_service', { externalService }],
    ])
    t.strictSame((await send(kibana, 'GET', `/internal/cases/${id}/_connectors`)).body, {
      'jira-1': {
        ...jiraConnector,
        name: 'Live Jira',
        push: {
          needsToBePushed: false,
          hasBeenPushed: true,
          details: {
            latestUserActionPushDate: '2025-06-01T10:00:01.000Z', oldestUserActionPushDate: '2025-06-01T10:00:01.000Z', externalService,
          },
        },
      },
    })
  })

  t.test('commenting: the comment as sent, and its author', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const url = `/api/cases/${id}/comments`
    const { body } = await send(kibana, 'POST', url, { type: 'user', comment: ' Hi ', owner: 'cases' })
    const [{ id: commentId, version }] = body.comments
    await send(kibana, 'PATCH', url, { id: commentId, version, type: 'user', comment: 'Ho', owner: 'cases' })
    await send(kibana, 'DELETE', `${url}/${commentId}`)
    const { body: { userActions } } = await find(kibana, id, '?types=user')
    t.strictSame(userActions.map(({ action, payload, comment_id }: { action: string, payload: object, comment_id: string }) => [
      action, payload, comment_id,
    ]), [
      ['create', { comment: { type: 'user', comment: ' Hi ', owner: 'cases' } }, commentId],
      ['update', { comment: { type: 'user', comment: 'Ho', owner: 'cases' } }, commentId],
      ['delete', { comment: { type: 'user', comment: 'Ho', owner: 'cases' } }, commentId],
    ])
  })

  t.test('nothing when nothing changes', async t => {
    const kibana = await testServer(t)
    const made = await createCase(kibana)
    t.equal((await updateCase(kibana, made, { title: newCase.title })).status, 406)
    t.equal((await find(kibana, made.id)).body.total, 1)
  })

  t.test('a case has at most 10,000 user actions; the two kinds of write report it differently', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields: [{ key: 'a', label: 'a', type: 'text', required: false }] })
    const [full, other] = [await createCase(kibana), await createCase(kibana)]
    await record(kibana, full.id, Array.from({ length: 9998 }, () => ({
      type: 'title' as const, action: 'update' as const, payload: { title: 'x' },
    })))
    const refused = await call(kibana, 'PATCH', '/api/cases', {
      cases: [{ ...ref(other), title: 'a' }, { ...ref(full), title: 'a', status: 'closed' }],
    })
    t.strictSame([refused.status, refused.body], [
      400, errorBody(400, `The case with case id ${full.id} has reached the limit of 10000 user actions.`),
    ])
    t.equal((await find(kibana, other.id)).body.total, 1, 'no case is updated')
    const [last] = await patch(kibana, { ...ref(full), title: 'a' })
    t.equal((await find(kibana, full.id)).body.total, 10_000)
    const replaced = await send(kibana, 'PUT', `/internal/cases/${full.id}/custom_fields/a`, { value: 'x', caseVersion: last.version })
    t.strictSame([replaced.status, replaced.body], [
      400, errorBody(400, `The case with id ${full.id} has reached the limit of 10000 user actions.`),
    ])
    t.equal((await find(kibana, full.id)).body.total, 10_000)
  })
})
