import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import t from 'tap'
import { findHealthProblem } from '../../src/command/health.js'
import { startServer } from '../../src/index.js'
import { createCertificate } from '../../src/tls/certificate.js'
import { testServer } from '../helpers/app.js'
import { ask } from '../helpers/https.js'

const headers = { 'kbn-xsrf': 'true', 'content-type': 'application/json', 'x-elastic-internal-origin': 'Kibana' }
const login = JSON.stringify({
  providerType: 'basic', providerName: 'basic', currentURL: '/login', params: { username: 'ann', password: 'secret' },
})

t.test('the option tls', async t => {
  t.test('serves https under a certificate for this machine, which clients can trust', async t => {
    const { url, port, tls } = await testServer(t, { tls: true })
    t.match(url, /^https:\/\/127\.0\.0\.1:\d+$/)
    t.match(await ask(`${url}/api/status`, tls!.ca), { status: 200 })
    t.match(await ask(`https://localhost:${port}/`, tls!.ca), { status: 302, headers: { location: '/spaces/enter' } })
    t.match(await ask(`${url}/api/status`, tls!.ca, { servername: hostname() }), { status: 200 })
    await t.rejects(ask(`${url}/api/status`, undefined), { code: 'SELF_SIGNED_CERT_IN_CHAIN' })
    await t.rejects(ask(`${url}/api/status`, createCertificate(['127.0.0.1']).ca), { code: 'SELF_SIGNED_CERT_IN_CHAIN' })
    await t.rejects(ask(`${url}/api/status`, tls!.ca, { servername: 'other.local' }), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })

  t.test('offers HTTP/1.1, also to clients that prefer HTTP/2', async t => {
    const { port, tls } = await testServer(t, { tls: true })
    for (const ALPNProtocols of [['http/1.1'], ['h2', 'http/1.1']]) {
      const socket = connectTls({ port, host: '127.0.0.1', ca: tls!.ca, ALPNProtocols })
      await once(socket, 'secureConnect')
      t.equal(socket.alpnProtocol, 'http/1.1')
      t.match(socket.getProtocol(), /^TLSv1\.[23]$/)
      socket.destroy()
    }
  })

  t.test('keeps connections open as long as without TLS', async t => {
    for (const tls of [true, false]) {
      const { app } = await testServer(t, { tls })
      t.match(app.server, { keepAliveTimeout: 72_000, requestTimeout: 0, timeout: 0 })
    }
  })

  t.test('closes connections without TLS, unanswered', async t => {
    const { port } = await testServer(t, { tls: true })
    const [error] = await once(request({ port, host: '127.0.0.1', path: '/api/status' }).end(), 'error')
    t.match(error, { code: 'ECONNRESET' })
  })

  t.test('serves Elasticsearch under the same certificate', async t => {
    const { elasticsearch, tls } = await testServer(t, { tls: true, elasticsearch: { port: 0 } })
    t.match(elasticsearch!.url, /^https:/)
    t.match(await ask(elasticsearch!.url, tls!.ca), { status: 200, headers: { 'x-elastic-product': 'Elasticsearch' } })
  })

  t.test('marks session cookies as secure, in sandboxes too', async t => {
    const kibana = await testServer(t, { tls: true, security: { users: { ann: { password: 'secret', roles: ['editor'] } } } })
    kibana.sandbox({ id: 'box' })
    for (const path of ['', '/_sandbox/box']) {
      const answer = await ask(`${kibana.url}${path}/internal/security/login`, kibana.tls!.ca, { method: 'POST', headers }, login)
      const [cookie = ''] = answer.headers['set-cookie'] ?? []
      t.match(cookie, /^sid=[^;]+; Secure; HttpOnly; Path=/)
      const me = await ask(`${kibana.url}${path}/internal/security/me`, kibana.tls!.ca, {
        headers: { ...headers, cookie: cookie.split(';')[0]! },
      })
      t.match(me, { status: 200, body: /"username":"ann"/ })
    }
  })

  t.test('is off by default, and if it is false', async t => {
    for (const options of [{}, { tls: false }]) {
      const kibana = await testServer(t, options)
      t.match(kibana, { url: /^http:/, tls: undefined })
      t.match(
        (await kibana.app.inject({ method: 'POST', url: '/internal/security/login', headers, payload: login })).headers['set-cookie'],
        /^sid=[^;]+; HttpOnly; Path=/,
      )
    }
  })

  t.test('accepts a key and a certificate, as PEM or in files, with an optional passphrase', async t => {
    const { key, cert, ca } = createCertificate(['localhost', '127.0.0.1'])
    const encrypted = createPrivateKey(key).export({
      type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame',
    }).toString()
    const directory = t.testdir({ 'key.pem': key, 'cert.pem': cert })
    for (const tls of [
      { key, cert },
      { key: join(directory, 'key.pem'), cert: join(directory, 'cert.pem') },
      { key: encrypted, cert, passphrase: 'open sesame' },
    ]) {
      const kibana = await testServer(t, { tls })
      t.equal(kibana.tls!.ca, cert)
      t.match(await ask(`${kibana.url}/api/status`, ca), { status: 200 })
    }
  })

  t.test('returns the certificate without the control token', async t => {
    const { url, tls } = await testServer(t, { tls: true, control: { token: 's3cret' } })
    const { status, headers, body } = await ask(`${url}/_mock/ca.pem`, tls!.ca)
    t.match({ status, type: headers['content-type'], body }, { status: 200, type: 'application/x-pem-file', body: tls!.ca })
    t.ok(new X509Certificate(body).ca)
    const plain = await testServer(t)
    t.match((await plain.app.inject('/_mock/ca.pem')).json(), { statusCode: 404, message: 'there is no certificate "ca.pem"' })
  })

  t.test('passes the health check of the command', async t => {
    const { port } = await testServer(t, { tls: true })
    t.equal(await findHealthProblem({ host: '127.0.0.1', port, tls: true }), undefined)
    t.match(await findHealthProblem({ host: '127.0.0.1', port }), /^no healthy server/)
  })

  t.test('uses https in the URLs of sandboxes, and in HTTP archives', async t => {
    const { url, tls, sandbox, requests } = await testServer(t, { tls: true })
    t.match(sandbox({ id: 'box' }).url, `${url}/_sandbox/box`)
    const { body } = await ask(`${url}/_mock/sandboxes`, tls!.ca)
    t.match(JSON.parse(body), { sandboxes: [{ url: `${url}/_sandbox/box` }] })
    await ask(`${url}/api/cases/tags`, tls!.ca)
    t.match(requests.toHar().log.entries, [{ request: { url: `${url}/api/cases/tags` } }])
  })

  t.test('never shows the key', async t => {
    const { key, cert } = createCertificate(['127.0.0.1'])
    const lines: string[] = []
    const kibana = await testServer(t, {
      tls: { key, cert }, logger: { level: 'trace', stream: { write: (line: string) => lines.push(line) } },
    })
    await ask(`${kibana.url}/api/status`, cert)
    const paths = ['/_mock/health', '/_mock/state', '/_mock/requests', '/_mock/ca.pem', '/_mock/openapi.json', '/api/status']
    const bodies = await Promise.all(paths.map(async path => (await kibana.app.inject(path)).body))
    t.ok(bodies.every(body => body.length > 0) && lines.length > 0)
    const [, secret = ''] = key.split('\n')
    t.strictSame(
      [...bodies, ...lines, JSON.stringify(kibana.exportState())].filter(text => text.includes(secret) || text.includes('PRIVATE KEY')), [],
    )
  })

  const { key, cert } = createCertificate(['a'])
  const keyText = key.replaceAll(/-----[^\n]+\n|\n/g, '')
  const refusals: [claim: string, tls: unknown, message: string | RegExp][] = [
    ['a string', 'yes', 'tls: expected true, { names }, or { key, cert, passphrase }, got a value that is not shown'],
    ['a key without a certificate', { key }, 'tls.cert: expected a string of 1 or more characters, got nothing'],
    ['a name with a space', { names: ['mock host'] }, 'tls.names[0]: expected a host name or an IP address, got "mock host"'],
    ['an address with a zone', { names: ['fe80::1%eth0'] }, 'tls.names[0]: expected a host name or an IP address, got "fe80::1%eth0"'],
    ['an empty name', { names: [''] }, 'tls.names[0]: expected a host name or an IP address, got ""'],
    ['a file that does not exist',
      { key: 'nowhere.pem', cert }, 'tls.key: expected PEM, or the path of a file with it, got a file that cannot be read (ENOENT)'],
    ['a key that is not PEM',
      { key: keyText, cert }, 'tls.key: expected PEM, or the path of a file with it, got a file that cannot be read (ENOENT)'],
    ['a malformed certificate',
      { key, cert: '-----BEGIN nothing' },
      /^startServer: tls: expected a key and a certificate as PEM, and the passphrase if the key has one, got /],
    ['the key of another certificate',
      { key: createCertificate(['a']).key, cert }, 'tls: expected a key that belongs to the certificate, got another one'],
  ]
  for (const [claim, tls, message] of refusals) {
    t.test(`refuses ${claim}`, async t => {
      const attempt = startServer({ tls: tls as never })
      await t.rejects(attempt, { name: 'InvalidInput', message: typeof message === 'string' ? `startServer: ${message}` : message })
      await attempt.catch(({ message }: Error) => t.notMatch(message, keyText))
    })
  }
})
