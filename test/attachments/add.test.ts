import t from 'tap'
import { testServer } from '../helpers/app.js'
import {
  action, alerts, attach, externalDocument, externalSavedObject, fileReference, persistableState, stamps, UNKNOWN, userComment,
} from '../helpers/attachments.js'
import { call, createCase, errorBody, getCase, updateCase } from '../helpers/cases.js'
import { activityOf, fillActivity } from '../helpers/kibana-context.js'
import { basic } from '../helpers/security.js'
import type { RunningServer } from '../../src/index.js'

const post = (kibana: RunningServer, caseId: string, body: object) => call(kibana, 'POST', `/api/cases/${caseId}/comments`, body)

t.test('POST /api/cases/{case_id}/comments', async t => {
  for (const attachment of [userComment, alerts, action, externalDocument, externalSavedObject, persistableState, fileReference]) {
    t.test(`attaches the body and returns the whole case: ${attachment.type}`, async t => {
      const kibana = await testServer(t)
      const { id, version, ...created } = await createCase(kibana)
      const { status, body, headers } = await post(kibana, id, attachment)
      t.equal(status, 200)
      t.equal(headers['elastic-api-version'], '2023-10-31')
      const [comment] = body.comments
      t.match(comment.id, /^[0-9a-f-]{36}$/)
      t.match(comment.version, /^W[A-Za-z0-9+/]+=*$/)
      t.not(body.version, version)
      t.strictSame(body, {
        ...created,
        id,
        version: body.version,
        updated_at: stamps.created_at,
        updated_by: stamps.created_by,
        comments: [{ id: comment.id, version: comment.version, ...attachment, ...stamps }],
        totalComment: 1,
        totalAlerts: attachment === alerts ? 1 : 0,
      })
      const { totalComment, totalAlerts, version: current } = await getCase(kibana, id)
      t.strictSame({ totalComment, totalAlerts, current }, {
        totalComment: attachment === userComment ? 1 : 0, totalAlerts: attachment === alerts ? 1 : 0, current: body.version,
      })
      t.strictSame((await activityOf(kibana, id)).slice(1), [
        { type: 'comment', action: 'create', payload: { comment: attachment }, comment_id: comment.id },
      ])
    })
  }

  t.test('records user and time on the attachment and on the case', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const now = '2025-06-01T11:00:00.000Z'
    kibana.clock.set(now)
    const authorization = basic('jane')
    const { body } = await call(kibana, 'POST', `/api/cases/${id}/comments`, userComment, { authorization })
    const jane = { username: 'jane', full_name: null, email: null }
    t.match(body, {
      created_at: '2025-06-01T10:00:00.000Z',
      updated_at: now,
      updated_by: jane,
      comments: [
        { created_at: now, created_by: jane, updated_at: null, updated_by: null },
      ],
    })
  })

  t.test('lists attachments by creation time, regardless of the order in which they were added', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await attach(kibana, id, { ...userComment, comment: 'late' })
    kibana.clock.set('2025-06-01T09:00:00.000Z')
    await attach(kibana, id, { ...userComment, comment: 'early' })
    const { comments } = await attach(kibana, id, { ...userComment, comment: 'as early' })
    t.strictSame(comments.map(({ comment }: typeof userComment) => comment), ['early', 'as early', 'late'])
  })

  t.test('counts all attachments and alerts in the response, but only user comments and distinct alerts in GET', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await attach(kibana, id)
    await attach(kibana, id, externalDocument)
    const answer = await attach(kibana, id, { ...alerts, alertId: ['a', 'b'], index: ['i', 'i'] })
    t.match(answer, { totalComment: 3, totalAlerts: 2 })
    t.match(await getCase(kibana, id), { totalComment: 1, totalAlerts: 2 })
    t.match((await updateCase(kibana, answer, { title: 'new' })).body[0], {
      comments: [], totalComment: 1, totalAlerts: 2,
    })
  })

  t.test('turns a single alert into arrays, and pairs ids and indices by position', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { comments } = await attach(kibana, id, { ...alerts, alertId: '1', index: ['index1'] })
    t.match(comments[0], { alertId: ['1'], index: ['index1'] })
    t.match((await activityOf(kibana, id))[1]?.payload, { comment: { alertId: ['1'], index: ['index1'] } })
  })

  t.test('leaves out alerts that the case already has or the request repeats, comparing only ids', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await attach(kibana, id, { ...alerts, alertId: ['a'], index: ['i'] })
    const { comments, totalAlerts } = await attach(kibana, id, { ...alerts, alertId: ['b', 'a', 'c', 'b'], index: ['1', '2', '3', '4'] })
    t.match(comments[1], { alertId: ['b', 'c'], index: ['1', '3'] })
    t.equal(totalAlerts, 3)
    t.match((await activityOf(kibana, id))[2]?.payload, { comment: { alertId: ['b', 'c'], index: ['1', '3'] } })
  })

  for (const [name, alertId] of [['only alerts that the case has', ['a', 'a']], ['no alerts at all', []]] as const) {
    t.test(`answers 200 and changes nothing for ${name}`, async t => {
      const kibana = await testServer(t)
      const { id } = await createCase(kibana)
      const before = await attach(kibana, id, { ...alerts, alertId: ['a'], index: ['i'] })
      const { status, body } = await post(kibana, id, { ...alerts, alertId, index: alertId.map(() => 'other') })
      t.equal(status, 200)
      t.strictSame(body, before)
      t.equal((await activityOf(kibana, id)).length, 2)
    })
  }

  t.test('attaches comments and files to a closed case, but no alerts', async t => {
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    await updateCase(kibana, { id, version }, { status: 'closed' })
    const { status, closed_at } = await attach(kibana, id)
    t.equal(status, 'closed')
    t.ok(closed_at)
    await attach(kibana, id, fileReference)
    const refused = await post(kibana, id, alerts)
    t.strictSame([refused.status, refused.body], [400, errorBody(400, 'Alert cannot be attached to a closed case')])
  })

  t.test('checks in Kibana\'s order', async t => {
    // cases/server/client/attachments/add.ts; a registered but wrong owner is a 400, an unknown one a 403
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    await updateCase(kibana, { id, version }, { status: 'closed' })
    await fillActivity(kibana, 'full', 0)
    const limit = 'The case with id full has reached the limit of 10000 user actions.'
    const mismatched = { ...alerts, index: [] }
    const lengths = 'Received an alert comment with ids and indices arrays of different lengths ids: ["alert-1"] indices: []'
    const cases: readonly [name: string, caseId: string, body: object, status: number, message: string][] = [
      ['decoding before the activity limit', 'full', { ...alerts, x: 1 }, 400, 'invalid keys "x"'],
      ['the activity limit before the numbers of ids and indices', 'full', mismatched, 400, limit],
      ['the numbers of ids and indices before the owner', UNKNOWN, { ...mismatched, owner: 'nobody' }, 400, lengths],
      ['the owner before the type',
        UNKNOWN, { ...externalDocument, externalReferenceAttachmentTypeId: 'nope', owner: 'nobody' }, 403,
        'Unauthorized to create comments with owners: "nobody"'],
      ['the type before the case',
        UNKNOWN, { ...externalDocument, externalReferenceAttachmentTypeId: 'nope' }, 400, 'Attachment type nope is not registered.'],
      ['the case', UNKNOWN, alerts, 404, `Saved object [cases/${UNKNOWN}] not found`],
      ['a closed case before another owner', id, { ...alerts, owner: 'observability' }, 400, 'Alert cannot be attached to a closed case'],
      ['another owner', id, { ...userComment, owner: 'observability' }, 400, 'The owner field of the comment must match the case'],
    ]
    for (const [name, caseId, body, status, message] of cases) {
      const answer = await post(kibana, caseId, body)
      t.strictSame([answer.status, answer.body], [status, errorBody(status, message)], name)
    }
  })

  t.test('finds no case in another space or in an unknown space', async t => {
    const kibana = await testServer(t, { spaces: ['other'] })
    const { id } = await createCase(kibana)
    for (const [prefix, object] of [['/s/other', `cases/${id}`], ['/s/none', 'space/none']]) {
      const { status, body } = await call(kibana, 'POST', `${prefix}/api/cases/${id}/comments`, userComment)
      t.strictSame([status, body], [404, errorBody(404, `Saved object [${object}] not found`)])
    }
    const there = await createCase(kibana, {}, '/s/other')
    await attach(kibana, there.id, userComment, '/s/other')
    t.strictSame((await call(kibana, 'GET', `/api/cases/${there.id}/comments/_find`)).body.total, 0)
    t.strictSame((await call(kibana, 'GET', `/s/other/api/cases/${there.id}/comments/_find`)).body.total, 1)
  })

  t.test('accepts attachments until the case has 10,000 user actions', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await fillActivity(kibana, id, 1)
    await attach(kibana, id)
    const { status, body } = await post(kibana, id, userComment)
    t.strictSame([status, body], [400, errorBody(400, `The case with id ${id} has reached the limit of 10000 user actions.`)])
  })

  t.test('accepts 1000 alerts, and no more', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const many = (count: number, prefix: string) => ({
      ...alerts, alertId: Array.from({ length: count }, (_, index) => `${prefix}${index}`), index: Array(count).fill('i'),
    })
    const tooMany = [400, errorBody(400, 'Case has reached the maximum allowed number (1000) of attached alerts.')]
    const inOne = await post(kibana, id, many(1001, 'a'))
    t.strictSame([inOne.status, inOne.body], tooMany)
    await attach(kibana, id, many(999, 'a'))
    // Alerts are counted before those that the case already has are left out
    const repeated = await post(kibana, id, many(2, 'a'))
    t.strictSame([repeated.status, repeated.body], tooMany)
    t.equal((await attach(kibana, id, many(1, 'b'))).totalAlerts, 1000)
    t.equal((await post(kibana, id, many(1, 'c'))).status, 400)
    t.equal((await post(kibana, id, userComment)).status, 200, 'comments still fit')
  })

  t.test('accepts 100 external references and states together, and no more; files do not count', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    for (let index = 0; index < 50; index++) {
      await attach(kibana, id, externalDocument)
      await attach(kibana, id, persistableState)
    }
    for (const one of [externalSavedObject, persistableState]) {
      const { status, body } = await post(kibana, id, one)
      t.strictSame([status, body], [400, errorBody(
        400, 'Case has reached the maximum allowed number (100) of attached persistable state and external reference attachments.',
      )])
    }
    // Kibana counts the files of its file service, not the attachments, so those posted here do not add up
    for (let index = 0; index < 101; index++) await attach(kibana, id, fileReference)
    t.equal((await post(kibana, id, userComment)).status, 200)
  })
})
