import t from 'tap'
import { testServer } from '../helpers/app.js'
import { attach, fileReference, stamps, UNKNOWN } from '../helpers/attachments.js'
import { createCase, errorBody, getCase, updateCase } from '../helpers/cases.js'
import { activityOf, fillActivity } from '../helpers/kibana-context.js'
import { upload, type Part } from '../helpers/upload.js'
import { countFiles, notes } from './files.js'

t.test('POST /api/cases/{case_id}/files', async t => {
  t.test('stores and attaches the file, and returns the whole case', async t => {
    const kibana = await testServer(t)
    const { id, version, ...created } = await createCase(kibana)
    const { status, body, headers } = await upload(kibana, id, [['file', Uint8Array.of(0, 255, 13, 10, 45, 45), 'My Notes.final.TXT']])
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    const [comment] = body.comments
    t.match(comment.externalReferenceId, /^[0-9a-f-]{36}$/)
    t.not(body.version, version)
    const attachment = {
      type: 'externalReference',
      externalReferenceId: comment.externalReferenceId,
      externalReferenceStorage: { type: 'savedObject', soType: 'file' },
      externalReferenceAttachmentTypeId: '.files',
      externalReferenceMetadata: {
        files: [{ name: 'My Notes.final', extension: 'txt', mimeType: 'text/plain', created: stamps.created_at }],
      },
      owner: 'cases',
    }
    t.strictSame(body, {
      ...created,
      id,
      version: body.version,
      updated_at: stamps.created_at,
      updated_by: stamps.created_by,
      comments: [{ id: comment.id, version: comment.version, ...attachment, ...stamps }],
      totalComment: 1,
      totalAlerts: 0,
    })
    t.strictSame((await activityOf(kibana, id)).slice(1), [
      { type: 'comment', action: 'create', payload: { comment: attachment }, comment_id: comment.id },
    ])
    const file = kibana.files.get(comment.externalReferenceId)!
    t.strictSame({ ...file, content: [...file.content] }, {
      id: comment.externalReferenceId,
      caseId: id,
      name: 'My Notes.final',
      mimeType: 'text/plain',
      extension: 'txt',
      created: stamps.created_at,
      owner: 'cases',
      size: 6,
      content: [0, 255, 13, 10, 45, 45],
    })
  })

  // The extension follows from the type; Kibana looks it up with the package `mime` 2
  const names: readonly [parts: readonly Part[], name: string, extension: string, mimeType: string][] = [
    [[['filename', 'my name'], notes], 'my name', 'txt', 'text/plain'],
    [[notes, ['filename', ' blank around ']], ' blank around ', 'txt', 'text/plain'],
    [[notes, ['filename', 'x'.repeat(160)]], 'x'.repeat(160), 'txt', 'text/plain'],
    [[['file', '', 'empty.csv']], 'empty', 'csv', 'text/csv'],
    [[['file', 'x', 'photo.JPG']], 'photo', 'jpeg', 'image/jpeg'],
    [[['file', new Blob(['x'], { type: 'text/html' }), 'what it says.svg']], 'what it says', 'svg', 'image/svg+xml'],
    [[['file', 'x', 'archive.tar.gz']], 'archive.tar', 'gz', 'application/gzip'],
    [[['file', 'x', 'server.log']], 'server', 'txt', 'text/plain'],
    [[['file', 'x', 'résumé ☃.pdf']], 'résumé ☃', 'pdf', 'application/pdf'],
    [[['file', 'x', '../../etc/passwd.txt']], 'passwd', 'txt', 'text/plain'],
    [[['file', 'x', '__proto__.json'], ['more', 'x'], ['other', 'x', 'other.exe']], '__proto__', 'json', 'application/json'],
  ]
  for (const [parts, name, extension, mimeType] of names) {
    t.test(`uses the name of the file, or the given one: ${name.slice(0, 20)}`, async t => {
      const kibana = await testServer(t)
      const { id } = await createCase(kibana)
      const { status, body } = await upload(kibana, id, parts)
      t.equal(status, 200)
      t.strictSame(body.comments[0].externalReferenceMetadata, { files: [{ name, extension, mimeType, created: stamps.created_at }] })
    })
  }

  const noType = 'Invalid value "undefined" supplied to "mimeType"'
  const noName = 'The filename field cannot be an empty string.'
  const refused: readonly [name: string, parts: readonly Part[], message: string][] = [
    ['an unknown extension', [['file', 'x', 'foobar.124zas']], noType],
    ['a missing extension', [['file', 'x', 'foobar']], noType],
    ['only a dot as extension', [['file', 'x', 'foobar.']], noType],
    ['a type that is not allowed', [['file', 'x', 'a.gif']], 'The mime type field value image/gif is not allowed.'],
    ['an empty name', [notes, ['filename', '']], noName],
    ['a name of 161 characters',
      [notes, ['filename', 'x'.repeat(161)]], 'The length of the filename is too long. The maximum length is 160.'],
    ['the type before the name',
      [['file', 'x', 'a.html'], ['filename', ' ']], `The mime type field value text/html is not allowed.,${noName}`],
    ['a name of a megabyte',
      [notes, ['filename', 'x'.repeat(2 ** 20)]], 'The length of the filename is too long. The maximum length is 160.'],
    ['two names', [notes, ['filename', 'a'], ['filename', 'b']], 'Invalid value "["a","b"]" supplied to "filename"'],
    // Kibana reads a property of the missing part, and answers 500; this is the message that its decoder would give
    ['a missing file', [['filename', 'a']], noType],
    ['a file of another part', [['document', 'x', 'a.txt']], `${noType},${noName}`],
    ['two files', [notes, notes], `${noType},${noName}`],
    ['text instead of a file', [['file', 'x']], `${noType},${noName}`],
  ]
  for (const [name, parts, message] of refused) {
    t.test(`refuses ${name}`, async t => {
      const kibana = await testServer(t)
      const { id, version } = await createCase(kibana)
      for (const caseId of [id, UNKNOWN]) {
        const { status, body } = await upload(kibana, caseId, parts)
        t.strictSame([status, body], [400, errorBody(400, message)])
      }
      t.equal((await getCase(kibana, id)).version, version)
      t.equal(await countFiles(kibana), 0)
    })
  }

  t.test('checks in Kibana\'s order', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const unknown = await upload(kibana, UNKNOWN, [notes])
    t.strictSame([unknown.status, unknown.body], [404, errorBody(404, `Saved object [cases/${UNKNOWN}] not found`)])
    await fillActivity(kibana, id, 0)
    const full = await upload(kibana, id, [['file', new Uint8Array(10 * 2 ** 20 + 1), 'a.png']])
    t.strictSame([full.status, full.body], [400, errorBody(400, `The case with id ${id} has reached the limit of 10000 user actions.`)])
  })

  t.test('accepts 99 files: the hundredth is counted twice, as a file and in the request', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    for (let index = 0; index < 99; index++) t.equal((await upload(kibana, id, [notes])).status, 200)
    const before = await getCase(kibana, id)
    const { status, body } = await upload(kibana, id, [notes])
    t.strictSame([status, body], [400, errorBody(400, 'Case has reached the maximum allowed number (100) of attached files.')])
    t.equal(await countFiles(kibana), 99, 'the file of the failed request is gone')
    t.strictSame(await getCase(kibana, id), before)
    await attach(kibana, id, fileReference)
    t.equal((await upload(kibana, (await createCase(kibana)).id, [notes])).status, 200, 'another case has room')
  })

  t.test('attaches to a closed case', async t => {
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    await updateCase(kibana, { id, version }, { status: 'closed' })
    t.equal((await upload(kibana, id, [notes])).status, 200)
  })
})
