import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { runCommand } from '../helpers/command.js'
import { missing, Project } from './project.js'

// Outside the repository, as for a user
const project = new Project(t)
cpSync('examples', join(project.directory, 'examples'), { recursive: true })

const CLAIMS = 4
const run = (path: string) => project.run(process.execPath, ['--test-reporter=tap', path])
const read = (path: string) => readFileSync(join('examples', path), 'utf8')

t.test('examples/node-test', async t => {
  t.test('passes', async t => {
    const { code, stdout, stderr } = await run('examples/node-test/forwarder.test.mjs')
    t.equal(code, 0, stdout + stderr)
    t.match(stdout, `# pass ${CLAIMS}\n`)
  })

  t.test('fails for a client that never retries', async t => {
    project.write('hasty/forwarder.mjs', read('node-test/forwarder.mjs').replaceAll('attempts = 3', 'attempts = 1'))
    project.write('hasty/forwarder.test.mjs', read('node-test/forwarder.test.mjs'))
    const { code, stdout } = await run('hasty/forwarder.test.mjs')
    t.equal(code, 1)
    t.match(stdout, '# fail 2\n')
  })
})

t.test('examples/tap passes', async t => {
  const { code, stdout, stderr } = await project.node('examples/tap/forwarder.test.mjs')
  t.equal(code, 0, stdout + stderr)
  t.match(stdout, `\n1..${CLAIMS}\n`)
})

t.test('JavaScript examples test the same client', async t => {
  const client = read('node-test/forwarder.mjs')
  for (const folder of ['tap', 'vitest', 'playwright']) t.equal(read(`${folder}/forwarder.mjs`), client, folder)
  const asCommonJs = client.replace(/^import (.*) from (.*)$/m, 'const $1 = require($2)').replace('export ', '')
  t.equal(read('jest/forwarder.js'), `${asCommonJs}\nmodule.exports = { forwardAlert }\n`, 'jest')
})

t.test('each example is in the list of examples', async t => {
  const listed = [...read('README.md').matchAll(/^\| \[[^\]]+\]\(([\w-]+)\)/gm)].map(([, folder]) => folder)
  t.strictSame(listed.sort(), readdirSync('examples', {
    withFileTypes: true,
  }).filter(entry => entry.isDirectory()).map(({ name }) => name).sort())
})

t.test('examples/pytest', { skip: missing('pytest') }, async t => {
  const command = `${process.execPath} ${resolve('dist/cli.js')}`
  const { code, stdout, stderr } = await project.pytest('examples/pytest', { KIBANA_COMMAND: command })
  t.equal(code, 0, stdout + stderr)
  t.match(stdout, /\b4 passed/)
})

t.test('examples/go', { skip: missing('go') }, async t => {
  const url = await runCommand(t, ['--port', '0']).listening()
  const { code, stdout, stderr } = await project.run('sh', ['-c', 'cd examples/go && exec go test -v ./...'], { KIBANA_URL: url })
  t.equal(code, 0, stdout + stderr)
  t.equal(stdout.match(/^--- PASS/gm)?.length, 3)
})

t.test('examples/curl', { skip: missing('curl') }, async t => {
  const url = await runCommand(t, ['--port', '0']).listening()

  t.test('passes', async t => {
    const { code, stdout, stderr } = await project.run('bash', ['examples/curl/close-case.sh'], { KIBANA_URL: url })
    t.equal(code, 0, stdout + stderr)
    t.equal(stdout.match(/^ok - /gm)?.length, 3)
  })

  t.test('fails if the script does nothing, and shows why', async t => {
    project.write('idle.sh', read('curl/close-case.sh').replace(/^ {2}for _ in 1 2 3.*?^ {2}done\n/ms, '  status=200\n'))
    const { code, stdout } = await project.run('bash', ['idle.sh'], { KIBANA_URL: url })
    t.equal(code, 1)
    t.match(stdout, /^not ok - .*expected exactly 1 request.* got 0 among/)
  })
})
