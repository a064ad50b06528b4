import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { createCertificate } from '../../src/tls/certificate.js'
import { ask } from '../helpers/https.js'
import { runCommand } from '../helpers/command.js'
import { NEWEST_VERSION } from '../../src/versions/version.js'

interface Status { version: { number: string } }
const versionOf = async (url: string) => (await (await fetch(`${url}/api/status`)).json() as Status).version.number
const seedless = { KCM_SEED: '[]' }

t.test('kibana-cases-mock', async t => {
  t.test('prints its options', async t => {
    const { code, stdout } = await runCommand(t, ['--help']).exited
    t.equal(code, 0)
    t.match(stdout, /^Usage: kibana-cases-mock \[options\]/)
    t.match(stdout, '--port               port to listen on; 0 chooses a free one (5601): a whole number of 0 to 65535')
  })

  t.test('prints its version', async t => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    t.strictSame(await runCommand(t, ['--version']).exited, { code: 0, stdout: `${version}\n`, stderr: '' })
  })

  t.test('prefers flags to the environment, the config file and defaults, in this order', async t => {
    const directory = t.testdir({ 'kcm.json': JSON.stringify({ kibanaVersion: '9.1.1', port: 0, basePath: '/file', license: 'basic' }) })
    const file = join(directory, 'kcm.json')
    const fromFile = await runCommand(t, ['--config', file], seedless).listening()
    t.equal(await versionOf(`${fromFile}/file`), '9.1.1')
    const fromEnvironment = await runCommand(t, [], {
      ...seedless, KCM_CONFIG: file, KCM_KIBANA_VERSION: '9.1.2', KCM_PORT: '0', PORT: '1',
    }).listening()
    t.equal(await versionOf(`${fromEnvironment}/file`), '9.1.2')
    const fromFlag = await runCommand(t, ['--config', file, '--kibana-version=9.1.3'], {
      ...seedless, KCM_KIBANA_VERSION: '9.1.2',
    }).listening()
    t.equal(await versionOf(`${fromFlag}/file`), '9.1.3')
    const fromDefault = await runCommand(t, ['--port', '0', '--seed', '[]']).listening()
    t.equal(await versionOf(fromDefault), NEWEST_VERSION)
  })

  t.test('listens on PORT and HOST', async t => {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    probe.close()
    await once(probe, 'close')
    const url = await runCommand(t, [], { ...seedless, PORT: String(port), HOST: '127.0.0.1' }).listening()
    t.equal(url, `http://127.0.0.1:${port}`)
  })

  t.test('reports that the port is in use', async t => {
    const holder = createServer().listen(0, '0.0.0.0')
    t.teardown(() => holder.close())
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const { code, stderr } = await runCommand(t, ['--port', String(port)], seedless).exited
    t.strictSame({ code, stderr }, {
      code: 1, stderr: `kibana-cases-mock: cannot listen on 0.0.0.0, port ${port}: the port is taken; port 0 chooses a free one\n`,
    })
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    t.test(`on ${signal} finishes requests in flight, and exits with 0`, async t => {
      const { child, exited, listening } = runCommand(t, ['--port=0'], seedless)
      const url = await listening()
      const body = JSON.stringify({ cases: [] })
      const sending = request(`${url}/api/cases`, {
        method: 'PATCH', headers: { 'kbn-xsrf': 'true', 'content-length': body.length }, agent: false,
      })
      sending.write(body.slice(0, 5))
      await (await fetch(`${url}/api/status`)).text()
      child.kill(signal)
      // No new connection is taken: the signal has arrived
      while (await fetch(url, { headers: { connection: 'close' } }).then(() => true, () => false));
      sending.end(body.slice(5))
      const [response] = await once(sending, 'response')
      t.equal(response.statusCode, 400)
      response.resume()
      const { code, stderr } = await exited
      t.strictSame({ code, stderr }, { code: 0, stderr: '' })
    })
  }

  t.test('serves https, and checks its own health over it', async t => {
    const { key, cert, ca } = createCertificate(['127.0.0.1'])
    const directory = t.testdir({ 'kcm.json': JSON.stringify({ tls: { key: 'key.pem', cert } }), 'key.pem': key })
    const ways: [args: string[], env: Record<string, string>, ca?: string][] = [
      [['--tls'], {}],
      [['--tls', '--quiet', '--ready-json'], {}],
      [['--tls', 'true'], {}],
      [[], { KCM_TLS: '{"names":["kibana"]}' }],
      [['--config', join(directory, 'kcm.json')], {}, ca],
    ]
    for (const [args, env, given] of ways) {
      const url = await runCommand(t, ['--port=0', ...args], { ...seedless, ...env }).listening()
      t.match(url, /^https:/)
      t.equal(
        (await ask(`${url}/api/status`, given ?? (await ask(`${url}/_mock/ca.pem`, undefined, { rejectUnauthorized: false })).body)).status,
        200,
      )
      const { port } = new URL(url)
      t.equal((await runCommand(t, ['--health', ...args], { ...seedless, ...env, PORT: port }).exited).code, 0)
    }
  })

  t.test('checks the health of a server', async t => {
    const { child, exited, listening } = runCommand(t, ['--port=0'], seedless)
    const { port } = new URL(await listening())
    t.equal((await runCommand(t, ['--health'], { ...seedless, PORT: port }).exited).code, 0)
    child.kill()
    await exited
    t.equal((await runCommand(t, ['--health'], { ...seedless, PORT: port }).exited).code, 1)
  })
})
