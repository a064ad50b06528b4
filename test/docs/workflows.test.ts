import t from 'tap'
import { parse } from 'yaml'
import { runCommand } from '../helpers/command.js'
import { guides, programOf } from './page.js'
import { atPort, freePort, guideProject, missing } from './project.js'

const project = guideProject(t)

t.test('docs/guides/several-versions.md', async t => {
  for (const file of ['versions.test.mjs', 'versions.vitest.mjs']) {
    t.test(`${file} passes`, async t => {
      const { code, stdout, stderr } = await project.run(process.execPath, ['--test-reporter=tap', file])
      t.equal(code, 0, stdout + stderr)
      t.match(stdout, '# pass 4\n')
    })
  }

  t.test('test_versions.py passes', { skip: missing('pytest') }, async t => {
    const url = await runCommand(t, ['--port', '0']).listening()
    const { code, stdout, stderr } = await project.pytest('test_versions.py', { KIBANA_URL: url })
    t.equal(code, 0, stdout + stderr)
    t.match(stdout, '4 passed')
  })
})

t.test('docs/guides/github-actions.md', async t => {
  interface Workflow { jobs: { test: { env: Record<string, string>, steps: { run?: string }[] } } }

  t.test('its steps run in order', { skip: missing('curl') }, async t => {
    const page = guides.find(({ path }) => path.endsWith('/github-actions.md'))!
    const port = await freePort()
    const { jobs: { test: { env, steps } } } = parse(atPort(programOf(page, 'yaml'), port)) as Workflow
    // Each step runs in its own shell
    const script = steps.flatMap(({ run }) => run ?? []).map(run => `(\n${run.replace(/\$\{\{ matrix\.shard \}\}/, '1')}\n)`)
    const { code, stdout, stderr } = await project.run('bash', ['-ec', script.join('\n')], { ...env, PORT: String(port) })
    t.equal(code, 0, stdout + stderr)
    t.equal(project.read('npm.log'), 'ci\ntest -- --shard=1/3\n')
    t.match(JSON.parse(project.read('requests.har')), {
      log: { entries: [{ request: { url: `http://localhost:${port}/api/cases/_find` } }] },
    })
  })
})
