import t from 'tap'
import { testServer } from '../helpers/app.js'
import { alerts, attach, externalDocument, fileReference, userComment } from '../helpers/attachments.js'
import { call, createCase, errorBody, getCase } from '../helpers/cases.js'
import { send } from '../helpers/configure.js'
import { activityOf, kibanaContext } from '../helpers/kibana-context.js'
import { upload } from '../helpers/upload.js'
import type { RunningServer } from '../../src/index.js'
import { countFiles, notes } from './files.js'

t.test('POST /internal/cases/{case_id}/attachments/files/_bulk_delete', async t => {
  const remove = (kibana: RunningServer, caseId: string, body: unknown) =>
    send(kibana, 'POST', `/internal/cases/${caseId}/attachments/files/_bulk_delete`, body)
  const fileIds = (body: { comments: { externalReferenceId: string }[] }) =>
    body.comments.map(({ externalReferenceId }) => externalReferenceId)

  t.test('deletes files and their attachments, and skips unknown ids', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    for (const attachment of [userComment, alerts, externalDocument]) await attach(kibana, id, attachment)
    for (let index = 0; index < 3; index++) await upload(kibana, id, [notes])
    const attached = await attach(kibana, id, { ...fileReference, externalReferenceId: 'no-file' })
    const ids = fileIds(attached)
    const [first, second, third] = attached.comments.slice(3)
    const { status, body, headers } = await remove(kibana, id, { ids: [ids[5], ids[3], 'nope', ids[5]] })
    t.strictSame([status, body, headers['elastic-api-version']], [204, undefined, undefined])
    const { store } = await kibanaContext(kibana)
    t.strictSame(store.all('file').map(({ id }) => id), [ids[4]])
    const left = await attach(kibana, id, alerts)
    t.strictSame(left.comments.map(({ id }: { id: string }) => id), attached.comments.map(({ id }: { id: string }) =>
      id).filter((id: string) => id !== first.id && id !== third.id))
    t.ok(left.comments.some(({ id }: { id: string }) => id === second.id))
    t.strictSame((await activityOf(kibana, id)).slice(-2).map(({ action, comment_id }) => [action, comment_id]), [
      ['delete', first.id], ['delete', third.id],
    ])
    t.match((await activityOf(kibana, id)).at(-1)?.payload, {
      comment: { type: 'externalReference', externalReferenceId: ids[5], owner: 'cases' },
    })
  })

  t.test('does not change the case or its totals', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const attached = await upload(kibana, id, [notes])
    const before = await getCase(kibana, id)
    t.equal((await remove(kibana, id, { ids: fileIds(attached.body) })).status, 204)
    t.strictSame(await getCase(kibana, id), before)
  })

  t.test('deletes an attachment without its file, and a file without its attachment', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await attach(kibana, id, fileReference)
    t.equal((await remove(kibana, id, { ids: ['document-1'] })).status, 204)
    t.strictSame((await call(kibana, 'DELETE', `/api/cases/${id}/comments`)).status, 404)
    const { body } = await upload(kibana, id, [notes])
    await call(kibana, 'DELETE', `/api/cases/${id}/comments/${body.comments[0].id}`)
    t.equal(await countFiles(kibana), 1, 'deleting the attachment leaves the file')
    t.equal((await remove(kibana, id, { ids: fileIds(body) })).status, 204)
    t.equal(await countFiles(kibana), 0)
  })

  t.test('refuses the whole request if one file belongs to another case', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { id: other } = await createCase(kibana)
    const [mine] = fileIds((await upload(kibana, id, [notes])).body)
    const theirs = [...fileIds((await upload(kibana, other, [notes])).body), fileIds((await upload(kibana, other, [notes])).body)[1]]
    const { status, body } = await remove(kibana, id, { ids: [theirs[0], mine, theirs[1], theirs[0]] })
    t.strictSame([status, body], [
      400, errorBody(400, `Failed to delete files because filed ids were invalid: ${[...theirs, theirs[0]].join(',')}`),
    ])
    t.equal(await countFiles(kibana), 3)
  })

  // Source: Kibana, src/plugins/files/server/saved_objects/file.ts: files are isolated by space
  t.test('skips files of other spaces', async t => {
    const kibana = await testServer(t, { spaces: ['other'] })
    const { id } = await createCase(kibana)
    const { id: other } = await createCase(kibana, {}, '/s/other')
    const theirs = fileIds((await upload(kibana, other, [notes], {}, '/s/other')).body)
    t.equal((await remove(kibana, id, { ids: theirs })).status, 204)
    t.equal(await countFiles(kibana), 1)
  })

  const bodies: readonly [body: unknown, status: number, message: string][] = [
    [{ ids: [] }, 400, 'The length of the field ids is too short. Array must be of length >= 1.'],
    [{ ids: Array(11).fill('x') }, 400, 'The length of the field ids is too long. Array must be of length <= 10.'],
    [{ ids: ['x', ' '] }, 400, 'string must have length >= 1'],
    [{ ids: 'x' }, 400, 'Invalid value "x" supplied to "ids"'],
    [{ ids: ['x'], foo: 1 }, 400, 'invalid keys "foo"'],
    [{ ids: ['x'] }, 404, 'Saved object [cases/nope] not found'],
  ]
  for (const [sent, expected, message] of bodies) {
    t.test(`answers ${expected}: ${message}`, async t => {
      const { status, body } = await remove(await testServer(t), 'nope', sent)
      t.strictSame([status, body], [expected, errorBody(expected, message)])
    })
  }
})
