import t from 'tap'
import { testServer } from '../helpers/app.js'
import { alerts, attach, externalDocument, stamps, userComment } from '../helpers/attachments.js'
import { call, createCase, errorBody } from '../helpers/cases.js'
import { activityOf } from '../helpers/kibana-context.js'

t.test('DELETE /api/cases/{case_id}/comments/{comment_id}', async t => {
  t.test('deletes the attachment, updates the case, and answers 204 without a body', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await attach(kibana, id)
    const { comments, version } = await attach(kibana, id, alerts)
    const now = '2025-06-01T11:00:00.000Z'
    kibana.clock.set(now)
    const { status, body, headers } = await call(kibana, 'DELETE', `/api/cases/${id}/comments/${comments[1].id}`)
    t.strictSame([status, body], [204, undefined])
    t.equal(headers['elastic-api-version'], '2023-10-31')
    t.equal(headers['content-type'], undefined)
    const left = (await call(kibana, 'GET', `/api/cases/${id}`)).body
    t.match(left, { totalComment: 1, totalAlerts: 0, updated_at: now, updated_by: stamps.created_by })
    t.not(left.version, version)
    t.equal((await call(kibana, 'GET', `/api/cases/${id}/comments/${comments[1].id}`)).status, 404)
    t.strictSame((await activityOf(kibana, id)).at(-1), {
      type: 'comment', action: 'delete', payload: { comment: alerts }, comment_id: comments[1].id,
    })
  })

  t.test('refuses unknown attachments and those of another case, and changes nothing', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { id: other } = await createCase(kibana)
    const { comments: [comment], version } = await attach(kibana, id)
    const table: readonly [path: string, message: string][] = [
      [`${id}/comments/nope`, 'Saved object [cases-comments/nope] not found'],
      ['nope/comments/nope', 'Saved object [cases-comments/nope] not found'],
      [`${other}/comments/${comment.id}`, `This comment ${comment.id} does not exist in ${other}.`],
      [`nope/comments/${comment.id}`, `This comment ${comment.id} does not exist in nope.`],
    ]
    for (const [path, message] of table) {
      const { status, body } = await call(kibana, 'DELETE', `/api/cases/${path}`)
      t.strictSame([status, body], [404, errorBody(404, message)])
    }
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).body.version, version)
  })
})

t.test('DELETE /api/cases/{case_id}/comments', async t => {
  t.test('deletes attachments of all types, and records a user action for each', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    for (const attachment of [userComment, alerts, externalDocument]) await attach(kibana, id, attachment)
    const { comments, version } = await attach(kibana, id)
    const { status, body, headers } = await call(kibana, 'DELETE', `/api/cases/${id}/comments`)
    t.strictSame([status, body, headers['content-type']], [204, undefined, undefined])
    const left = (await call(kibana, 'GET', `/api/cases/${id}`)).body
    t.match(left, { totalComment: 0, totalAlerts: 0 })
    t.not(left.version, version)
    const sent = [userComment, alerts, externalDocument, userComment]
    t.strictSame((await activityOf(kibana, id)).slice(-4), comments.map(({ id }: { id: string }, index: number) => ({
      type: 'comment', action: 'delete', payload: { comment: sent[index] }, comment_id: id,
    })))
  })

  t.test('answers 404 if there is nothing to delete', async t => {
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    for (const caseId of [id, 'nope']) {
      const { status, body } = await call(kibana, 'DELETE', `/api/cases/${caseId}/comments`)
      t.strictSame([status, body], [404, errorBody(404, `No comments found for ${caseId}.`)])
    }
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).body.version, version)
  })
})
