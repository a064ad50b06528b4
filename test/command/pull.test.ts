import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { startServer } from '../../src/index.js'
import { runCommand } from '../helpers/command.js'
import { proxyTo, type Passing } from '../helpers/proxy.js'
import { runSubcommand } from '../helpers/subcommand.js'

const kibana = (t: Test, args: readonly string[] = ['--seed', 'demo']) =>
  runCommand(t, ['--port', '0', '--host', '127.0.0.1', ...args]).listening()
const pull = (url: string, out: string, ...args: readonly string[]) => runSubcommand(['pull', '--kibana', url, '--out', out, ...args]).ended

const ADMIN = ['--username', 'elastic', '--password', 'changeme']
const SECURITY = JSON.stringify({
  users: { elastic: { password: 'changeme', roles: ['superuser'] }, reader: { password: 'changeme', roles: ['viewer'] } },
})
const refuse = (path: RegExp, status: number) => (passing: Passing) => {
  if (path.test(passing.path)) Object.assign(passing, { status, text: '{"message":"refused"}' })
}

type Case = Record<string, unknown> & { id: string, title: string, status: string, tags: string[], connector: { id: string } }
const get = async (url: string, path: string): Promise<any> =>
  (await fetch(url + path, { headers: { 'x-elastic-internal-origin': 'Kibana' } })).json()
const casesOf = async (url: string): Promise<Case[]> =>
  (await get(url, '/api/cases/_find?perPage=100&sortField=createdAt&sortOrder=asc')).cases

/** Adds the query that a GET needs. */
const QUERIES: Readonly<Record<string, string>> = {
  '/api/cases/_find': '?perPage=100&sortField=createdAt&sortOrder=asc',
  '/api/cases/{case_id}/user_actions/_find': '?perPage=100',
  '/internal/cases/{case_id}/user_actions/_find': '?perPage=100',
  '/internal/cases/metrics': '?features=mttr',
  '/internal/cases/metrics/{case_id}': '?features=lifespan&features=connectors&features=alerts.count&features=alerts.users',
  '/api/cases/fields': '?owner=cases',
  '/api/cases/templates': '?isDeleted=true',
  '/api/cases/templates/{template_id}': '?includeDeleted=true',
}

/** Answers to every GET of Cases, connectors and spaces, about every document. */
async function answersOf (url: string) {
  const cases = await casesOf(url)
  const documents: Record<string, readonly string[]> = {
    case_id: cases.map(({ id }) => id),
    template_id: ((await get(url, '/api/cases/templates?isDeleted=true')).templates ??
      []).map(({ templateId }: { templateId: string }) => templateId),
    id: [...await get(url, '/api/actions/connectors'), ...await get(url, '/api/spaces/space')].map(({ id }: Case) => id),
  }
  const { paths } = await get(url, '/_mock/openapi.json')
  const routes = Object.keys(paths).filter(path => 'get' in paths[path] && /^\/(?:api|internal)\/(?:cases|actions|spaces)/.test(path))
  const answers: Record<string, unknown> = { cases }
  for (const route of routes) {
    const [, name] = /\{(\w+)\}/.exec(route) ?? []
    const filled = name === undefined ? [route] : (documents[name] ?? []).map(id => route.replace(`{${name}}`, id))
    for (const path of filled.filter(path => !path.includes('{'))) answers[path] = await get(url, path + (QUERIES[route] ?? ''))
  }
  for (const { id } of cases) {
    for (const alert of await get(url, `/api/cases/${id}/alerts`)) {
      const path = `/api/cases/alerts/${alert.id}`
      answers[path] = await get(url, path)
    }
    for (const comment of (await get(url, `/api/cases/${id}/resolve`)).case.comments) {
      const path = `/api/cases/${id}/comments/${comment.id}`
      answers[path] = await get(url, path)
    }
  }
  return answers
}

/** Templates in two versions, a deleted one, and one with fields of the library; cases from them. */
const TEMPLATES = {
  fieldDefinitions: [
    {
      name: 'risk',
      owner: 'cases',
      isGlobal: true,
      definition: 'name: risk\nlabel: Risk\ntype: integer\ncontrol: INPUT_NUMBER\nmetadata: { default: 5 }\n',
    },
    {
      name: 'team',
      owner: 'cases',
      isGlobal: false,
      definition: 'name: team\ntype: keyword\ncontrol: SELECT_BASIC\nmetadata: { options: [Red, Blue] }\n',
    },
  ],
  templates: [
    {
      templateId: 'phishing',
      templateVersion: 1,
      name: 'Phishing',
      owner: 'cases',
      author: 'ann',
      definition: 'severity: high\nfields: []\n',
    },
    {
      templateId: 'phishing',
      templateVersion: 2,
      name: 'Phishing mail',
      owner: 'cases',
      tags: ['mail'],
      usageCount: 1,
      definition: `description: A mail
fields:
  - { $ref: team, name: crew }
  - { name: cause, label: Cause, type: keyword, control: INPUT_TEXT, validation: { required_on_close: true } }
`,
    },
    { templateId: 'gone', name: 'Gone', owner: 'cases', deletedAt: '2025-05-01T00:00:00.000Z', definition: 'fields: []' },
  ],
  cases: [{
    id: 'from-template',
    title: 'Mail',
    template: { id: 'phishing', version: 2 },
    extended_fields: {
      crew_as_keyword: 'Red', risk_as_integer: '9',
    },
  }],
}

/** Durations last until now. */
const CLOCK = { now: '2027-01-01T00:00:00.000Z', frozen: true }

for (const version of ['9.5.4', '9.1.0', '8.12.0']) {
  t.test(`a state from Kibana ${version} gives the same answers to every GET`, async t => {
    const url = await kibana(t, ['--seed', 'demo', '--kibana-version', version, '--clock', JSON.stringify(CLOCK)])
    if (version === '9.5.4') {
      const seeded = await fetch(`${url}/_mock/seed`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(TEMPLATES),
      })
      t.ok(seeded.ok, await seeded.text())
    }
    const out = join(t.testdir({}), 'state.json')
    const { code, stdout, stderr } = await pull(url, out)
    t.strictSame({ code, stderr }, { code: 0, stderr: '' })
    t.match(stdout, new RegExp(`^.*state\\.json: \\d+ cases of Kibana ${version}\\n`))
    t.notOk(existsSync(`${out}.partial`))
    await using loaded = await startServer({ kibanaVersion: version, seed: out, clock: CLOCK })
    const [theirs, ours] = [await answersOf(url), await answersOf(loaded.url)]
    t.ok(Object.keys(theirs).length > 150, `${Object.keys(theirs).length} answers`)
    for (const [path, answer] of Object.entries(theirs)) t.strictSame(ours[path], answer, path)
  })
}

/** Lists all strings in a value, with the keys that lead to them. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []

t.test('an anonymized state has the same shape, without people, texts and hosts', async t => {
  const url = await kibana(t)
  const directory = t.testdir({})
  const [plain, hidden] = [join(directory, 'plain.json'), join(directory, 'hidden.json')]
  await pull(url, plain)
  t.match(await pull(url, hidden, '--anonymise'), { code: 0 })
  const [before, after] = [plain, hidden].map(path => JSON.parse(readFileSync(path, 'utf8')))

  const words = (texts: readonly (string | null)[]) => new Set(texts.flatMap(text => (text ?? '').toLowerCase().match(/\p{L}{5,}/gu) ?? []))
  const secret = words([
    ...before.cases.flatMap((one: any) => [
      one.title, one.description, ...one.tags, one.created_by.full_name, one.created_by.email,
      ...one.comments.map(({ comment = '' }) => comment),
    ]),
    ...before.connectors.flatMap(({ name, config }: any) => [name, ...textsOf(config)]),
  ])
  const same = new Set(textsOf(before))
  const [stayed, replaced] = [textsOf(after).filter(text => same.has(text)), textsOf(after).filter(text => !same.has(text))]
  t.strictSame([...words(replaced)].filter(word => secret.has(word) && !['https', 'example'].includes(word)), [])
  t.strictSame(stayed.filter(text => /\s|:\/\/|@/.test(text)), [], 'ids, times and words of a fixed list stay')

  const users = (state: any) => new Set(state.cases.map(({ created_by: { username } }: any) => username)).size
  t.equal(users(after), users(before), 'each person is another one')
  t.equal(
    new Set(after.cases.flatMap(({ tags }: any) => tags)).size,
    new Set(before.cases.flatMap(({ tags }: any) => tags)).size,
    'each tag is another one',
  )
  const shape = (state: any) =>
    state.cases.map(({ id, status, severity, created_at: at, comments }: any) => [id, status, severity, at, comments.length])
  t.strictSame(shape(after), shape(before))
  await using loaded = await startServer({ seed: hidden })
  t.equal((await casesOf(loaded.url)).length, before.cases.length)
})

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
    code: 2, stderr: /state\.json\.partial is of another pull: remove it, or name another --out\n$/,
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
  t.equal(resolved.slice(first.length).length, cases.length - 5 + 1, 'only the rest was asked for, and the case that changed')
  t.equal(cases.find(({ id }: Case) => id === changed).title, 'Changed meanwhile')
  t.notOk(existsSync(`${out}.partial`))
})

/** Servers that refuse, fail or lack something, and what a pull says. */
const TROUBLES: readonly [title: string, change: (passing: Passing) => void, flags: readonly string[], line: RegExp][] = [
  ['no credentials', () => {}, [], /Kibana asks for credentials: give --username and --password, or --api-key\n$/],
  ['wrong credentials', () => {}, ['--username', 'elastic', '--password', 'x'], /Kibana refuses the credentials \(401\)\n$/],
  ['a user who may not see the version',
    () => {}, ['--username', 'reader', '--password', 'changeme'], /Kibana tells its version only to users with/],
  ['a server that is no Kibana',
    passing => { if (passing.path === '/api/status') passing.text = '<html>' }, ADMIN, /is this a Kibana\?\n$/],
  ['no right to read the settings', refuse(/\/configure$/, 403), ADMIN, /GET \/api\/cases\/configure: 403 refused\n$/],
  ['an error within a page', refuse(/_find\?.*page=1/, 500), ADMIN, /GET \/api\/cases\/_find\?.*: 500 refused\n$/],
  ['an error within a case', refuse(/user_actions/, 503), ADMIN, /GET \/api\/cases\/.*\/user_actions\/_find\?.*: 503 refused\n$/],
  ['an answer that is no page', passing => { if (passing.path.includes('_find')) passing.text = '[]' }, ADMIN, /_find/],
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
      stdout: /\n {2}connectors may not be read by this user in: default\n {2}connectors that Kibana does not list, but cases name: /,
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

t.test('spaces and a query select cases', async t => {
  const state = {
    spaces: [{ id: 'soc', name: 'SOC' }],
    cases: [{ title: 'One', status: 'open' }, { title: 'Two', status: 'closed' }, { title: 'Three', space: 'soc' }],
  }
  const url = await kibana(t, [
    '--seed', JSON.stringify(state), '--connectors', JSON.stringify({ mail: { name: 'Mail', actionTypeId: '.email' } }),
  ])
  const out = join(t.testdir({}), 'state.json')
  const titles = async (...args: readonly string[]) => {
    const { code, stdout } = await pull(url, out, ...args)
    t.equal(code, 0)
    t.match(stdout, /\n {2}connectors of kibana\.yml are ordinary ones: mail.*\n {2}connectors are without secrets\n$/)
    return JSON.parse(readFileSync(out, 'utf8')).cases.map(({ title, space }: Case) => `${space} ${title}`).sort()
  }
  t.strictSame(await titles(), ['default One', 'default Two'])
  t.strictSame(await titles('--query', 'status=closed'), ['default Two'])
  t.strictSame(await titles('--space', 'soc'), ['soc Three'])
  t.strictSame(await titles('--space', '*'), ['default One', 'default Two', 'soc Three'])
  t.match(await pull(url, out, '--space', 'none'), { code: 2, stderr: /there is no space "none": spaces are default, soc\n$/ })
  t.match(await pull(url, out, '--query', 'status=none'), {
    code: 2, stderr: /GET \/api\/cases\/_find\?.*: 400 Invalid value "none" supplied to "status"\n$/,
  })
  t.match(await runSubcommand(['pull', '-h']).ended, { code: 0, stdout: /^Usage: kibana-cases-mock pull --kibana URL/ })
})
