import t from 'tap'
import { runCommand } from '../helpers/command.js'
import { proxyTo, type Passing } from '../helpers/proxy.js'
import { runSubcommand } from '../helpers/subcommand.js'
import { kibana, left, NOTHING, SIGNED_IN, verify, withSecurity } from '../helpers/verify-command.js'
import { basic } from '../helpers/security.js'

t.test('an interruption leaves nothing behind', async t => {
  const url = await kibana(t)
  const started = runSubcommand(['verify', '--kibana', url, '--only', 'roles', '--only', 'find'], {}, true)
  const proxy = await proxyTo(t, url, passing => { if (passing.path.includes('_find')) interrupted.handlers.get('SIGINT')!() })
  t.match(await started.ended, { code: 0, stderr: 'find …\nroles …\n' }, 'progress on a terminal')
  const interrupted = runSubcommand(['verify', '--kibana', proxy, '--only', 'find'])
  const { code, stderr } = await interrupted.ended
  t.match({ code, stderr }, { code: 2, stderr: /^kibana-cases-mock: interrupted: removing .*\nkibana-cases-mock verify: interrupted\n$/ })
  t.strictSame(await left(url), NOTHING)
})

const ADMIN = { authorization: basic('elastic', 'changeme') }

/** The signal, the first request that it comes with, and the areas that run. */
const MOMENTS: readonly [signal: NodeJS.Signals, during: (passing: Passing) => boolean, areas: readonly string[]][] = [
  ['SIGINT', ({ method, path }) => method === 'POST' && path === '/api/spaces/space', ['status']],
  ['SIGINT', ({ method, path }) => method === 'POST' && path.endsWith('/comments'), ['comments']],
  ['SIGINT', ({ method, path }) => method === 'POST' && path.endsWith('/api/cases/configure'), ['configure']],
  ['SIGINT', ({ path }) => path.includes('/api/security/role/'), ['roles']],
  ['SIGINT', ({ path }) => path.includes('/internal/security/users/'), ['privileges']],
  ['SIGTERM', ({ method, path }) => method === 'POST' && path.includes('/api/actions/connector'), ['connectors']],
]

t.test('a process that gets a signal removes what it created', async t => {
  const url = await kibana(t, withSecurity)
  for (const [signal, during, areas] of MOMENTS) {
    t.test(`${signal} within ${areas.join()}`, async t => {
      let isSent = false
      const proxy = await proxyTo(t, url, passing => {
        if (isSent || !during(passing)) return
        isSent = true
        command.child.kill(signal)
      })
      const command = runCommand(t, ['verify', '--kibana', proxy, ...SIGNED_IN, ...areas.flatMap(area => ['--only', area])])
      const { code, stdout, stderr } = await command.exited
      t.match({ code, stderr }, {
        code: 2, stderr: /^kibana-cases-mock: interrupted: removing what was created …\nkibana-cases-mock verify: interrupted\n$/,
      })
      t.match(stdout, /Removes them all/)
      t.ok(isSent)
      t.strictSame(await left(url, ADMIN), NOTHING)
    })
  }
})

t.test('a process that gets a signal says what it could not remove', async t => {
  const url = await kibana(t)
  let isInterrupted = false
  const proxy = await proxyTo(t, url, passing => {
    if (!passing.path.endsWith('/comments')) return
    isInterrupted ||= command.child.kill('SIGINT')
  }, ({ method }) => isInterrupted && method === 'DELETE' ? { status: 403, text: '{"message":"no"}' } : undefined)
  const command = runCommand(t, ['verify', '--kibana', proxy, '--only', 'comments', '--space', 'kcm-stays'])
  const { code, stderr } = await command.exited
  t.equal(code, 2)
  t.match(stderr, /\nkibana-cases-mock: could not be removed:\n {2}DELETE \/api\/cases\?ids=%5B%22[0-9a-f-]{36}%22%5D: 403 no\n/)
  t.match(stderr, /\n {2}DELETE \/api\/spaces\/space\/kcm-stays: 403 no\nkibana-cases-mock verify: interrupted\n$/)
  t.strictSame((await left(url)).spaces, ['default', 'kcm-stays'])
  const { total } = await (await fetch(`${url}/s/kcm-stays/api/cases/_find`)).json() as { total: number }
  t.equal(total, 1)
})

t.test('a space is removed even if the request that created it was not answered', async t => {
  const url = await kibana(t)
  const proxy = await proxyTo(t, url, passing => { passing.isCut = passing.method === 'POST' && passing.path === '/api/spaces/space' })
  t.match(await verify(proxy, '--only', 'status'), { code: 2, stderr: /^kibana-cases-mock verify: POST .*: ECONNRESET\n$/ })
  t.strictSame(await left(url), NOTHING)
})
