import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import t from 'tap'
import { whenNpmEnds, whenParentEnds } from '../../src/command/starter.js'
import { cleanEnvironment } from '../helpers/command.js'

const BY_NPX = { npm_lifecycle_event: 'npx', npm_lifecycle_script: "'kibana-cases-mock'" }

/** The environment of this test, without the variables of the npm that runs it. */
const withoutNpm = () => Object.fromEntries(Object.entries(cleanEnvironment()).filter(([name]) => !name.startsWith('npm_')))

t.test('whenNpmEnds', async t => {
  // No process has this id
  const started = (env: Record<string, string>) => ({ env, ppid: 2 ** 30 })
  const npx = started(BY_NPX)
  const npmStart = started({ npm_lifecycle_event: 'start', npm_package_name: 'kibana-cases-mock' })
  const others = [
    started({}), started({ npm_lifecycle_event: 'npx', npm_lifecycle_script: 'jest' }),
    started({ npm_lifecycle_event: 'pretest', npm_package_name: 'kibana-cases-mock' }),
    started({ npm_lifecycle_event: 'start', npm_package_name: 'user' }),
  ]

  t.test('calls back once npx or npm start has ended, but not for any other starter', async t => {
    const called: unknown[] = []
    // Its own timers keep no process alive
    const alive = setInterval(() => {}, 1000)
    t.teardown(() => clearInterval(alive))
    // Timers of equal length fire in the order in which they were set
    for (const other of others) whenNpmEnds(other, () => called.push(other))
    await Promise.all([npx, npmStart].map(process => {
      const ended = new Promise<void>(resolve => whenNpmEnds(process, () => { called.push(process); resolve() }))
      process.ppid = 1
      return ended
    }))
    for (const other of others) other.ppid = 1
    await new Promise<void>(resolve => {
      const last = started(BY_NPX)
      whenNpmEnds(last, resolve)
      last.ppid = 1
    })
    t.strictSame(called, [npx, npmStart])
  })
})

t.test('whenParentEnds calls back once a shell above has another parent, or none', async t => {
  const alive = setInterval(() => {}, 1000)
  t.teardown(() => clearInterval(alive))
  const shell = spawn('sh', ['-c', 'read line'], { stdio: ['pipe', 'ignore', 'ignore'] })
  const ended = new Promise<void>(resolve => whenParentEnds({ ppid: shell.pid! }, resolve))
  let isOver = false
  shell.on('exit', () => { isOver = true })
  shell.stdin.end()
  await ended
  t.ok(isOver)
})

const SERVER = [process.execPath, resolve('dist/cli.js'), '--port=0', '--host=127.0.0.1', '--seed=[]']
/** As npx and CI runners start a command: a shell between themselves and it. */
const IN_SHELL = ['sh', '-c', '"$0" "$@" & wait', ...SERVER]

const NPM_START = ['npm', 'start', '--', ...SERVER.slice(2)]
/** A process that starts another and waits for it, as a test runner does. */
const caller = (command: readonly string[]) =>
  [process.execPath,
    '-e', "require('node:child_process').spawn(process.argv[1], process.argv.slice(2), { stdio: 'inherit' })", '--', ...command]

for (const [title, signal, [command, ...args], env] of [
  ['npx is terminated', 'SIGTERM', IN_SHELL, BY_NPX],
  ['npx is killed but its shell goes on', 'SIGKILL', caller(IN_SHELL), BY_NPX],
  ['npm start is terminated', 'SIGTERM', NPM_START, {}],
  ['npm start is killed', 'SIGKILL', NPM_START, {}],
  ['the parent is terminated, with --exit-with-parent', 'SIGTERM', [...IN_SHELL, '--exit-with-parent'], {}],
  ['the parent of a shell is killed, with --exit-with-parent', 'SIGKILL', caller([...IN_SHELL, '--exit-with-parent']), {}],
  ['the parent of npm start is killed, with --exit-with-parent', 'SIGKILL', caller([...NPM_START, '--exit-with-parent']), {}],
] as const) {
  t.test(`a server ends when ${title}, and leaves no process behind`, async t => {
    const starter = spawn(command!, args, { env: { ...withoutNpm(), ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    while (!output.includes('http://127.0.0.1:')) output += (await once(starter.stdout, 'data') as [Buffer])[0]
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output)!
    t.equal((await fetch(`${url}/api/status`)).status, 200)
    starter.kill(signal)
    // Its output closes when the last process that holds it has ended
    starter.stdout.resume()
    await once(starter.stdout, 'close')
    await t.rejects(fetch(`${url}/api/status`))
  })
}
