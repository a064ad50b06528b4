import { X509Certificate } from 'node:crypto'
import { get } from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { findHealthProblem } from '../../src/command/health.js'
import { resolveTls } from '../../src/tls/resolve.js'
import { selfSigned } from '../../src/tls/self-signed.js'
import { testServer } from '../helpers/app.js'

const ask = (url: string, ca: string | undefined) => new Promise<{ status?: number | undefined, headers: IncomingHttpHeaders, body: string }>((resolve, reject) => {
  get(url, { ca, agent: false }, response => {
    text(response).then(body => resolve({ status: response.statusCode, headers: response.headers, body }), reject)
  }).on('error', reject)
})

t.test('the option tls', async t => {
  t.test('serves https under a certificate for this machine, which clients can trust', async t => {
    const kibana = await testServer(t, { tls: true })
    t.match(kibana.url, /^https:\/\/127\.0\.0\.1:\d+$/)
    t.match(await ask(`${kibana.url}/api/status`, kibana.certificate), { status: 200 })
    t.match(await ask(`https://localhost:${kibana.port}/`, kibana.certificate), { status: 302, headers: { location: '/spaces/enter' } })
    await t.rejects(ask(`${kibana.url}/api/status`, undefined), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  })

  t.test('gives the cookie of a session to https alone, in sandboxes too', async t => {
    const kibana = await testServer(t, { tls: true })
    kibana.sandbox({ id: 'box' })
    for (const path of ['', '/_sandbox/box']) {
      const { headers } = await kibana.app.inject({
        method: 'POST',
        url: `${path}/internal/security/login`,
        headers: { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'Kibana' },
        payload: { providerType: 'basic', providerName: 'basic', currentURL: '/login', params: { username: 'a', password: 'a' } },
      })
      t.match(headers['set-cookie'], /^sid=[^;]+; Secure; HttpOnly; Path=/)
    }
  })

  t.test('is off by default, and with false', async t => {
    for (const options of [{}, { tls: false }]) {
      const kibana = await testServer(t, options)
      t.match(kibana, { url: /^http:/, certificate: undefined })
    }
  })

  t.test('takes a key and a certificate, as PEM or in files', async t => {
    const { key, cert } = selfSigned(['localhost', '127.0.0.1'])
    const directory = t.testdir({ 'key.pem': key, 'cert.pem': cert })
    for (const tls of [{ key, cert }, { key: join(directory, 'key.pem'), cert: join(directory, 'cert.pem') }]) {
      const kibana = await testServer(t, { tls })
      t.equal(kibana.certificate, cert)
      t.match(await ask(`${kibana.url}/api/status`, cert), { status: 200 })
    }
  })

  t.test('lets the health check of the command pass', async t => {
    const { port } = await testServer(t, { tls: true })
    t.equal(await findHealthProblem({ host: '127.0.0.1', port, tls: true }), undefined)
    t.match(await findHealthProblem({ host: '127.0.0.1', port }), /^no healthy server/)
  })

  const { key, cert } = selfSigned(['a'])
  const refusals: [tls: object | string, message: RegExp][] = [
    ['yes', /tls: expected true, \{ names \}, or \{ key, cert \}, got a value that is not shown$/],
    [{ key: 'nowhere.pem', cert }, /tls\.key: expected PEM, or a file that can be read, got ENOENT/],
    [{ key, cert: '-----BEGIN nothing' }, /tls: expected a key and a certificate as PEM, got /],
    [{ key: selfSigned(['a']).key, cert }, /tls: expected a key that belongs to the certificate, got another one$/],
  ]
  for (const [tls, message] of refusals) {
    t.test(`is refused with ${message.source}`, async t => {
      await t.rejects(testServer(t, { tls: tls as never }), { message })
    })
  }
})

t.test('selfSigned', async t => {
  t.test('names hosts and addresses, and is its own authority for a year', async t => {
    const certificate = new X509Certificate(resolveTls({ names: ['mock.kb.local', '10.1.2.3', 'fd00::1:2'] })!.cert)
    for (const host of ['localhost', 'mock.kb.local']) t.equal(certificate.checkHost(host), host)
    for (const address of ['127.0.0.1', '::1', '10.1.2.3', 'fd00::1:2']) t.equal(certificate.checkIP(address), address)
    t.equal(certificate.checkHost('other.local'), undefined)
    t.ok(certificate.ca && certificate.verify(certificate.publicKey) && certificate.checkIssued(certificate))
    const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000
    t.equal(days, 366)
  })

  t.test('has a serial number of its own each time', async t => {
    const [one, other] = [selfSigned(['a']), selfSigned(['a'])].map(({ cert }) => new X509Certificate(cert).serialNumber)
    t.not(one, other)
  })

  t.test('writes long lists of hosts', async t => {
    const hosts = Array.from({ length: 40 }, (_, number) => `host-${number}.example.com`)
    t.equal(new X509Certificate(selfSigned(hosts).cert).checkHost('host-39.example.com'), 'host-39.example.com')
    t.equal(new X509Certificate(selfSigned([hosts[0]!, hosts[1]!, hosts[2]!, hosts[3]!, hosts[4]!, hosts[5]!, hosts[6]!]).cert).checkHost('host-6.example.com'), 'host-6.example.com')
  })
})
