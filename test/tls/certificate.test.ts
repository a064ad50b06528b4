import { spawnSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { resolveTls } from '../../src/tls/resolve.js'
import { createCertificate } from '../../src/tls/certificate.js'
import { missing } from '../docs/project.js'

const NAMES = [
  'mock.kb.local', '*.wild.example', 'under_score', '10.1.2.3', 'fd00::1:2', '2001:db8:0:0:1:0:0:1', '::ffff:192.0.2.7', 'fe80::',
]
const [LEAF] = ['-----END CERTIFICATE-----\n']
const chainOf = (cert: string) => cert.split(LEAF!).slice(0, -1).map(pem => new X509Certificate(pem + LEAF))

t.test('a generated certificate', async t => {
  const { key, cert, ca } = resolveTls({ tls: { names: NAMES }, host: '192.168.7.7' })!
  const [server, issuer] = chainOf(cert) as [X509Certificate, X509Certificate]
  const authority = new X509Certificate(ca)

  t.test('covers this machine, the address of the server, and the given names', async t => {
    for (const host of ['localhost', hostname(), 'mock.kb.local', 'under_score']) t.equal(server.checkHost(host), host, host)
    t.equal(server.checkHost('a.wild.example'), '*.wild.example')
    for (const address of ['127.0.0.1', '::1', '192.168.7.7', '10.1.2.3', 'fd00::1:2', '2001:db8::1:0:0:1', 'fe80::', '::ffff:192.0.2.7']) {
      t.equal(server.checkIP(address), address, address)
    }
    for (const host of ['other.local', 'a.b.wild.example']) t.equal(server.checkHost(host), undefined, host)
    t.equal(server.checkIP('127.0.0.2'), undefined)
    for (const address of [
      '0.0.0.0', '::',
    ]) t.equal(new X509Certificate(resolveTls({ tls: true, host: address })!.cert).checkIP(address), undefined)
    const linkLocal = resolveTls({ tls: true, host: 'fe80::7%eth0' })!
    t.equal(new X509Certificate(linkLocal.cert).checkIP('fe80::7'), 'fe80::7', 'without the zone of the address')
  })

  t.test('matches the key, and is signed by the self-signed authority', async t => {
    t.ok(server.checkPrivateKey(createPrivateKey(key)))
    t.ok(server.checkIssued(authority) && server.verify(authority.publicKey))
    t.ok(authority.checkIssued(authority) && authority.verify(authority.publicKey))
    t.notOk(server.verify(new X509Certificate(createCertificate(['a']).ca).publicKey), 'not by another authority')
    t.equal(issuer.fingerprint256, authority.fingerprint256, 'the server sends the authority too')
    t.strictSame([server.ca, authority.ca], [false, true])
  })

  t.test('is valid only for servers', async t => {
    t.strictSame(server.keyUsage, ['1.3.6.1.5.5.7.3.1'])
    const { key: again } = resolveTls({ tls: true, host: '::' })!
    t.not(key, again, 'each server has its own key')
  })

  t.test('is valid for a year from yesterday', async t => {
    const now = new Date('2031-07-04T10:20:30.500Z')
    const [made, madeBy] = chainOf(createCertificate(['a'], now).cert)
    for (const each of [made!, madeBy!]) {
      t.strictSame([each.validFrom, each.validTo], ['Jul  3 10:20:30 2031 GMT', 'Jul  3 10:20:30 2032 GMT'])
    }
  })

  t.test('has a new serial number and a new authority each time', async t => {
    const [one, other] = [createCertificate(['a']), createCertificate(['a'])].map(({ cert }) => chainOf(cert)[0]!)
    t.match(one!.serialNumber, /^01[\dA-F]{30}$/)
    t.not(one!.serialNumber, other!.serialNumber)
    t.not(one!.issuer, other!.issuer)
  })

  for (const count of [1, 3, 7, 40, 200]) {
    t.test(`covers ${count} hosts`, async t => {
      const hosts = Array.from({ length: count }, (_, number) => `host-${number}.${'long-'.repeat(10)}name.example.com`)
      const made = new X509Certificate(createCertificate(hosts).cert)
      t.strictSame(hosts.filter(host => made.checkHost(host) !== host), [])
    })
  }

  t.test('passes the strictest checks of OpenSSL', { skip: missing('openssl') }, async t => {
    const directory = t.testdir({ 'ca.pem': ca, 'cert.pem': cert })
    const verify = (...options: string[]) => spawnSync('openssl', [
      'verify', '-x509_strict', '-check_ss_sig', '-policy_check', '-purpose', 'sslserver', ...options,
      '-CAfile', join(directory, 'ca.pem'), join(directory, 'cert.pem'),
    ], { encoding: 'utf8' })
    for (const option of [
      ['-verify_hostname', 'mock.kb.local'], ['-verify_ip', 'fd00::1:2'],
    ]) t.match(verify(...option), { status: 0, stderr: '' }, option.join(' '))
    t.match(verify('-verify_hostname', 'other.local'), { status: 2, stderr: /hostname mismatch/i })
    const { stdout } = spawnSync('openssl', ['x509', '-in', join(directory, 'cert.pem'), '-noout', '-text'], { encoding: 'utf8' })
    for (const line of [
      /Version: 3/, /Signature Algorithm: ecdsa-with-SHA256/, /X509v3 Basic Constraints: critical\n\s+CA:FALSE/,
      /X509v3 Key Usage: critical\n\s+Digital Signature\n/, /X509v3 Extended Key Usage: \n\s+TLS Web Server Authentication\n/,
      /DNS:localhost, IP Address:127\.0\.0\.1, IP Address:0:0:0:0:0:0:0:1, /, /X509v3 Subject Key Identifier/,
      /X509v3 Authority Key Identifier/,
    ]) t.match(stdout, line)
    const {
      stdout: ofAuthority,
    } = spawnSync('openssl', ['x509', '-in', join(directory, 'ca.pem'), '-noout', '-text'], { encoding: 'utf8' })
    for (const line of [/CA:TRUE, pathlen:0/, /X509v3 Key Usage: critical\n\s+Certificate Sign\n/]) t.match(ofAuthority, line)
  })
})
