import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { startServer } from '../../src/index.js'
import { basic } from '../helpers/security.js'
import { httpStub } from '../helpers/http-stub.js'
import { proxyTo, type Passing } from '../helpers/proxy.js'
import { runSubcommand } from '../helpers/subcommand.js'
import { files } from './files.js'
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
    /\nMakes the space (kcm-verify-\w+), .* the space \1-other\nand the role \1-role, and the user \1-user with a random password\.\nRemoves them all\. Sends nothing to external systems but http:\/\/127\.0\.0\.1:\d+\/kibana, which it serves itself\.\n/,
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

t.test('a Kibana that does not tell its license is taken for a trial', async t => {
  const proxy = await proxyTo(t, await kibana(t, withSecurity), passing => {
    if (passing.path.endsWith('/api/licensing/info')) passing.text = '{}'
  })
  const { stdout } = await verify(proxy, ...SIGNED_IN, '--only', 'roles')
  t.match(stdout, /, license trial \(it does not tell; see --license\), security on\n/)
})

t.test('a failing Kibana', async t => {
  const url = await kibana(t, withSecurity)
  const admin = { authorization: basic('elastic', 'changeme') }
  const status = (passing: Passing) => passing.path.endsWith('/api/status')
  /** A proxy with a change, the flags, and the one line of the refusal. */
  const troubles: readonly [title: string, change: (passing: Passing) => void, flags: readonly string[], line: RegExp][] = [
    ['no credentials', () => {}, [], /Kibana asks for credentials: give --username and --password, or --api-key/],
    ['wrong credentials', () => {}, ['--username', 'elastic', '--password', 'x'], /Kibana refuses the credentials \(401\)/],
    ['a user who may not see the version',
      () => {}, ['--username', 'viewer', '--password', 'changeme'],
      /Kibana tells its version only to users with the cluster privilege monitor/],
    ['a user without the right to make a space',
      () => {}, ['--username', 'watcher', '--password', 'changeme'],
      /the space kcm-verify-\w+ can't be made: 403 Unauthorized to create spaces/],
    ['a space that exists',
      () => {}, [...SIGNED_IN, '--space', 'kcm-taken'], /there is a space kcm-taken already: name another with --space/],
    ['a server that is no Kibana',
      passing => { if (status(passing)) passing.text = '<html>' }, SIGNED_IN,
      /\/api\/status names no version \(it answered 200\): is this a Kibana\?/],
    ['a version that is too old',
      passing => { passing.text = passing.text.replace('"number":"9.5.4"', '"number":"7.17.0"') }, SIGNED_IN, /Kibana 7\.17\.0 is too old/],
    ['no right to make a case', passing => {
      if (passing.path.endsWith('/api/cases')) Object.assign(passing, { status: 403, text: '{"message":"Forbidden"}' })
    }, SIGNED_IN, /a case can't be made: 403 Forbidden/],
    ['no answer',
      passing => { passing.isCut = passing.path.includes('/comments') }, [...SIGNED_IN, '--only', 'comments'],
      /POST http:.*\/comments: ECONNRESET/],
  ]
  const body = JSON.stringify({ id: 'kcm-taken', name: 'Taken' })
  await fetch(`${url}/api/spaces/space`, {
    method: 'POST', headers: { ...admin, 'kbn-xsrf': 'true', 'content-type': 'application/json' }, body,
  })
  for (const [title, change, flags, line] of troubles) {
    t.test(`${title}: exit status 2, one line, and nothing is left`, async t => {
      const proxy = await proxyTo(t, url, change)
      const { code, stderr } = await verify(proxy, ...flags)
      t.match({ code, stderr }, { code: 2, stderr: line })
      t.match(stderr, /^kibana-cases-mock verify: .+\n$/)
      t.strictSame(await left(url, admin), { ...NOTHING, spaces: ['default', 'kcm-taken'] })
    })
  }

  t.test('a slow server does not differ', async t => {
    const proxy = await proxyTo(t, url, () => setTimeout(20))
    t.match(await verify(proxy, ...SIGNED_IN, '--only', 'status'), { code: 0, stderr: '' })
  })

  t.test('a server that lacks an API differs there, and nothing is left', async t => {
    const proxy = await proxyTo(t, url, passing => {
      if (passing.path.includes('/api/actions/')) {
        Object.assign(passing, { status: 404, text: '{"statusCode":404,"error":"Not Found","message":"Not Found"}' })
      }
    })
    const { code, stdout } = await verify(proxy, ...SIGNED_IN, '--only', 'connectors', '--only', 'status')
    t.match({ code, stdout }, { code: 1, stdout: /\nstatus +\d+ +0 +0\nconnectors +\d+ +[1-9]\d* +\d+\n/ })
    t.strictSame(await left(url, admin), { ...NOTHING, spaces: ['default', 'kcm-taken'] })
  })

  t.test('answers with errors are differences', async t => {
    const proxy = await proxyTo(t, url, passing => {
      if (passing.path.includes('/comments')) Object.assign(passing, { status: 500, text: 'oops' })
    })
    const { code, stdout } = await verify(proxy, ...SIGNED_IN, '--only', 'comments')
    t.match({ code, stdout }, { code: 1, stdout: /Kibana answered 500/ })
    t.strictSame(await left(url, admin), { ...NOTHING, spaces: ['default', 'kcm-taken'] })
  })

  t.test('documents that could not be deleted are listed', async t => {
    let isRefusing = true
    const proxy = await proxyTo(t, url, passing => {
      if (isRefusing && passing.method === 'DELETE' && passing.path.includes('spaces')) {
        Object.assign(passing, { status: 403, text: '{"message":"no"}' })
      }
    })
    const { code, stderr } = await verify(proxy, ...SIGNED_IN, '--only', 'status', '--space', 'kcm-left')
    isRefusing = false
    t.match(
      { code, stderr },
      {
        code: 0,
        stderr: /could not be removed:\n {2}DELETE \/api\/spaces\/space\/kcm-left-other: 403 no\n {2}DELETE \/api\/spaces\/space\/kcm-left: 403 no\n$/,
      },
    )
  })
})

t.test('a Kibana that stops answering: documents that may be left are listed', async t => {
  let isGone = false
  const proxy = await proxyTo(t, await kibana(t), passing => {
    isGone ||= passing.path.includes('/comments')
    passing.isCut = isGone
  })
  const { code, stderr } = await verify(proxy, '--only', 'comments', '--space', 'kcm-gone')
  t.equal(code, 2)
  t.match(stderr, /\n {2}DELETE \/api\/cases\?ids=.*: DELETE http.*: ECONNRESET\n/)
  t.match(stderr, /\n {2}DELETE \/api\/spaces\/space\/kcm-gone: .*\nkibana-cases-mock verify: POST .*\/comments: ECONNRESET\n$/)
})

t.test('a Kibana behind HTTPS needs the authority that signed its certificate', async t => {
  await using kibana = await startServer({ tls: true })
  const ca = join(t.testdir({ 'ca.pem': kibana.tls!.ca }), 'ca.pem')
  t.match(kibana.url, /^https:/)
  t.match(
    await verify(kibana.url, '--only', 'status'),
    {
      code: 2,
      stderr: /^kibana-cases-mock verify: GET https:.*: SELF_SIGNED_CERT_IN_CHAIN; name the authority that signed its certificate with --ca\n$/,
    },
  )
  await using plain = await startServer()
  t.match(await verify(plain.url.replace('http:', 'https:')), { code: 2, stderr: /: EPROTO; no TLS there, as it seems: try http\n$/ })
  t.match(await verify(kibana.url, '--only', 'status', '--ca', ca), { code: 0, stderr: '' })
})

t.test('a Kibana newer than every known one is compared with the newest', async t => {
  const newer = await proxyTo(t, await kibana(t), passing => {
    if (passing.path === '/api/status') passing.text = passing.text.replace('"9.5.4"', '"10.2.0"')
  })
  const { code, stdout } = await verify(newer, '--only', 'status')
  t.match({ code, stdout }, {
    code: 0, stdout: /^Kibana 10\.2\.0 at .*\nThis package knows no version as new: it answers as Kibana 9\.5\.4\.\n/,
  })
})

t.test('--timeout is the longest wait for an answer', async t => {
  const { url } = await httpStub(t, () => 'silence')
  for (const command of ['verify', 'pull']) {
    t.match(await runSubcommand([command, '--kibana', url, '--timeout', '0.1']).ended,
      { code: 2, stderr: new RegExp(`^kibana-cases-mock ${command}: GET ${url}/api/cases/tags: no answer within 100 ms\n$`) })
  }
})

t.test('scenarios that need security are skipped without it', async t => {
  const directory = t.testdir({})
  const [json, junit] = [join(directory, 'a.json'), join(directory, 'a.xml')]
  const { code, stdout } = await verify(await kibana(t), '--only', 'roles', '--json', json, '--junit', junit)
  t.match({ code, stdout }, { code: 0, stdout: /\nroles +0 +0 +\d+\n/ })
  t.match(JSON.parse(readFileSync(json, 'utf8')).scenarios, [{ area: 'roles', result: 'skipped', reason: 'security is off' }])
  t.match(readFileSync(junit, 'utf8'), '<skipped message="security is off"/></testcase>')
})

t.test('scenarios that execute connectors are skipped without an external system that is reached', async t => {
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

t.test('flags', async t => {
  t.match(await runSubcommand(['verify', '--only', 'status'], { KIBANA_URL: 'kibana' }).ended, {
    code: 2, stderr: /KIBANA_URL: expected an http or https URL, got "kibana"\n$/,
  })
  t.match(await runSubcommand(['verify', '--help']).ended, { code: 0, stdout: /^Usage: kibana-cases-mock verify --kibana URL/ })
  const file = files(t, { 'notes.txt': 'no certificate' })
  const refused: readonly [args: readonly string[], line: RegExp][] = [
    [[], /--kibana: expected an http or https URL, got nothing/],
    [['--kibana', 'kibana'], /--kibana: expected an http or https URL, got "kibana"/],
    [['--kibana', 'http://127.0.0.1:1', '--timeout', 'soon'], /--timeout: expected a number of seconds from 0.001 to 2147483, got "soon"/],
    [['--kibana', 'http://127.0.0.1:1'], /GET http:\/\/127\.0\.0\.1:1\/api\/cases\/tags: ECONNREFUSED/],
    [['--only', 'everything'], /there is no area "everything": areas are "create", /],
    [['--space', 'My Space'], /--space: expected a name of a-z, 0-9, "_" and "-", got "My Space"/],
    [['--space', 'default'], /--space: the default space is not one to make and remove/],
    [['--license', 'silver'], /--license: expected one of basic, .*, got "silver"/],
    [['--kibana', 'http://127.0.0.1:1', '--ca', '/none.pem'], /--ca: expected a file that can be read, got ENOENT/],
    [['--kibana', 'http://127.0.0.1:1', '--ca', file('notes.txt')],
      /--ca: expected a file with a certificate in PEM format, got ".*notes\.txt"/],
    [['--kibana', 'ann:hush@kibana'], /--kibana: expected an http or https URL, got a value that is not shown\n/],
    [['--kibana', 'http://127.0.0.1:1', '--timeout', 'Infinity'],
      /--timeout: expected a number of seconds from 0.001 to 2147483, got "Infinity"/],
    [['--kibana', 'http://ann:a%zz@127.0.0.1:1', '--timeout', '0.5004'], /tags: ECONNREFUSED/],
    [['--password', '-x'], /--password: expected a value; write --password=VALUE for one that starts with a dash/],
    [['--kibana', 'http://127.0.0.1:1', '--json', file('none/a.json')], /--json: expected a file that can be written, got ENOENT/],
    [['--kibana', 'http://127.0.0.1:1', '--junit', file('.')], /--junit: expected the path of a file, got "/],
    [['--kibana', 'http://127.0.0.1:1', '--junit', file('notes.txt/a.xml')], /--junit: expected a file that can be written, got ENOTDIR/],
    [['--kibana', 'http://127.0.0.1:1', '--record', file('notes.txt')], /--record: expected a directory that can be written, got EEXIST/],
    [['--kibana', 'http://127.0.0.1:1', '--record', ''], /--record: expected a directory that can be written, got ENOENT/],
    [['--external-system', 'http://host'], /--external-system: expected a host, with or without a port, got "http:\/\/host"/],
    [['--kibanas'], /Unknown option '--kibanas'; see kibana-cases-mock verify --help/],
  ]
  for (const [args, line] of refused) {
    const { code, stdout, stderr } = await runSubcommand(['verify', ...args]).ended
    t.strictSame({ code, stdout }, { code: 2, stdout: '' })
    t.match(stderr, line)
    t.match(stderr, /^kibana-cases-mock verify: .+\n$/, 'one line')
  }
})

t.test('credentials come from flags, variables or the URL', async t => {
  const security = JSON.stringify({ users: { ann: { password: 'p@ss', roles: ['superuser'] } }, apiKeys: { 'id:key': 'ann' } })
  const url = await kibana(t, ['--security', security])
  const withUser = url.replace('://', `://ann:${encodeURIComponent('p@ss')}@`)
  const ways: readonly [args: readonly string[], env: Record<string, string>][] = [
    [['--kibana', withUser], {}],
    [[], { KIBANA_URL: url, KIBANA_USERNAME: 'ann', KIBANA_PASSWORD: 'p@ss' }],
    [['--kibana', url, '--api-key', btoa('id:key')], {}],
    [['--license', 'trial'], { KIBANA_URL: url, KIBANA_API_KEY: btoa('id:key') }],
    [['--username', 'ann', '--password', 'p@ss'], { KIBANA_URL: url, KIBANA_API_KEY: 'of another user' }],
  ]
  for (const [args, env] of ways) {
    const { code, stdout } = await runSubcommand(['verify', '--only', 'roles', ...args], env).ended
    t.match({ code, stdout }, { code: 0, stdout: /\nroles +\d+ +0 +0\n/ })
    t.notMatch(stdout, 'p@ss')
  }
})
