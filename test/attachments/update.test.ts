import t from 'tap'
import { testServer } from '../helpers/app.js'
import {
  alerts, attach, externalDocument, externalSavedObject, fileReference, persistableState, UNKNOWN, userComment,
} from '../helpers/attachments.js'
import { call, createCase, errorBody, updateCase } from '../helpers/cases.js'
import { activityOf, fillActivity } from '../helpers/kibana-context.js'
import { basic } from '../helpers/security.js'
import type { RunningServer } from '../../src/index.js'

const patch = (kibana: RunningServer, caseId: string, body: object) => call(kibana, 'PATCH', `/api/cases/${caseId}/comments`, body)

/** Creates a case with one attachment. */
async function caseWith (kibana: RunningServer, attachment: object = userComment) {
  const { id } = await createCase(kibana)
  const attached = await attach(kibana, id, attachment)
  const [comment] = attached.comments
  return { id, attached, comment, sent: { id: comment.id, version: comment.version } }
}

t.test('PATCH /api/cases/{case_id}/comments', async t => {
  t.test('replaces an attachment, stamps it and its case, and returns the whole case', async t => {
    const kibana = await testServer(t)
    const { id, attached, comment, sent } = await caseWith(kibana)
    const now = '2025-06-01T11:00:00.000Z'
    kibana.clock.set(now)
    const jane = { username: 'jane', full_name: null, email: null }
    const { status, body, headers } = await call(kibana, 'PATCH', `/api/cases/${id}/comments`, { ...userComment, ...sent, comment: 'new' },
      { authorization: basic('jane') })
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    t.not(body.version, attached.version)
    t.not(body.comments[0].version, comment.version)
    const stamped = { updated_at: now, updated_by: jane }
    t.strictSame(body, {
      ...attached,
      version: body.version,
      ...stamped,
      comments: [
        { ...comment, version: body.comments[0].version, comment: 'new', ...stamped },
      ],
    })
    t.strictSame((await activityOf(kibana, id))[2], {
      type: 'comment', action: 'update', payload: { comment: { ...userComment, comment: 'new' } }, comment_id: comment.id,
    })
  })

  t.test('accepts an update that changes nothing', async t => {
    const kibana = await testServer(t)
    const { id, attached, sent } = await caseWith(kibana)
    const { status, body } = await patch(kibana, id, { ...userComment, ...sent })
    t.equal(status, 200)
    t.not(body.version, attached.version)
    t.equal((await activityOf(kibana, id)).length, 3)
  })

  t.test('keeps the form in which alerts are sent, and checks neither for duplicates nor for the status of the case', async t => {
    // The test "should update an alert" of Kibana's patch_comment.ts reads a plain string back
    const kibana = await testServer(t)
    const { id, sent } = await caseWith(kibana, alerts)
    const first = await patch(kibana, id, { ...alerts, ...sent, alertId: 'x', index: 'i' })
    t.match(first.body.comments[0], { alertId: 'x', index: 'i' })
    await updateCase(kibana, first.body, { status: 'closed' })
    const second = await patch(kibana, id, {
      ...alerts, id: sent.id, version: first.body.comments[0].version, alertId: ['x', 'x', 'y'], index: ['i', 'i', 'i'],
    })
    t.equal(second.status, 200)
    t.match(second.body, { totalComment: 1, totalAlerts: 3 })
    t.match((await call(kibana, 'GET', `/api/cases/${id}`)).body, { totalComment: 0, totalAlerts: 2 })
  })

  t.test('does not check the type of an external reference', async t => {
    const kibana = await testServer(t)
    const { id, sent } = await caseWith(kibana, externalDocument)
    const { status, body } = await patch(kibana, id, {
      ...externalDocument, ...sent, externalReferenceAttachmentTypeId: 'nope', externalReferenceMetadata: { a: 1 },
    })
    t.equal(status, 200)
    t.match(body.comments[0], { externalReferenceAttachmentTypeId: 'nope', externalReferenceMetadata: { a: 1 } })
  })

  t.test('checks in Kibana\'s order, and changes nothing', async t => {
    const kibana = await testServer(t)
    const { id, comment, sent } = await caseWith(kibana)
    const { id: otherId } = await createCase(kibana)
    const external = await attach(kibana, id, externalDocument)
    const document = external.comments.find(({ type }: { type: string }) => type === 'externalReference')
    await fillActivity(kibana, 'full', 0)
    const state = async () => (await call(kibana, 'GET', `/api/cases/${id}`)).body
    const before = await state()
    const mismatched = { ...alerts, index: [] }
    const unknown = { id: UNKNOWN, version: 'v' }
    const lengths = 'Received an alert comment with ids and indices arrays of different lengths ids: ["alert-1"] indices: []'
    const withTwoFiles = {
      ...fileReference,
      externalReferenceMetadata: {
        files: [...fileReference.externalReferenceMetadata.files, ...fileReference.externalReferenceMetadata.files],
      },
    }
    const table: readonly [name: string, caseId: string, body: object, status: number, message: string][] = [
      ['the activity limit',
        'full', { ...mismatched, ...unknown }, 400, 'The case with id full has reached the limit of 10000 user actions.'],
      ['lengths before the attachment', UNKNOWN, { ...mismatched, ...unknown }, 400, lengths],
      ['files before the attachment', UNKNOWN, { ...withTwoFiles, ...unknown }, 400, 'Only a single file can be stored in an attachment'],
      ['the attachment before the case',
        UNKNOWN, { ...userComment, ...unknown }, 404, `Saved object [cases-comments/${UNKNOWN}] not found`],
      ['the case before the type', UNKNOWN, { ...alerts, ...sent }, 404, `Saved object [cases/${UNKNOWN}] not found`],
      ['the type before the owner', id, { ...alerts, ...sent, owner: 'observability' }, 400, 'You cannot change the type of the comment.'],
      ['the owner before the storage',
        id, { ...externalSavedObject, id: document.id, version: 'v', owner: 'observability' }, 400,
        'You cannot change the owner of the comment.'],
      ['the storage before the case it belongs to',
        otherId, { ...externalSavedObject, id: document.id, version: 'v' }, 400,
        'You cannot change the storage type of an external reference comment.'],
      // Kibana's message has an unmatched parenthesis
      ['the case it belongs to before the version',
        otherId, { ...userComment, id: comment.id, version: 'v' }, 404, `This comment ${comment.id} does not exist in ${otherId}).`],
      ['the version',
        id, { ...userComment, id: comment.id, version: before.version }, 409,
        'This case has been updated. Please refresh before saving additional updates.'],
    ]
    for (const [name, caseId, body, status, message] of table) {
      const answer = await patch(kibana, caseId, body)
      t.strictSame([answer.status, answer.body], [status, errorBody(status, message)], name)
    }
    t.strictSame(await state(), before)
    t.strictSame((await call(kibana, 'GET', `/api/cases/${id}/comments/${comment.id}`)).body, comment)
  })

  t.test('decodes before it checks the space', async t => {
    const kibana = await testServer(t)
    const wrong = await call(kibana, 'PATCH', '/s/none/api/cases/x/comments', { ...userComment, foo: 1, id: 'x', version: 'y' })
    t.strictSame([wrong.status, wrong.body], [400, errorBody(400, 'invalid keys "foo"')])
    const right = await call(kibana, 'PATCH', '/s/none/api/cases/x/comments', { ...userComment, id: 'x', version: 'y' })
    t.strictSame([right.status, right.body], [404, errorBody(404, 'Saved object [space/none] not found')])
  })

  t.test('replaces a state as a whole', async t => {
    const kibana = await testServer(t)
    const { id, sent } = await caseWith(kibana, persistableState)
    const { body } = await patch(kibana, id, { ...persistableState, ...sent, persistableStateAttachmentState: { only: 'this' } })
    t.strictSame(body.comments[0].persistableStateAttachmentState, { only: 'this' })
  })
})
