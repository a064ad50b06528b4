import t from 'tap'
import { testServer } from '../helpers/app.js'
import { alerts, attach, externalDocument, fileReference, stamps, userComment } from '../helpers/attachments.js'
import { call, createCase, errorBody } from '../helpers/cases.js'
import { activityOf, fillActivity, kibanaContext } from '../helpers/kibana-context.js'
import { hangUp, LAST_BOUNDARY, MULTIPART, rawPart, sendRaw, upload, type Part } from '../helpers/upload.js'
import type { RunningServer } from '../../src/index.js'

const UNKNOWN = '11111111-1111-4111-8111-111111111111'
const getCase = async (kibana: RunningServer, id: string) => (await call(kibana, 'GET', `/api/cases/${id}`)).body
const countFiles = async (kibana: RunningServer) => (await kibanaContext(kibana)).store.count('file')
const notes: Part = ['file', 'some notes', 'notes.txt']

t.test('POST /api/cases/{case_id}/files', async t => {
  t.test('keeps the file and attaches it, and answers with the whole case', async t => {
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
      externalReferenceMetadata: { files: [{ name: 'My Notes.final', extension: 'txt', mimeType: 'text/plain', created: stamps.created_at }] },
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
    t.strictSame((await activityOf(kibana, id)).slice(1), [{ type: 'comment', action: 'create', payload: { comment: attachment }, comment_id: comment.id }])
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

  // The extension is that of the type; Kibana asks the package `mime` 2 for it
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
    t.test(`takes the name of the file, or the one given: ${name.slice(0, 20)}`, async t => {
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
    ['no extension', [['file', 'x', 'foobar']], noType],
    ['a dot only', [['file', 'x', 'foobar.']], noType],
    ['a type that is not allowed', [['file', 'x', 'a.gif']], 'The mime type field value image/gif is not allowed.'],
    ['an empty name', [notes, ['filename', '']], noName],
    ['a name of 161 characters', [notes, ['filename', 'x'.repeat(161)]], 'The length of the filename is too long. The maximum length is 160.'],
    ['type before name', [['file', 'x', 'a.html'], ['filename', ' ']], `The mime type field value text/html is not allowed.,${noName}`],
    ['a name of a megabyte', [notes, ['filename', 'x'.repeat(2 ** 20)]], 'The length of the filename is too long. The maximum length is 160.'],
    ['two names', [notes, ['filename', 'a'], ['filename', 'b']], 'Invalid value "["a","b"]" supplied to "filename"'],
    // Kibana reads a property of the part that is not there, and answers 500; this is what its decoder would say
    ['no file', [['filename', 'a']], noType],
    ['a file of another part', [['document', 'x', 'a.txt']], `${noType},${noName}`],
    ['two files', [notes, notes], `${noType},${noName}`],
    ['a text in the place of the file', [['file', 'x']], `${noType},${noName}`],
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

  t.test('takes the checks in Kibana\'s order', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const unknown = await upload(kibana, UNKNOWN, [notes])
    t.strictSame([unknown.status, unknown.body], [404, errorBody(404, `Saved object [cases/${UNKNOWN}] not found`)])
    await fillActivity(kibana, id, 0)
    const full = await upload(kibana, id, [['file', new Uint8Array(10 * 2 ** 20 + 1), 'a.png']])
    t.strictSame([full.status, full.body], [400, errorBody(400, `The case with id ${id} has reached the limit of 10000 user actions.`)])
  })

  t.test('takes 99 files: the hundredth is counted twice, once as a file and once in the request', async t => {
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
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] })
    t.equal((await upload(kibana, id, [notes])).status, 200)
  })
})

t.test('POST /api/cases/{case_id}/files: sizes', async t => {
  const MEBIBYTE = 2 ** 20

  t.test('takes images of 10 MiB, and no larger ones', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    t.equal((await upload(kibana, id, [['file', new Uint8Array(10 * MEBIBYTE), 'a.png']])).status, 200)
    const { status, body } = await upload(kibana, id, [['file', new Uint8Array(10 * MEBIBYTE + 1), 'a.png']])
    // Kibana's route says that its file service throws 413; the error itself carries no status
    t.strictSame([status, body], [413, errorBody(413, 'Maximum of 10485760 bytes exceeded')])
    t.equal((await upload(kibana, id, [['file', new Uint8Array(10 * MEBIBYTE + 1), 'a.zip']])).status, 200)
    t.equal(await countFiles(kibana), 2)
  })

  t.test('takes no file of more than 100 MiB, and does not keep what it reads of one', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const chunk = Buffer.alloc(MEBIBYTE)
    async function * body () {
      yield Buffer.from('--xyz\r\ncontent-disposition: form-data; name="file"; filename="a.zip"\r\n\r\n')
      for (let index = 0; index < 100; index++) yield chunk
      yield Buffer.from(`!\r\n${LAST_BOUNDARY}`)
    }
    const response = await fetch(`${kibana.url}/api/cases/${id}/files`, {
      method: 'POST',
      headers: { 'kbn-xsrf': 'true', 'content-type': MULTIPART },
      body: ReadableStream.from(body()),
      duplex: 'half',
    } as RequestInit)
    t.equal(response.status, 413)
    t.strictSame(await response.json(), errorBody(413, 'Maximum of 104857600 bytes exceeded'))
    t.equal(await countFiles(kibana), 0)
  })
})

t.test('POST /api/cases/{case_id}/files: payload', async t => {
  const kibana = await testServer(t)
  const { id, version } = await createCase(kibana)
  const good = rawPart('name="file"; filename="a.txt"', 'x')

  // hapi's answers with Kibana's options
  const broken = 'Invalid multipart payload format'
  const payloads: readonly [name: string, payload: string, headers: Record<string, string>, status: number, message: string][] = [
    ['an empty body', '', {}, 400, broken],
    ['no part', LAST_BOUNDARY, {}, 400, broken],
    ['text', 'nonsense', {}, 400, broken],
    ['another boundary', good + LAST_BOUNDARY, { 'content-type': 'multipart/form-data; boundary=other' }, 400, broken],
    ['no end', good, {}, 400, broken],
    ['an end within a part', good.slice(0, -10), {}, 400, broken],
    ['a part named __proto__', rawPart('name="__proto__"', 'x') + LAST_BOUNDARY, {}, 400, broken],
    ['a file named __proto__', rawPart('name="__proto__"; filename="a.txt"', 'x') + LAST_BOUNDARY, {}, 400, broken],
    ['a part that says it is JSON, and is not', '--xyz\r\ncontent-disposition: form-data; name="a"\r\ncontent-type: application/json\r\n\r\n{\r\n' + LAST_BOUNDARY, {}, 400, broken],
    ['more parts than anyone needs', rawPart('name="a"', 'x').repeat(200) + good + LAST_BOUNDARY, {}, 400, broken],
    ['no boundary', good, { 'content-type': 'multipart/form-data' }, 400, 'Invalid content-type header: multipart missing boundary'],
    ['an empty boundary', good, { 'content-type': 'multipart/form-data; boundary=' }, 400, 'Invalid content-type header: multipart missing boundary'],
    ['no content type that parses', good, { 'content-type': 'garbage' }, 400, 'Invalid content-type header'],
    ['JSON', '{}', { 'content-type': 'application/json' }, 415, 'Unsupported Media Type'],
    ['another multipart', good, { 'content-type': 'multipart/mixed; boundary=xyz' }, 415, 'Unsupported Media Type'],
    ['more than 10 GiB', good, { 'content-length': `${10 * 1024 ** 3 + 1}` }, 413, 'Payload content length greater than maximum allowed: 10737418240'],
  ]
  for (const [name, payload, headers, status, message] of payloads) {
    t.test(`refuses ${name}`, async t => {
      const answer = await sendRaw(kibana, id, payload, headers)
      t.strictSame([answer.status, answer.body], [status, errorBody(status, message)])
      t.equal(answer.headers['elastic-api-version'], undefined)
      t.equal((await getCase(kibana, id)).version, version)
      t.equal(await countFiles(kibana), 0)
    })
  }

  t.test('refuses no content type', async t => {
    const { statusCode, json } = await kibana.app.inject({ method: 'POST', url: `/api/cases/${id}/files`, headers: { 'kbn-xsrf': 'true' } })
    t.equal(statusCode, 415)
    t.strictSame(json(), errorBody(415, 'Unsupported Media Type'))
  })

  t.test('reads the payload before it asks for kbn-xsrf, and knows the space before it decodes', async t => {
    const withoutXsrf = (payload: string) => kibana.app.inject({ method: 'POST', url: `/api/cases/${id}/files`, headers: { 'content-type': MULTIPART }, payload })
    t.strictSame((await withoutXsrf('nonsense')).json(), errorBody(400, broken))
    t.strictSame((await withoutXsrf(good + LAST_BOUNDARY)).json(), errorBody(400, 'Request must contain a kbn-xsrf header.'))
    const elsewhere = await kibana.app.inject({ method: 'POST', url: `/s/none/api/cases/${id}/files`, headers: { 'kbn-xsrf': '1', 'content-type': MULTIPART }, payload: rawPart('name="a"', 'x') + LAST_BOUNDARY })
    t.strictSame(elsewhere.json(), errorBody(404, 'Saved object [space/none] not found'))
  })

  t.test('takes a boundary in quotes and a content type in capitals', async t => {
    const { id } = await createCase(kibana)
    const { status } = await sendRaw(kibana, id, good + LAST_BOUNDARY, { 'content-type': 'Multipart/Form-Data; charset=utf-8; Boundary="xyz"' })
    t.equal(status, 200)
  })

  t.test('keeps nothing of an upload that breaks off', async t => {
    const { store } = await kibanaContext(kibana)
    const before = [store.count('file'), store.count('cases-comments'), store.count('cases-user-actions')]
    const finished = new Promise<void>(resolve => kibana.app.server.once('request', (_request, response) => response.once('close', () => resolve())))
    await hangUp(kibana, id, `${good}${good.slice(0, -3)}`)
    await finished
    t.strictSame([store.count('file'), store.count('cases-comments'), store.count('cases-user-actions')], before)
    t.equal((await getCase(kibana, id)).version, version)
  })

  t.test('leaves JSON routes as they are', async t => {
    const response = await kibana.app.inject({ method: 'POST', url: `/api/cases/${id}/comments`, headers: { 'kbn-xsrf': '1', 'content-type': MULTIPART }, payload: good + LAST_BOUNDARY })
    t.strictSame(response.json(), errorBody(415, 'Unsupported Media Type'))
  })
})

t.test('POST /internal/cases/{case_id}/attachments/files/_bulk_delete', async t => {
  const remove = (kibana: RunningServer, caseId: string, body: unknown) =>
    call(kibana, 'POST', `/internal/cases/${caseId}/attachments/files/_bulk_delete`, body, { 'x-elastic-internal-origin': 'tests' })
  const fileIds = (body: { comments: { externalReferenceId: string }[] }) => body.comments.map(({ externalReferenceId }) => externalReferenceId)

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
    t.strictSame(left.comments.map(({ id }: { id: string }) => id), attached.comments.map(({ id }: { id: string }) => id).filter((id: string) => id !== first.id && id !== third.id))
    t.ok(left.comments.some(({ id }: { id: string }) => id === second.id))
    t.strictSame((await activityOf(kibana, id)).slice(-2).map(({ action, comment_id }) => [action, comment_id]), [['delete', first.id], ['delete', third.id]])
    t.match((await activityOf(kibana, id)).at(-1)?.payload, { comment: { type: 'externalReference', externalReferenceId: ids[5], owner: 'cases' } })
  })

  t.test('leaves the case as it is: nothing that it counts changes', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const attached = await upload(kibana, id, [notes])
    const before = await getCase(kibana, id)
    t.equal((await remove(kibana, id, { ids: fileIds(attached.body) })).status, 204)
    t.strictSame(await getCase(kibana, id), before)
  })

  t.test('deletes an attachment whose file is gone, and a file whose attachment is gone', async t => {
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

  t.test('refuses all when one file is of another case', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { id: other } = await createCase(kibana)
    const [mine] = fileIds((await upload(kibana, id, [notes])).body)
    const theirs = [...fileIds((await upload(kibana, other, [notes])).body), fileIds((await upload(kibana, other, [notes])).body)[1]]
    const { status, body } = await remove(kibana, id, { ids: [theirs[0], mine, theirs[1]] })
    t.strictSame([status, body], [400, errorBody(400, `Failed to delete files because filed ids were invalid: ${theirs.join(',')}`)])
    t.equal(await countFiles(kibana), 3)
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
