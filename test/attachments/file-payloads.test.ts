import t from 'tap'
import { testServer } from '../helpers/app.js'
import { createCase, errorBody, getCase } from '../helpers/cases.js'
import { kibanaContext } from '../helpers/kibana-context.js'
import { hangUp, LAST_BOUNDARY, MULTIPART, rawPart, sendRaw, upload } from '../helpers/upload.js'
import { countFiles } from './files.js'

t.test('POST /api/cases/{case_id}/files: sizes', async t => {
  const MEBIBYTE = 2 ** 20

  t.test('accepts images of up to 10 MiB', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    t.equal((await upload(kibana, id, [['file', new Uint8Array(10 * MEBIBYTE), 'a.png']])).status, 200)
    const { status, body } = await upload(kibana, id, [['file', new Uint8Array(10 * MEBIBYTE + 1), 'a.png']])
    // Source: Kibana's files plugin (src/platform/plugins/shared/files/server), file_client/stream_transforms/max_byte_size_transform: a
    // plain Error, which file/file.ts and blob_storage_service/adapters/es/es.ts pass on; cases/server/common/error.ts makes it a 500.
    // The comment in cases/server/routes/api/files/post_file.ts, that the file service throws 413, is not true
    t.strictSame([status, body], [500, errorBody(500, 'Maximum of 10485760 bytes exceeded')])
    t.equal((await upload(kibana, id, [['file', new Uint8Array(10 * MEBIBYTE + 1), 'a.zip']])).status, 200)
    t.equal(await countFiles(kibana), 2)
  })

  t.test('refuses a file of more than 100 MiB, and discards what it read', async t => {
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
    t.equal(response.status, 500)
    t.strictSame(await response.json(), errorBody(500, 'Maximum of 104857600 bytes exceeded'))
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
    ['a body without parts', LAST_BOUNDARY, {}, 400, broken],
    ['text', 'nonsense', {}, 400, broken],
    ['another boundary', good + LAST_BOUNDARY, { 'content-type': 'multipart/form-data; boundary=other' }, 400, broken],
    ['a missing end', good, {}, 400, broken],
    ['an end within a part', good.slice(0, -10), {}, 400, broken],
    ['a part named __proto__', rawPart('name="__proto__"', 'x') + LAST_BOUNDARY, {}, 400, broken],
    ['a file named __proto__', rawPart('name="__proto__"; filename="a.txt"', 'x') + LAST_BOUNDARY, {}, 400, broken],
    ['a part that claims to be JSON but is not',
      '--xyz\r\ncontent-disposition: form-data; name="a"\r\ncontent-type: application/json\r\n\r\n{\r\n' + LAST_BOUNDARY, {}, 400, broken],
    ['too many parts', rawPart('name="a"', 'x').repeat(200) + good + LAST_BOUNDARY, {}, 400, broken],
    ['a missing boundary', good, { 'content-type': 'multipart/form-data' }, 400, 'Invalid content-type header: multipart missing boundary'],
    ['an empty boundary',
      good, { 'content-type': 'multipart/form-data; boundary=' }, 400, 'Invalid content-type header: multipart missing boundary'],
    ['an invalid content type', good, { 'content-type': 'garbage' }, 400, 'Invalid content-type header'],
    ['JSON', '{}', { 'content-type': 'application/json' }, 415, 'Unsupported Media Type'],
    ['another multipart', good, { 'content-type': 'multipart/mixed; boundary=xyz' }, 415, 'Unsupported Media Type'],
    ['more than 10 GiB',
      good, { 'content-length': `${10 * 1024 ** 3 + 1}` }, 413, 'Payload content length greater than maximum allowed: 10737418240'],
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

  t.test('refuses a missing content type', async t => {
    const { statusCode, json } = await kibana.app.inject({ method: 'POST', url: `/api/cases/${id}/files`, headers: { 'kbn-xsrf': 'true' } })
    t.equal(statusCode, 415)
    t.strictSame(json(), errorBody(415, 'Unsupported Media Type'))
  })

  t.test('reads the payload before it checks kbn-xsrf, and checks the space before it decodes', async t => {
    const withoutXsrf = (payload: string) =>
      kibana.app.inject({ method: 'POST', url: `/api/cases/${id}/files`, headers: { 'content-type': MULTIPART }, payload })
    t.strictSame((await withoutXsrf('nonsense')).json(), errorBody(400, broken))
    t.strictSame((await withoutXsrf(good + LAST_BOUNDARY)).json(), errorBody(400, 'Request must contain a kbn-xsrf header.'))
    const elsewhere = await kibana.app.inject({
      method: 'POST',
      url: `/s/none/api/cases/${id}/files`,
      headers: { 'kbn-xsrf': '1', 'content-type': MULTIPART },
      payload: rawPart('name="a"', 'x') + LAST_BOUNDARY,
    })
    t.strictSame(elsewhere.json(), errorBody(404, 'Saved object [space/none] not found'))
  })

  t.test('accepts a quoted boundary and an upper-case content type', async t => {
    const { id } = await createCase(kibana)
    const { status } = await sendRaw(kibana, id, good + LAST_BOUNDARY, {
      'content-type': 'Multipart/Form-Data; charset=utf-8; Boundary="xyz"',
    })
    t.equal(status, 200)
  })

  t.test('keeps nothing of an aborted upload', async t => {
    const { store } = await kibanaContext(kibana)
    const before = [store.count('file'), store.count('cases-comments'), store.count('cases-user-actions')]
    const finished = new Promise<void>(resolve => kibana.app.server.once(
      'request', (_request, response) => response.once('close', () => resolve()),
    ))
    await hangUp(kibana, id, `${good}${good.slice(0, -3)}`)
    await finished
    t.strictSame([store.count('file'), store.count('cases-comments'), store.count('cases-user-actions')], before)
    t.equal((await getCase(kibana, id)).version, version)
  })

  t.test('does not affect JSON routes', async t => {
    const response = await kibana.app.inject({
      method: 'POST',
      url: `/api/cases/${id}/comments`,
      headers: { 'kbn-xsrf': '1', 'content-type': MULTIPART },
      payload: good + LAST_BOUNDARY,
    })
    t.strictSame(response.json(), errorBody(415, 'Unsupported Media Type'))
  })
})
