import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { proxyTo, type Passing } from '../helpers/proxy.js'
import { get, kibana, pull, type Case } from '../helpers/pull-command.js'
import { runSubcommand } from '../helpers/subcommand.js'

const ADMIN = ['--username', 'elastic', '--password', 'changeme']
const SECURITY = JSON.stringify({ users: { elastic: { password: 'changeme', roles: ['superuser'] } } })
const refuse = (path: RegExp, status: number) => (passing: Passing) => {
  if (path.test(passing.path)) Object.assign(passing, { status, text: '{"message":"refused"}' })
}

t.test('an interrupted pull continues where it stopped', async t => {
  const url = await kibana(t)
  const out = join(t.testdir({}), 'state.json')
  const resolved: string[] = []
  let isBroken = true
  const proxy = await proxyTo(t, url, passing => {
    const [, id] = /cases\/([^/]+)\/resolve/.exec(passing.path) ?? []
    if (id === undefined) return
    passing.isCut = isBroken && resolved.length === 5
    if (!passing.isCut) resolved.push(id)
  })
  t.match(await pull(proxy, out), { code: 2, stderr: /^kibana-cases-mock pull: GET .*: ECONNRESET\n$/ })
  t.notOk(existsSync(out))
  // As if the process had ended during a write
  writeFileSync(`${out}.partial`, `${readFileSync(`${out}.partial`, 'utf8')}{"space":"def`)
  t.match(await pull(proxy, out, '--query', 'status=open'), {
    code: 2, stderr: /state\.json\.partial belongs to another pull: remove it, or name another --out\n$/,
  })

  isBroken = false
  const changed = resolved[0]!
  const { version } = await get(url, `/api/cases/${changed}`)
  const body = JSON.stringify({ cases: [{ id: changed, version, title: 'Changed meanwhile' }] })
  await fetch(`${url}/api/cases`, { method: 'PATCH', headers: { 'kbn-xsrf': 'true', 'content-type': 'application/json' }, body })
  const first = [...resolved]
  const { code, stderr } = await runSubcommand(['pull', '--kibana', proxy, '--out', out], {}, true).ended
  t.equal(code, 0)
  const { cases } = JSON.parse(readFileSync(out, 'utf8'))
  t.equal(stderr.split('\r').at(-1), `default: ${cases.length} of ${cases.length} cases\n`, 'progress on a terminal')
  t.equal(resolved.slice(first.length).length, cases.length - 5 + 1, 'only the rest was requested, and the case that changed')
  t.equal(cases.find(({ id }: Case) => id === changed).title, 'Changed meanwhile')
  t.notOk(existsSync(`${out}.partial`))
})

/** Servers that refuse, fail or lack something, and what a pull says. verify-trouble.test.ts has those that every command refuses. */
const TROUBLES: readonly [title: string, change: (passing: Passing) => void, flags: readonly string[], line: RegExp][] = [
  ['no credentials', () => {}, [], /Kibana requires credentials: give --username and --password, or --api-key\n$/],
  ['no right to read the settings', refuse(/\/configure$/, 403), ADMIN, /GET \/api\/cases\/configure: 403 refused\n$/],
  ['an error within a page', refuse(/_find\?.*page=1/, 500), ADMIN, /GET \/api\/cases\/_find\?.*: 500 refused\n$/],
  ['an error within a case', refuse(/user_actions/, 503), ADMIN, /GET \/api\/cases\/.*\/user_actions\/_find\?.*: 503 refused\n$/],
  ['an answer that is not a page', passing => { if (passing.path.includes('_find')) passing.text = '[]' }, ADMIN, /_find/],
]

t.test('a server in trouble: exit status 2, one line, and no file', async t => {
  const url = await kibana(t, ['--seed', 'demo', '--security', SECURITY])
  for (const [title, change, flags, line] of TROUBLES) {
    t.test(title, async t => {
      const out = join(t.testdir({}), 'state.json')
      const { code, stderr } = await pull(await proxyTo(t, url, change), out, ...flags)
      t.match({ code, stderr }, { code: 2, stderr: line })
      t.match(stderr, /^kibana-cases-mock pull: .+\n$/)
      t.notOk(existsSync(out))
    })
  }

  t.test('connectors that the user may not read, and templates that Kibana does not have, are left out', async t => {
    const out = join(t.testdir({}), 'state.json')
    const refusing = await proxyTo(t, url, passing => {
      refuse(/\/api\/actions\/|\/api\/cases\/fields/, 403)(passing)
      refuse(/\/api\/cases\/templates/, 404)(passing)
    })
    const { code, stdout } = await pull(refusing, out, ...ADMIN)
    t.match({ code, stdout }, {
      code: 0,
      stdout: /\n {2}spaces whose connectors this user may not read: default\n {2}connectors that cases name, but Kibana does not list: /,
    })
    const { templates, connectors } = JSON.parse(readFileSync(out, 'utf8'))
    t.strictSame(templates, [])
    t.ok(connectors.length > 0)
  })

  t.test('a slow server gives the same state', async t => {
    const directory = t.testdir({})
    const [fast, slow] = [join(directory, 'fast.json'), join(directory, 'slow.json')]
    await pull(url, fast, ...ADMIN)
    t.match(await pull(await proxyTo(t, url, () => setTimeout(20)), slow, ...ADMIN), { code: 0 })
    t.equal(readFileSync(slow, 'utf8'), readFileSync(fast, 'utf8'))
  })
})
