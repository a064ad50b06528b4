import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { runCommand } from '../helpers/command.js'
import { missing, Project } from './project.js'

// Away from here, as a user would have them
const project = new Project(t)
cpSync('examples', join(project.directory, 'examples'), { recursive: true })

const CLAIMS = 4
const run = (path: string) => project.run(process.execPath, ['--test-reporter=tap', path])

t.test('examples/node-test', async t => {
  t.test('passes', async t => {
    const { code, stdout, stderr } = await run('examples/node-test/forwarder.test.mjs')
    t.equal(code, 0, stdout + stderr)
    t.match(stdout, `# pass ${CLAIMS}\n`)
  })

  t.test('fails for a client that never tries again', async t => {
    const hasty = readFileSync('examples/forwarder.mjs', 'utf8').replaceAll('attempts = 3', 'attempts = 1')
    project.write('hasty/forwarder.mjs', hasty)
    for (const file of ['kibana-options.mjs', 'node-test/forwarder.test.mjs']) project.write(`hasty/${file}`, readFileSync(join('examples', file), 'utf8'))
    const { code, stdout } = await run('hasty/node-test/forwarder.test.mjs')
    t.equal(code, 1)
    t.match(stdout, '# fail 2\n')
  })
})

t.test('examples/tap passes', async t => {
  const { code, stdout, stderr } = await project.node('examples/tap/forwarder.test.mjs')
  t.equal(code, 0, stdout + stderr)
  t.match(stdout, `\n1..${CLAIMS}\n`)
})

t.test('examples/vitest', async t => {
  t.test('passes over node:test', async t => {
    const { code, stdout, stderr } = await run('examples/vitest/forwarder.test.mjs')
    t.equal(code, 0, stdout + stderr)
    t.match(stdout, `# pass ${CLAIMS}\n`)
  })

  const vitest = resolve('node_modules/vitest')
  t.test('passes under Vitest', { skip: existsSync(vitest) ? false : 'Vitest is not installed' }, async t => {
    rmSync(join(project.directory, 'node_modules/vitest'))
    project.install('vitest', vitest)
    const { code, stdout, stderr } = await project.node('node_modules/vitest/vitest.mjs', ['run', '--dir', 'examples/vitest'])
    t.equal(code, 0, stdout + stderr)
  })
})

t.test('examples/curl.sh', { skip: missing('curl') }, async t => {
  const url = await runCommand(t, ['--port', '0']).listening()

  t.test('passes', async t => {
    const { code, stdout, stderr } = await project.run('bash', ['examples/curl.sh'], { KIBANA_URL: url })
    t.equal(code, 0, stdout + stderr)
    t.equal(stdout.match(/^ok - /gm)?.length, 3)
  })

  t.test('fails when the script does nothing, and shows why', async t => {
    project.write('idle.sh', readFileSync('examples/curl.sh', 'utf8').replace(/^ {2}for _ in 1 2 3.*?^ {2}done\n/ms, '  status=200\n'))
    const { code, stdout } = await project.run('bash', ['idle.sh'], { KIBANA_URL: url })
    t.equal(code, 1)
    t.match(stdout, /^not ok - .*expected exactly 1 request.* got 0 among/)
  })
})
