import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { startServer } from '../../src/index.js'
import { httpStub } from '../helpers/http-stub.js'
import { proxyTo, type Passing } from '../helpers/proxy.js'
import { basic } from '../helpers/security.js'
import { runSubcommand } from '../helpers/subcommand.js'
import { kibana, left, NOTHING, SIGNED_IN, verify, withSecurity } from '../helpers/verify-command.js'

t.test('a failing Kibana', async t => {
  const url = await kibana(t, withSecurity)
  const admin = { authorization: basic('elastic', 'changeme') }
  const status = (passing: Passing) => passing.path.endsWith('/api/status')
  /** A proxy with a change, the flags, and the one line of the refusal. */
  const troubles: readonly [title: string, change: (passing: Passing) => void, flags: readonly string[], line: RegExp][] = [
    ['no credentials', () => {}, [], /Kibana requires credentials: give --username and --password, or --api-key/],
    ['wrong credentials', () => {}, ['--username', 'elastic', '--password', 'x'], /Kibana refuses the credentials \(401\)/],
    ['a user who may not see the version',
      () => {}, ['--username', 'viewer', '--password', 'changeme'],
      /Kibana reports its version only to users with the cluster privilege monitor/],
    ['a user without the right to create a space',
      () => {}, ['--username', 'watcher', '--password', 'changeme'],
      /the space kcm-verify-\w+ can't be created: 403 Unauthorized to create spaces/],
    ['a space that exists',
      () => {}, [...SIGNED_IN, '--space', 'kcm-taken'], /the space kcm-taken already exists: name another with --space/],
    ['a server that is not a Kibana',
      passing => { if (status(passing)) passing.text = '<html>' }, SIGNED_IN,
      /\/api\/status reports no version \(it answered 200\): is this a Kibana\?/],
    ['a version that is too old',
      passing => { passing.text = passing.text.replace('"number":"9.5.4"', '"number":"7.17.0"') }, SIGNED_IN, /Kibana 7\.17\.0 is too old/],
    ['a pre-release',
      passing => { passing.text = passing.text.replace('"number":"9.5.4"', '"number":"9.6.0-rc1"') }, SIGNED_IN,
      /Kibana 9\.6\.0-rc1 is a pre-release: only releases and snapshots are known/],
    ['no right to create a case', passing => {
      if (passing.path.endsWith('/api/cases')) Object.assign(passing, { status: 403, text: '{"message":"Forbidden"}' })
    }, SIGNED_IN, /a case can't be created: 403 Forbidden/],
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

  t.test('a slow server shows no differences', async t => {
    const proxy = await proxyTo(t, url, () => setTimeout(20))
    t.match(await verify(proxy, ...SIGNED_IN, '--only', 'status'), { code: 0, stderr: '' })
  })

  t.test('a server that lacks an API differs only there, and nothing is left', async t => {
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

t.test('a space that cannot be emptied between two scenarios ends the run, and is listed', async t => {
  const proxy = await proxyTo(t, await kibana(t), () => {}, ({ method, path }) =>
    method === 'DELETE' && path.endsWith('/kcm-full') ? { status: 500, text: '{"message":"no"}' } : undefined)
  t.match(await verify(proxy, '--only', 'configure', '--space', 'kcm-full'), {
    code: 2,
    stderr: 'kibana-cases-mock: could not be removed:\n  DELETE /api/spaces/space/kcm-full: 500 no\n' +
      "kibana-cases-mock verify: the space kcm-full can't be removed: 500 no\n",
  })
})

t.test('a space, role or user of a name that scenarios use is refused, and stays', async t => {
  const url = await kibana(t, withSecurity)
  const paths = ['/api/spaces/space/kcm-mine-other', '/api/security/role/kcm-mine-role', '/internal/security/users/kcm-mine-user']
  for (const existing of paths) {
    const sent: string[] = []
    const proxy = await proxyTo(t, url, ({ method, path }) => {
      if (method !== 'GET') sent.push(`${method} ${path}`)
    }, ({ method, path }) => method === 'GET' && path === existing ? { status: 200, text: '{}' } : undefined)
    t.match(await verify(proxy, ...SIGNED_IN, '--only', 'status', '--space', 'kcm-mine'), {
      code: 2,
      stderr: `kibana-cases-mock verify: ${existing} already exists, and would be removed: name another space with --space\n`,
    })
    t.strictSame(sent, [], 'nothing was written or removed')
  }
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
  t.match(await verify(plain.url.replace('http:', 'https:')), { code: 2, stderr: /: EPROTO; the server does not seem to use TLS: try http\n$/ })
  t.match(await verify(kibana.url, '--only', 'status', '--ca', ca), { code: 0, stderr: '' })
})

t.test('--timeout is the longest wait for an answer', async t => {
  const { url } = await httpStub(t, () => 'silence')
  for (const command of ['verify', 'pull']) {
    t.match(await runSubcommand([command, '--kibana', url, '--timeout', '0.1']).ended,
      { code: 2, stderr: new RegExp(`^kibana-cases-mock ${command}: GET ${url}/api/cases/tags: no answer within 100 ms\n$`) })
  }
})
