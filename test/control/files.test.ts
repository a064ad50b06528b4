import t from 'tap'
import { testServer } from '../helpers/app.js'
import { createCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'
import { upload } from '../helpers/upload.js'

t.test('GET /_mock/files', async t => {
  const kibana = await testServer(t)
  const { id } = await createCase(kibana)
  const { id: other } = await createCase(kibana)
  const attached = await upload(kibana, id, [['file', '<script>', 'x.svg'], ['filename', 'a "b" ☃']])
  await upload(kibana, other, [['file', Uint8Array.of(0, 255), 'bytes.zip']])
  const fileId: string = attached.body.comments[0].externalReferenceId

  t.test('lists what was uploaded, without the bytes', async t => {
    const { status, body } = await control(kibana, 'GET', '/files')
    t.equal(status, 200)
    t.strictSame(body.files, kibana.files.all().map(({ content, ...file }) => file))
    t.strictSame(body.files[0], {
      id: fileId,
      caseId: id,
      name: 'a "b" ☃',
      mimeType: 'image/svg+xml',
      extension: 'svg',
      created: '2025-06-01T10:00:00.000Z',
      owner: 'cases',
      size: 8,
    })
    t.strictSame((await control(kibana, 'GET', `/files?caseId=${other}`)).body.files.map(({ name }: { name: string }) => name), ['bytes'])
    t.strictSame(kibana.files.all(other).map(({ name }) => name), ['bytes'])
    t.match(await control(kibana, 'GET', '/files?case=1'), { status: 400, body: { path: 'case' } })
  })

  t.test('returns the bytes of a file, as a download', async t => {
    const { statusCode, headers, rawPayload } = await kibana.app.inject(`/_mock/files/${fileId}`)
    t.equal(statusCode, 200)
    t.equal(rawPayload.toString(), '<script>')
    t.match(headers, {
      'content-type': 'image/svg+xml',
      'content-disposition': "attachment; filename*=UTF-8''a%20%22b%22%20%E2%98%83.svg",
      'x-content-type-options': 'nosniff',
    })
    const { rawPayload: bytes } = await kibana.app.inject(`/_mock/files/${kibana.files.all(other)[0]!.id}`)
    t.strictSame([...bytes], [0, 255])
  })

  t.test('names a file without an extension, and one with half a surrogate pair', async t => {
    const files = [{ id: 'plain', case_id: 'a', name: 'notes', content: '' }, { id: 'half', case_id: 'a', name: '\ud800.txt', content: '' }]
    const { app } = await testServer(t, { seed: { cases: [{ id: 'a', title: 'a' }], files } })
    for (const [file, name] of [['plain', 'notes'], ['half', '%EF%BF%BD.txt']]) {
      const { statusCode, headers } = await app.inject(`/_mock/files/${file}`)
      t.match({ statusCode, headers }, { statusCode: 200, headers: { 'content-disposition': `attachment; filename*=UTF-8''${name}` } })
    }
  })

  t.test('answers 404 for any other id', async t => {
    for (const unknown of ['nope', '__proto__', id]) {
      t.strictSame(await control(kibana, 'GET', `/files/${unknown}`), {
        status: 404, body: { statusCode: 404, error: 'Not Found', message: `there is no file "${unknown}"` },
      })
    }
    t.equal(kibana.files.get('nope'), undefined)
  })

  t.test('follows snapshots and reset', async t => {
    const snapshot = kibana.snapshot()
    kibana.reset()
    t.strictSame(kibana.files.all(), [])
    kibana.restore(snapshot)
    t.equal(kibana.files.all().length, 2)
    t.equal(Buffer.from(kibana.files.get(fileId)!.content).toString(), '<script>')
  })
})
