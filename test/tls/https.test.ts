import { once } from 'node:events'
import { connect as connectPlain } from 'node:net'
import { connect as connectTls } from 'node:tls'
import t from 'tap'
import { connect, startServer, type CaseEvent, type RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { newCase } from '../helpers/cases.js'
import { ask } from '../helpers/https.js'

const headers = { 'kbn-xsrf': 'true', 'content-type': 'application/json', 'x-elastic-internal-origin': 'Kibana' }

t.test('over https', async t => {
  const connected = (t: RunningServer) => connect(t.url, { ca: t.tls!.ca })

  t.test('connect() controls the server and receives events', async t => {
    const server = await testServer(t, { tls: true, basePath: '/kb' })
    const kibana = connected(server)
    t.teardown(() => kibana.close())
    t.match(await kibana.ready(), { status: 'ok' })
    const events: CaseEvent[] = []
    const stop = await kibana.on('case.created', event => events.push(event))
    const waiting = kibana.requests.waitFor({ method: 'POST' })
    const created = await ask(`${server.url}/api/cases`, server.tls!.ca, { method: 'POST', headers }, JSON.stringify(newCase))
    t.equal(created.status, 200)
    t.match(await waiting, [{ method: 'POST', status: 200 }])
    while (events.length === 0) await new Promise(resolve => setImmediate(resolve))
    t.match(events, [{ type: 'case.created' }])
    stop()
    const sandbox = await kibana.sandbox({})
    t.match(sandbox.url, /^https:\/\/127\.0\.0\.1:\d+\/_sandbox\/[\w-]+\/kb$/)
    t.match(await sandbox.ready(), { status: 'ok' })
  })

  t.test('connect() reports why it does not trust a server', async t => {
    const { url } = await testServer(t, { tls: true })
    await t.rejects(connect(url).license(), {
      message: `cannot reach ${url}: self-signed certificate in certificate chain; pass the certificate to trust as the option ca`,
    })
  })

  t.test('close() ends connections at every stage immediately', async t => {
    const { port, tls, close } = await startServer({ tls: true })
    const silent = connectPlain(port, '127.0.0.1')
    await once(silent, 'connect')
    const secured = connectTls({ port, host: '127.0.0.1', ca: tls!.ca })
    await once(secured, 'secureConnect')
    secured.on('error', () => {})
    await Promise.all([close(), once(silent, 'close'), once(secured, 'close')])
    t.ok(silent.destroyed && secured.destroyed)
  })

  t.test('close() ends unfinished handshakes in time', async t => {
    const { port, close } = await startServer({ tls: true })
    const half = connectPlain(port, '127.0.0.1')
    half.on('error', error => t.match(error, { code: 'ECONNRESET' }))
    const ended = new Promise(resolve => half.on('close', resolve))
    // The start of a ClientHello
    half.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]))
    await once(half, 'connect')
    await Promise.all([close(), ended])
    t.ok(half.destroyed)
  })
})
