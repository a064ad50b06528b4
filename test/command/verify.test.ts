import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { NEWEST_VERSION, Version } from '../../src/versions/version.js'
import { proxyTo } from '../helpers/proxy.js'
import { basic } from '../helpers/security.js'
import { kibana, left, LIVE, NOTHING, SIGNED_IN, verify, withSecurity } from '../helpers/verify-command.js'

t.test('another process of the same version shows no differences', async t => {
  const url = await kibana(t, [...withSecurity, ...LIVE, '--kibana-version', '9.5.4'])
  const directory = t.testdir({})
  const reports = { json: join(directory, 'a.json'), junit: join(directory, 'a.xml'), record: join(directory, 'recorded') }
  const { code, stdout, stderr } = await verify(url, ...SIGNED_IN, '--external-system', '127.0.0.1', '--headers', '--key-order', ...Object
    .entries(reports)
    .flatMap(([name, path]) => [`--${name}`, path]))
  t.strictSame({ code, stderr }, { code: 0, stderr: '' }, stdout)
  t.match(stdout, /^Kibana 9\.5\.4 at http:\/\/127\.0\.0\.1:\d+, license trial, security on\n/)
  t.match(
    stdout,
    /\nCreates the space (kcm-verify-\w+), .* the space \1-other\nand the role \1-role, and the user \1-user with a random password\.\nRemoves them all\. Sends nothing to external systems but http:\/\/127\.0\.0\.1:\d+\/kibana, which it serves itself\.\n/,
  )
  t.match(stdout, /\nall +5\d\d +0 +0\n$/)
  t.strictSame(await left(url, { authorization: basic('elastic', 'changeme') }), NOTHING)

  const report = JSON.parse(readFileSync(reports.json, 'utf8'))
  t.match(report, { kibana: { url, version: '9.5.4', license: 'trial', security: true }, license: 'trial', package: /^\d/ })
  t.ok(report.scenarios.length > 500 && report.scenarios.every(({ result }: { result: string }) => result === 'agreed'))
  t.match(
    readFileSync(reports.junit, 'utf8'),
    /<testsuite name="create" tests="\d+" failures="0" skipped="0">\n {4}<testcase classname="create" name="a new case /,
  )

  const [
    theirs, ours,
  ] = [join(reports.record, '9.5.4.json'), 'fixtures/recorded/9.5.4.json'].map(path => JSON.parse(readFileSync(path, 'utf8')))
  t.match(theirs.recordedFrom, /^a server that calls itself Kibana 9\.5\.4, build [0-9a-f]+, by kibana-cases-mock \d/)
  t.strictSame(theirs.scenarios, ours.scenarios, 'the answers are those in the fixtures')
})

t.test('a Kibana that does not report its license is assumed to have a trial', async t => {
  const proxy = await proxyTo(t, await kibana(t, withSecurity), passing => {
    if (passing.path.endsWith('/api/licensing/info')) passing.text = '{}'
  })
  const { stdout } = await verify(proxy, ...SIGNED_IN, '--only', 'roles')
  t.match(stdout, /, license trial \(it does not report its own; see --license\), security on\n/)
})

t.test('a Kibana newer than every known one is compared with the newest', async t => {
  const newest = new Version(NEWEST_VERSION).release.replaceAll('.', '\\.')
  const newer = await proxyTo(t, await kibana(t), passing => {
    if (passing.path === '/api/status') passing.text = passing.text.replace(`"${NEWEST_VERSION}"`, '"99.2.0"')
  })
  const { code, stdout } = await verify(newer, '--only', 'status')
  t.match({ code, stdout }, {
    code: 0,
    stdout: new RegExp(
      `^Kibana 99\\.2\\.0 at .*\nThis version is newer than any that this package knows: it answers as Kibana ${newest}\\.\n`,
    ),
  })
})

t.test('scenarios that need security are skipped without it', async t => {
  const directory = t.testdir({})
  const [json, junit] = [join(directory, 'a.json'), join(directory, 'a.xml')]
  const { code, stdout } = await verify(await kibana(t), '--only', 'roles', '--json', json, '--junit', junit)
  t.match({ code, stdout }, { code: 0, stdout: /\nroles +0 +0 +\d+\n/ })
  t.match(JSON.parse(readFileSync(json, 'utf8')).scenarios, [{ area: 'roles', result: 'skipped', reason: 'security is off' }])
  t.match(readFileSync(junit, 'utf8'), '<skipped message="security is off"/></testcase>')
})

t.test('scenarios that execute connectors are skipped unless an external system is reached', async t => {
  const directory = t.testdir({})
  const json = join(directory, 'a.json')
  const reasonOf = async (url: string, ...args: readonly string[]) => {
    const { code, stdout } = await verify(url, '--only', 'push', '--json', json, ...args)
    t.match({ code, stdout }, { code: 0, stdout: /\npush +0 +0 +\d\d\n/ })
    const { scenarios } = JSON.parse(readFileSync(json, 'utf8')) as { scenarios: { reason: string }[] }
    return new Set(scenarios.map(({ reason }) => reason))
  }
  const url = await kibana(t)
  t.strictSame(await reasonOf(url), new Set(['no external system: see --external-system']))
  const [reason = ''] = await reasonOf(url, '--external-system', 'localhost')
  t.match(reason, /^Kibana sends nothing to http:\/\/localhost:\d+\/kibana: its license, its allowedHosts or the network forbids it$/)
  const { port } = new URL(url)
  t.match(await verify(url, '--external-system', `127.0.0.1:${port}`), {
    code: 2, stderr: /the external system can't be started: listen EADDRINUSE/,
  })
  t.match(await verify(url, '--external-system', '127.0.0.1', '--only', 'status'), { code: 0 }, 'others run all the same')
})
