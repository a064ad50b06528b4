import { once } from 'node:events'
import { request, Server } from 'node:http'
import { connect } from 'node:net'
import { queryObjects } from 'node:v8'
import { spawn } from 'node:child_process'
import t from 'tap'
import { startServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { newCase } from '../helpers/cases.js'
import { cleanEnvironment } from '../helpers/command.js'

const headers = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }

t.test('startServer()', async t => {
  t.test('listens on a free port of the loopback address', async t => {
    const { url, port, app } = await testServer(t)
    t.ok(port > 0)
    t.equal(url, `http://127.0.0.1:${port}`)
    t.match(app.server.address(), { address: '127.0.0.1', port })
    t.equal((await fetch(`${url}/api/status`)).status, 200)
  })

  for (const [
    host, origin,
  ] of [['0.0.0.0', 'http://127.0.0.1'], ['localhost', 'http://localhost'], ['::1', 'http://[::1]'], ['::', 'http://[::1]']] as const) {
    t.test(`has a URL that can be fetched when it listens on ${host}`, async t => {
      const { url, port } = await testServer(t, { host, basePath: '/kb' })
      t.equal(url, `${origin}:${port}/kb`)
      t.equal((await fetch(`${url}/api/status`)).status, 200)
    })
  }

  t.test('shares nothing with another server in the process', async t => {
    const [one, other] = [await testServer(t), await testServer(t)]
    const created = await fetch(`${one.url}/api/cases`, { method: 'POST', headers, body: JSON.stringify(newCase) })
    const { id } = await created.json() as { id: string }
    t.equal((await fetch(`${one.url}/api/cases/${id}`)).status, 200)
    t.equal((await fetch(`${other.url}/api/cases/${id}`)).status, 404)
  })

  t.test('reports why it cannot listen', async t => {
    const { port } = await testServer(t)
    await t.rejects(startServer({ port }), {
      message: `cannot listen on 127.0.0.1, port ${port}: the port is taken; port 0 chooses a free one`, code: 'EADDRINUSE',
    })
    await t.rejects(startServer({ host: '203.0.113.1' }), {
      message: 'cannot listen on 203.0.113.1, port 0: not an address of this machine', code: 'EADDRNOTAVAIL',
    })
  })
})

t.test('HEAD is answered like GET, without the body', async t => {
  const kibana = await testServer(t)
  for (const path of ['/api/status', '/api/cases/tags', '/_mock/health', '/_mock/events']) {
    const [asked, got] = await Promise.all(['HEAD', 'GET'].map(method => fetch(kibana.url + path, { method })))
    t.equal(asked!.status, 200, path)
    t.equal(asked!.headers.get('content-type'), got!.headers.get('content-type'), path)
    t.equal(await asked!.text(), '', path)
    await got!.body!.cancel()
  }
})

t.test('a request that is not HTTP is refused, and the connection closed', async t => {
  const { port } = await testServer(t)
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  socket.write('what?\r\n\r\n')
  const [answer] = await once(socket, 'data')
  t.match(answer, /^HTTP\/1.1 400 Bad Request\r\n/)
  await once(socket, 'close')
})

t.test('close()', async t => {
  t.test('may be called several times, also simultaneously', async t => {
    const { url, close } = await startServer()
    await Promise.all([close(), close()])
    await close()
    await t.rejects(fetch(`${url}/api/status`))
  })

  t.test('closes idle connections, and those that never sent anything', async t => {
    const { url, port, close } = await startServer()
    await (await fetch(`${url}/api/status`)).text()
    const silent = connect(port, '127.0.0.1')
    await once(silent, 'connect')
    // Neither has a request in flight: both are closed without waiting for the other side
    await Promise.all([close(), once(silent, 'close')])
    t.ok(silent.destroyed)
  })

  t.test('finishes requests in flight first', async t => {
    const { url, close } = await startServer()
    const body = JSON.stringify(newCase)
    const sending = request(`${url}/api/cases`, {
      method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent: false,
    })
    sending.write(body.slice(0, 10))
    // The server has seen the first half once it has answered a request that came after it
    await (await fetch(`${url}/api/status`)).text()
    const closed = close()
    sending.end(body.slice(10))
    const [response] = await once(sending, 'response')
    t.equal(response.statusCode, 200)
    response.resume()
    await closed
  })

  t.test('refuses requests that arrive on an open connection in the meantime', async t => {
    const { url, port, app, close } = await startServer()
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.setEncoding('utf8').on('data', (text: string) => { received += text })
    const body = JSON.stringify(newCase)
    const head = (path: string) =>
      `POST ${path} HTTP/1.1\r\nhost: x\r\nkbn-xsrf: true\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
    await once(socket, 'connect')
    socket.write(head('/api/cases'))
    await (await fetch(`${url}/api/status`)).text()
    const closed = close()
    socket.write(body + head('/api/cases') + body)
    await Promise.all([closed, once(socket, 'close')])
    t.match(received, /^HTTP\/1.1 200 [\s\S]*HTTP\/1.1 503 [\s\S]*connection: close[\s\S]*"message":"Service Unavailable"/)
    t.equal((await app.inject('/api/status')).statusCode, 503, 'also without a socket')
  })

  t.test('ends requests that do not finish in time', async t => {
    const { url, close } = await startServer()
    const sending = request(`${url}/api/cases`, { method: 'POST', headers: { ...headers, 'content-length': 100 }, agent: false })
    sending.write('{')
    const failed = once(sending, 'error')
    await (await fetch(`${url}/api/status`)).text()
    await close()
    const [error] = await failed
    t.equal(error.code, 'ECONNRESET')
  })

  t.test('is called by `await using`', async t => {
    let url
    {
      await using kibana = await startServer()
      url = kibana.url
      t.equal((await fetch(`${url}/api/status`)).status, 200)
    }
    await t.rejects(fetch(`${url}/api/status`))
  })

  t.test('releases its memory, even in a process that only starts servers', async t => {
    const before = queryObjects(Server, { format: 'count' })
    for (let round = 0; round < 5; round++) await (await startServer()).close()
    t.ok(queryObjects(Server, { format: 'count' }) <= before + 1, 'all but the last, which this function may still hold')
  })

  t.test('leaves nothing behind that keeps the process alive', async t => {
    const library = new URL('../../dist/index.js', import.meta.url)
    const script = `
      import { startServer } from '${library}'
      const kibana = await startServer()
      await (await fetch(kibana.url + '/api/status')).text()
      await kibana.close()
    `
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      env: cleanEnvironment(), stdio: 'inherit', timeout: 20_000,
    })
    t.strictSame(await once(child, 'exit'), [0, null])
  })
})
