import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import type { CommandProcess } from '../../src/command/process.js'
import { readFlags } from '../../src/command/flags.js'
import { withLog } from '../../src/command/log-options.js'
import { connect, type ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { runFake } from '../helpers/fake-process.js'
import { basic } from '../helpers/security.js'

const { homepage } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { homepage: string }
const PLAIN = { NO_COLOR: '1' }

/** Runs the command in this process, on a terminal, until the test ends. */
async function serve (t: Test, { args = [], env = {} }: { args?: string[], env?: Record<string, string> } = {}) {
  const { written, handlers, ended } = runFake(['--port=0', '--host=127.0.0.1', ...args], {
    env: { KCM_SEED: '{"cases":[{"id":"a","title":"x"}]}', ...env }, isTTY: true,
  })
  await ended
  t.teardown(() => handlers.get('SIGTERM')?.())
  return written
}

const URL_OF = /http:\/\/127\.0\.0\.1:\d+/
const urlIn = ({ stdout }: { stdout: string }) => URL_OF.exec(stdout)![0]
/** The option as the command sets it. */
function logger (args: string[], given: NonNullable<ServerOptions['logger']>, isTTY = false) {
  // The part of a stream that is used
  const stdout = { isTTY } as CommandProcess['stdout']
  return withLog({ stdout, env: {} }, readFlags(args), { logger: given }).options.logger
}

const withoutTimes = (text: string) => text.replace(/^\d\d:\d\d:\d\d /gm, '').replace(/ [\d.]+ ms/g, ' N ms')
/** The lines about requests and messages, after the banner. */
const linesOf = ({ stdout }: { stdout: string }) =>
  withoutTimes(stdout).split('\n').slice(stdout.split('\n').findIndex(line => line.includes('Ctrl+C')) + 2, -1)

t.test('on a terminal', async t => {
  t.test('the command prints its version and URL', async t => {
    const { stdout } = await serve(t, { env: PLAIN, args: ['--kibana-version=9.1.0'] })
    const url = urlIn({ stdout })
    t.match(stdout, /^\n {2}kibana-cases-mock \d+\.\d+\.\d+, as Kibana 9\.1\.0\n\n/)
    t.equal(stdout.slice(stdout.indexOf('  Kibana ')), `  Kibana  ${url}\n  Page    ${url}/_mock/\n  Routes  ${url}/_mock/#/routes\n  ` +
      `Docs    ${homepage}\n  Loaded  1 case, 0 connectors\n  Stop    Ctrl+C\n\n`)
    const { stdout: without } = await serve(t, { env: { ...PLAIN, KCM_SEED: '[]' }, args: ['--control={"enabled":false}'] })
    t.notMatch(without, '_mock')
  })

  t.test('the command prints the URL of its Elasticsearch, and marks requests to it', async t => {
    const written = await serve(t, { env: PLAIN, args: ['--elasticsearch={"port":0}'] })
    const [, elasticsearch = ''] = /^ {2}Elastic (http:\S+)$/m.exec(written.stdout) ?? []
    await (await fetch(`${elasticsearch}/_license`)).text()
    t.strictSame(linesOf(written), ['GET    200 /_license N ms elastic to Elasticsearch'])
  })

  t.test('one short line for each request, with its user, fault and stub', async t => {
    const written = await serve(t, { env: PLAIN, args: ['--stubs=[{"path":"/api/other","body":{}}]'] })
    const url = urlIn(written)
    const headers = { 'kbn-xsrf': 'x', authorization: basic('ann', 'x') }
    await connect(url).faults.add({ match: { method: 'POST', path: '/api/cases' }, effect: { status: 503 } })
    for (const [
      method, path,
    ] of [['GET', '/api/cases/a'], ['POST', '/api/cases'], ['GET', '/api/other'], ['GET', '/api/cases/a/b']] as const) {
      await (await fetch(url + path, { method, headers })).text()
    }
    t.strictSame(linesOf(written), [
      'POST   201 /_mock/faults N ms',
      'GET    200 /api/cases/a N ms ann',
      'POST   503 /api/cases N ms ann fault fault-1',
      'GET    200 /api/other N ms ann stub stub-1',
      'not implemented here: GET /api/cases/a/b; a stub can answer it',
      'GET    404 /api/cases/a/b N ms ann',
    ])
  })

  t.test('health checks and files of the page are logged only on request', async t => {
    const routine = [['GET', '/_mock/health'], ['GET', '/api/status'], ['HEAD', '/'], ['GET', '/_mock/']] as const
    for (const [args, expected] of [[[], []], [['--verbose'], [
      'GET    200 /_mock/health N ms', 'GET    200 /api/status N ms elastic', 'HEAD   302 / N ms elastic', 'GET    200 /_mock/ N ms',
    ]]] as const) {
      const written = await serve(t, { env: PLAIN, args: [...args] })
      for (const [method, path] of routine) await (await fetch(urlIn(written) + path, { method, redirect: 'manual' })).text()
      t.strictSame(linesOf(written), expected)
    }
  })

  t.test('colors show the kind of a status and of a message, unless NO_COLOR or the terminal has none', async t => {
    const colorful = await serve(t, { args: ['--kibana-version=99.0.0'] })
    const url = urlIn(colorful)
    for (const path of ['/api/cases/a', '/api/cases/b', '/login']) await (await fetch(url + path, { redirect: 'manual' })).text()
    await connect(url).faults.add({ effect: { status: 500 } })
    await (await fetch(`${url}/api/cases/a`)).text()
    for (const code of [
      '[32m200', '[33m404', '[31m500', '[35mfault fault-1', '[33mkibanaVersion 99.0.0 is newer',
    ]) t.match(colorful.stdout, `\u001b${code}`)
    for (const env of [PLAIN, { TERM: 'dumb' }]) {
      const written = await serve(t, { env })
      await (await fetch(`${urlIn(written)}/api/cases/a`)).text()
      t.notMatch(written.stdout, '\u001b')
    }
  })

  t.test('--quiet writes neither banner nor requests, --log-level sets the level', async t => {
    for (const args of [['--quiet'], ['--log-level=warn'], ['-q'], ['--logger=false']]) {
      const written = await serve(t, { env: PLAIN, args: [...args, '--kibana-version=9.1.0'] })
      t.strictSame(written, { stdout: '', stderr: '' })
    }
  })

  t.test('a logger with its own settings keeps them', async t => {
    t.strictSame(logger([], { level: 'info', base: null }, true), { base: null, level: 'info' })
  })
})

t.test('elsewhere', async t => {
  t.test('the log has one line of JSON for each request', async t => {
    const lines: string[] = []
    const { url } = await testServer(t, { logger: { level: 'info', stream: { write: (line: string) => { lines.push(line) } } } })
    await (await fetch(`${url}/api/cases/a?x=1`)).text()
    await (await fetch(`${url}/api/status`)).text()
    const requests = lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'request')
    t.match(requests, [{ level: 30, method: 'GET', path: '/api/cases/a?x=1', status: 404, milliseconds: Number, user: 'elastic' }])
    t.equal(requests.length, 1)
  })

  t.test('the options keep the log as JSON, at the given level', async t => {
    t.strictSame(logger([], { level: 'info' }), { level: 'info' })
    t.strictSame(logger(['--quiet'], true), { level: 'warn' })
    t.strictSame(logger(['--verbose'], 'error'), { level: 'debug' })
    t.strictSame(logger(['--log-level=trace'], { level: 'info', base: null }), { base: null, level: 'trace' })
    t.equal(logger([], false), false)
    t.strictSame(logger(['--verbose'], false), { level: 'debug' })
  })

  t.test('refuses an unknown level, and conflicting options', async t => {
    for (const [args, message] of [
      [['--log-level=loud'],
        'kibana-cases-mock: --log-level: expected "fatal", "error", "warn", "info", "debug", "trace" or "silent", got "loud"\n'],
      [['--quiet', '--verbose'], 'kibana-cases-mock: --log-level, --quiet and --verbose: give one of them\n'],
    ] as const) {
      t.strictSame(await serve(t, { args: [...args] }), { stdout: '', stderr: message })
    }
  })
})
