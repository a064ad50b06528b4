import { rmSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { connect, InvalidInput } from '../../src/index.js'
import { OptionsSchema } from '../../src/options/schema.js'
import { KibanaCasesContainer } from '../../src/testcontainers/index.js'
import { createCertificate } from '../../src/tls/certificate.js'
import { files } from '../helpers/files.js'
import { ask } from '../helpers/https.js'
import { basic } from '../helpers/security.js'
import { imageOfRelease } from '../../src/testcontainers/image.js'

/** Starts a container, and stops it with the test. */
async function started (t: Test, build: (container: KibanaCasesContainer) => KibanaCasesContainer = container => container) {
  const container = await build(new KibanaCasesContainer()).start()
  t.teardown(() => container.close().catch(() => {}))
  return container
}

const titles = async ({ exportState }: { exportState: () => Promise<{ cases?: readonly { title: string }[] }> }) =>
  (await exportState()).cases?.map(({ title }) => title)

t.test('KibanaCasesContainer', async t => {
  t.test('starts a server, and controls it', async t => {
    const kibana = await started(t, container => container.withSeed({ cases: [{ id: 'a', title: 'Phishing' }] }))
    t.equal(kibana.url, `http://${kibana.getHost()}:${kibana.getMappedPort(5601)}`)
    await kibana.faults.add({ effect: { status: 503 }, times: 1 })
    const statuses = []
    for (let attempt = 0; attempt < 2; attempt++) statuses.push((await fetch(`${kibana.url}/api/cases/a`)).status)
    t.strictSame(statuses, [503, 200])
    await kibana.requests.verify({ match: { path: '/api/cases/a' }, times: 2 })
    const sandbox = await kibana.sandbox({ license: 'basic' })
    t.strictSame(await titles(sandbox), ['Phishing'])
    t.equal(await sandbox.license(), 'basic')
  })

  t.test('has every control of connect()', async t => {
    const kibana = await started(t)
    t.strictSame(Object.keys(connect('http://localhost')).filter(key => !(key in kibana)), [])
  })

  t.test('has the cases of the documentation without a seed, and accepts several seeds', async t => {
    t.strictSame(await titles(await started(t)), ['Case title 1', 'Case title 1'])
    const file = files(t, { 'cases.json': '{"cases":[{"title":"of a file"}]}' })('cases.json')
    const kibana = await started(t, container => container.withSeed([{ cases: [{ title: 'first' }] }, file]))
    t.strictSame(await titles(kibana), ['first', 'of a file'])
    await kibana.importState({})
    await kibana.reset()
    t.strictSame(await titles(kibana), ['first', 'of a file'])
  })

  t.test('is empty with an empty seed', async t => {
    for (const seed of [{}, []]) t.strictSame(await titles(await started(t, container => container.withSeed(seed))), [])
  })

  t.test('sets every option that it is given', async t => {
    const kibana = await started(t, container => container
      .withSeed({})
      .withBasePath('/kb').withKibanaVersion('8.15.0').withLicense('gold').withSpaces(['soc']).withRandom(1)
      .withClock({ now: '2025-06-01T10:00:00.000Z', frozen: true })
      .withSecurity({ users: { ann: { password: 'secret', roles: ['superuser'] } } })
      .withConnectors({
        jira: { name: 'Jira', actionTypeId: '.jira', config: { apiUrl: 'https://jira.example', projectKey: 'SOC' }, secrets: {} },
      })
      .withExternalServices({ '.jira': 'simulated' }).withExternalFailures([{ failure: 'rate-limit', times: 1 }])
      .withControlToken('s3cret')
      .withStubs([{ path: /^\/api\/detection_engine\/RULES$/i, body: { data: [] } }])
      .withRequestLog({ size: 1 }).withMaxPayloadBytes(10_000).withLogger(false).withPublicBaseUrl('https://kibana.example.com'))
    t.match(await kibana.ready(), { kibanaVersion: '8.15.0', now: '2025-06-01T10:00:00.000Z' })
    t.equal(kibana.url, `http://127.0.0.1:${kibana.getMappedPort(5601)}/kb`)
    t.equal(await kibana.license(), 'gold')
    t.match(await kibana.failures.list(), [{ failure: 'rate-limit', hits: 0 }])
    t.match(await (await fetch(`${kibana.url}/_mock/license`)).json(), { statusCode: 401 })
    const ask = (path: string, password = 'secret') => fetch(kibana.url + path, { headers: { authorization: basic('ann', password) } })
    for (const path of ['/s/soc/api/cases/tags', '/api/cases/tags', '/api/detection_engine/rules']) t.equal((await ask(path)).status, 200)
    t.equal((await ask('/api/cases/tags', 'wrong')).status, 401)
    t.match(await (await ask('/api/actions/connectors')).json(), [{ id: 'jira' }])
    t.equal((await kibana.requests.all()).length, 1)
    const body = JSON.stringify({ title: 'x'.repeat(10_000) })
    const headers = { 'kbn-xsrf': 'true', 'content-type': 'application/json', authorization: basic('ann', 'secret') }
    const refused = await fetch(`${kibana.url}/api/cases`, { method: 'POST', headers, body })
    t.equal(refused.status, 413)
  })

  t.test('starts its Elasticsearch on its own port', async t => {
    for (const build of [
      (container: KibanaCasesContainer) => container.withElasticsearch(),
      (container: KibanaCasesContainer) => container.withOptions({ elasticsearch: { port: 0 } }),
    ]) {
      const kibana = await started(t, build)
      t.match(await (await fetch(kibana.elasticsearch!.url)).json(), { tagline: 'You Know, for Search' })
      t.not(kibana.elasticsearch!.url, kibana.url)
    }
    t.equal((await started(t)).elasticsearch, undefined)
  })

  t.test('serves https, and returns the certificate that clients need', async t => {
    const kibana = await started(t, container => container.withSeed({
      cases: [{ id: 'a', title: 'Phishing' }],
    }).withBasePath('/kb').withTls().withControlToken('s3cret'))
    t.equal(kibana.url, `https://127.0.0.1:${kibana.getMappedPort(5601)}/kb`)
    t.strictSame(await titles(kibana), ['Phishing'])
    const before = kibana.tls!.ca
    t.equal((await ask(`${kibana.url}/api/cases/a`, before)).status, 200)
    await kibana.restart()
    t.not(kibana.tls!.ca, before, 'a start makes a certificate')
    t.strictSame(await titles(kibana), ['Phishing'])
    t.equal((await started(t)).tls, undefined)
  })

  t.test('serves https with a given certificate', async t => {
    const { key, cert, ca } = createCertificate(['127.0.0.1'])
    const directory = t.testdir({ 'key.pem': key, 'cert.pem': cert })
    const given = [{ key, cert }, { key: join(directory, 'key.pem'), cert: join(directory, 'cert.pem') }]
    const containers = given.map(tls => new KibanaCasesContainer().withTls(tls))
    // The container has no files of this machine
    for (const name of ['key.pem', 'cert.pem']) rmSync(join(directory, name))
    for (const container of containers) {
      const kibana = await container.start()
      t.equal(kibana.tls!.ca, cert)
      t.equal((await ask(`${kibana.url}/api/status`, ca)).status, 200)
      await kibana.stop()
    }
  })

  t.test('has a method for every option, except those that the image sets', async t => {
    const ofImage = ['host', 'port']
    const methods = {
      ...Object.fromEntries(Object.keys(OptionsSchema.properties).map(name => [name, `with${name[0]!.toUpperCase()}${name.slice(1)}`])),
      control: 'withControlToken',
    }
    const missing = Object.entries(methods).filter(([name, method]) => !ofImage.includes(name) &&
      typeof Reflect.get(KibanaCasesContainer.prototype, method) !== 'function')
    t.strictSame(missing, [])
  })

  t.test('refuses invalid options and seeds before it starts', async t => {
    const container = new KibanaCasesContainer('kibana-cases-mock')
    const REFUSED = [
      [() => container.withKibanaVersion('7.17.0'), /^KibanaCasesContainer: kibanaVersion: expected /],
      [() => container.withOptions({ licence: 'basic' } as never), /^KibanaCasesContainer: licence: expected one of the keys /],
      [() => container.withOptions({ port: 5602 } as never), /^KibanaCasesContainer: port: expected one of the keys /],
      [() => container.withTls({ key: 'nowhere.pem', cert: 'nowhere.pem' }),
        /^KibanaCasesContainer: tls\.key: expected PEM, or the path of a file with it, got a file that cannot be read \(ENOENT\)$/],
      [() => container.withClock({ now: () => new Date() }),
        /^KibanaCasesContainer: clock: expected an ISO 8601 time or \{ now, frozen \}, which can be sent, got an object with functions$/],
      [() => container.withSeed('nowhere.json'), /^withSeed: seed nowhere\.json: expected a file that can be read, got ENOENT/],
    ] as const
    for (const [attempt, message] of REFUSED) {
      t.throws(attempt, { name: 'InvalidInput', message })
      t.throws(attempt, InvalidInput)
    }
  })

  t.test('reports why it does not start', async t => {
    await t.rejects(new KibanaCasesContainer().withSeed({ cases: [{ title: 5 as never }] }).start(), {
      message: /cases\[0\]\.title: expected /,
    })
  })

  t.test('uses the image of its own release', async t => {
    t.match(imageOfRelease(), /^ghcr\.io\/kibana-cases-mock\/kibana-cases-mock:\d+\.\d+\.\d+/)
  })
})

t.test('StartedKibanaCasesContainer', async t => {
  t.test('follows its server to another port when it restarts', async t => {
    const kibana = await started(t, container => container.withSeed({}))
    await kibana.seed({ cases: [{ title: 'forgotten' }] })
    await kibana.restart()
    t.equal(kibana.url, `http://127.0.0.1:${kibana.getMappedPort(5601)}`)
    t.strictSame(await titles(kibana), [])
  })

  t.test('ends waits when it stops', async t => {
    for (const stop of ['stop', 'close', Symbol.asyncDispose] as const) {
      const kibana = await started(t)
      const waiting = t.rejects(kibana.requests.waitFor({}, { timeout: '1h' }), { message: `the connection to ${kibana.url} was closed` })
      await kibana[stop]()
      await waiting
    }
  })
})
