// Measures the first steps of a new user: from an empty folder to a green test with the packed package, in common test runners, and
// from a clone to the first response. Prints a table. Installs from the registry, so times depend on the network too.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'kcm-first-use-'))
process.on('exit', () => rmSync(work, { recursive: true, force: true }))

/** The body of a test in JavaScript, with the runner's assertion. */
const body = check => `  const kibana = await startServer({ seed: { cases: [{ id: 'case-1', title: 'Phishing' }] } })
  const answer = await fetch(kibana.url + '/api/cases/case-1')
  ${check}
  await kibana.close()
`
const EXPECT = "expect((await answer.json()).title).toBe('Phishing')"

const RUNNERS = {
  'node:test': {
    file: 'case.test.mjs',
    test: `import assert from 'node:assert/strict'
import test from 'node:test'
import { startServer } from 'kibana-cases-mock'

test('reads a case', async () => {
${body("assert.equal((await answer.json()).title, 'Phishing')")}})
`,
    packages: [],
    command: [process.execPath, '--test'],
  },
  Vitest: {
    file: 'case.test.mjs',
    test: `import { expect, test } from 'vitest'
import { startServer } from 'kibana-cases-mock'

test('reads a case', async () => {
${body(EXPECT)}})
`,
    packages: ['vitest@4'],
    command: ['npx', 'vitest', 'run'],
  },
  Jest: {
    file: 'case.test.js',
    test: `const { startServer } = require('kibana-cases-mock')

test('reads a case', async () => {
${body(EXPECT)}})
`,
    packages: ['jest@30'],
    command: ['npx', 'jest'],
  },
  pytest: {
    file: 'test_case.py',
    test: `import json
import subprocess
import urllib.request


def test_reads_a_case():
    command = ["npx", "kibana-cases-mock", "--port=0", "--quiet", "--ready-json", "--exit-with-parent", "--seed=demo"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE)
    url = json.loads(server.stdout.readline())["url"]
    cases = json.load(urllib.request.urlopen(f"{url}/api/cases/_find"))
    assert cases["total"] > 0
    server.terminate()
`,
    packages: [],
    command: ['pytest', '-q', '-p', 'no:cacheprovider'],
  },
}

/** Measures the duration of some work in seconds. */
async function secondsOf (work) {
  const start = performance.now()
  await work()
  return ((performance.now() - start) / 1000).toFixed(1)
}

async function firstTest (name, { file, test, packages, command: [command, ...args] }, tarball) {
  const project = mkdtempSync(join(work, 'project-'))
  const install = await secondsOf(() => {
    run('npm', ['init', '--yes'], project)
    run('npm', ['install', '--save-dev', '--no-audit', '--no-fund', tarball, ...packages], project)
  })
  writeFileSync(join(project, file), test)
  const green = await secondsOf(() => run(command, args, project))
  const lines = test.split('\n').filter(line => line.trim() !== '').length
  return { way: name, lines, install, run: green, total: (Number(install) + Number(green)).toFixed(1) }
}

/** Measures the time from `git clone` to the first response of `npm start`. */
async function firstAnswer () {
  const clone = join(work, 'clone')
  const install = await secondsOf(() => {
    run('git', ['clone', '--quiet', root, clone], work)
    run('npm', ['ci', '--no-audit', '--no-fund'], clone)
  })
  const answer = await secondsOf(async () => {
    const server = spawn('npm', ['start', '--', '--port=0', '--ready-json', '--quiet'], {
      cwd: clone, stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    while (!/^{"url":.*}$/m.test(output)) output += (await once(server.stdout, 'data'))[0]
    const { url } = JSON.parse(/^{"url":.*}$/m.exec(output)[0])
    const { status } = await fetch(`${url}/api/cases/_find`)
    if (status !== 200) throw new Error(`the server answered ${status}`)
    server.kill()
    server.stdout.resume()
    await once(server.stdout, 'close')
  })
  return { way: 'git clone, npm ci, npm start', lines: '', install, run: answer, total: (Number(install) + Number(answer)).toFixed(1) }
}

const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', work], root).stdout.replace(/^[^[]*/, ''))
const rows = [await firstAnswer()]
for (const [name, runner] of Object.entries(RUNNERS)) rows.push(await firstTest(name, runner, join(work, filename)))

console.log('| way | lines of the test | install, s | run, s | total, s |\n| --- | --- | --- | --- | --- |')
for (const { way, lines, install, run, total } of rows) console.log(`| ${way} | ${lines} | ${install} | ${run} | ${total} |`)
const slow = rows.slice(1).filter(({ lines, total }) => lines > 15 || total > 60)
if (slow.length > 0) console.log(`More than 60 seconds or 15 lines: ${slow.map(({ way }) => way).join(', ')}`)
