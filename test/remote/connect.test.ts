import t from 'tap'
import { connect, InvalidInput, TimeoutError } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { httpStub } from '../helpers/http-stub.js'
import { uncaught } from '../helpers/uncaught.js'

t.test('connect()', async t => {
  t.test('accepts the URL of a server or sandbox, with or without a trailing slash', async t => {
    const kibana = await testServer(t, { basePath: '/kb' })
    const sandbox = kibana.sandbox({ license: 'basic' })
    for (const url of [kibana.url, `${kibana.url}/`, new URL(kibana.url)]) t.equal(await connect(url).license(), 'trial')
    const connected = connect(`${sandbox.url}/`)
    t.equal(connected.url, sandbox.url)
    t.equal(await connected.license(), 'basic')
  })

  t.test('refuses an invalid URL', async t => {
    for (const url of ['localhost:5601', 'ftp://localhost', 'http://', undefined]) {
      t.throws(
        () => connect(url as string),
        { name: 'InvalidInput', message: /^connect: url: expected the URL of a server, such as "http:\/\/localhost:5601", got / },
        String(url),
      )
    }
  })

  t.test('makes fifty simultaneous calls without a warning', async t => {
    const kibana = connect((await testServer(t)).url)
    const warnings: Error[] = []
    const note = (warning: Error) => { warnings.push(warning) }
    process.on('warning', note)
    t.strictSame(new Set(await Promise.all(Array.from({ length: 50 }, () => kibana.license()))), new Set(['trial']))
    process.off('warning', note)
    t.strictSame(warnings, [])
  })

  t.test('reports a missing or wrong token', async t => {
    const { url } = await testServer(t, { control: { token: 'right' } })
    for (const options of [{}, { token: 'wrong' }]) {
      await t.rejects(connect(url, options).license(), {
        message: `GET ${url}/_mock/license answered 401: the control routes of this server require authorization: Bearer <token>`,
      })
    }
    t.match(await connect(url).ready(), { status: 'ok' })
  })

  t.test('reports a missing server, and a server of another kind', async t => {
    const stub = await httpStub(t, () => [404, '<h1>Not here</h1>'])
    await t.rejects(connect(stub.url).license(), { message: `GET ${stub.url}/_mock/license answered 404: <h1>Not here</h1>` })
    const strange = await httpStub(t, () => [400, { error: 'no message' }])
    await t.rejects(connect(strange.url).reset(), { message: `POST ${strange.url}/_mock/reset answered 400: {"error":"no message"}` })
    const off = await testServer(t, { control: { enabled: false } })
    await t.rejects(connect(off.url).license(), { message: `GET ${off.url}/_mock/license answered 404: Not Found` })
    const gone = await testServer(t)
    await gone.close()
    await t.rejects(connect(gone.url).license(), {
      message: `cannot reach ${gone.url}: connect ECONNREFUSED 127.0.0.1:${gone.port}`, cause: { code: 'ECONNREFUSED' },
    })
  })

  t.test('refuses a clock with functions for a sandbox, since functions can\'t be sent', async t => {
    const kibana = connect('http://localhost')
    await t.rejects(kibana.sandbox({ clock: { now: () => new Date() } }), {
      name: 'InvalidInput', message: /^sandbox: clock: expected an ISO 8601 time or \{ now, frozen \}/,
    })
  })
})

t.test('ready()', async t => {
  t.test('waits until the server answers', async t => {
    let attempts = 0
    const { url } = await httpStub(t, () => ++attempts < 3 ? [503, 'starting'] : [200, { status: 'ok' }])
    t.strictSame(await connect(url).ready(), { status: 'ok' })
    t.equal(attempts, 3)
  })

  t.test('gives up after the timeout, and reports the reason', async t => {
    const starting = await httpStub(t, () => [503, 'starting'])
    const silent = await httpStub(t, () => 'silence')
    for (const [{ url }, timeout, reason] of [[starting, 1000, 'answered 503: starting'], [silent, 100, 'it does not answer']] as const) {
      const error: unknown = await connect(url).ready({ timeout }).catch((error: unknown) => error)
      t.ok(error instanceof TimeoutError)
      t.match(error, { message: new RegExp(`^waited ${timeout} ms for ${url}: .*${reason}$`) })
    }
    await t.rejects(connect(silent.url).ready({ timeout: 'soon' }), InvalidInput)
  })
})

t.test('an exception in a listener is uncaught, as in process', async t => {
  const kibana = connect((await testServer(t)).url)
  const thrown = uncaught(t)
  await kibana.requests.follow({}, () => { throw new Error('mine') })
  await fetch(`${kibana.url}/api/status`)
  t.match(await thrown, { message: 'mine' })
  await kibana.close()
})

t.test('close()', async t => {
  t.test('ends waits and listeners, but not the server', async t => {
    const server = await testServer(t)
    const kibana = connect(server.url)
    const stub = await httpStub(t, () => 'silence')
    const nowhere = connect(stub.url)
    await kibana.on('*', () => {})
    const waiting: Promise<unknown>[] = [kibana.requests.waitFor({}, { timeout: '1h' }), nowhere.ready()]
    await Promise.all([kibana.close(), nowhere[Symbol.asyncDispose]()])
    for (const [
      index, { url },
    ] of [server, stub].entries()) await t.rejects(waiting[index]!, { message: `the connection to ${url} was closed` })
    await t.rejects(kibana.license(), { message: `the connection to ${server.url} was closed` })
    t.equal(server.license(), 'trial')
  })

  t.test('of a sandbox ends its waits', async t => {
    const kibana = connect((await testServer(t)).url)
    const sandbox = await kibana.sandbox()
    const waiting = t.rejects(sandbox.requests.waitFor({}, { timeout: '1h' }), { message: `the connection to ${sandbox.url} was closed` })
    await sandbox.close()
    await waiting
    t.equal(await kibana.license(), 'trial')
  })

  t.test('of the server ends listeners without an error', async t => {
    const server = await testServer(t)
    const kibana = connect(server.url)
    await kibana.requests.follow({}, () => {})
    const waiting = t.rejects(kibana.requests.waitFor({}, { timeout: '1h' }))
    // The wait has begun once a later request has been answered
    await kibana.license()
    await server.close()
    await waiting
  })
})
