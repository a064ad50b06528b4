import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { readFlags } from '../../src/command/flags.js'
import { findHealthProblem } from '../../src/command/health.js'
import type { CommandProcess } from '../../src/command/process.js'
import { announce } from '../../src/command/ready.js'
import { runCommand } from '../../src/command/run.js'
import { testServer } from '../helpers/app.js'
import { runFake } from '../helpers/fake-process.js'
import { files } from '../helpers/files.js'

const packageRoot = fileURLToPath(new URL('../..', import.meta.url))

/** Runs the command in this process; returns its output, its exit status if it ended, and its signal handlers. */
async function run (args: readonly string[], env: Record<string, string> = {}) {
  const { written, handlers, codes, ended } = runFake(args, { env })
  await ended
  return { ...written, codes, handlers }
}

/** Tests that the command ends with status 1, and one line about it. */
async function testRefusal (t: Test, args: readonly string[], env: Record<string, string>, message: RegExp | string) {
  const { codes, stdout, stderr } = await run(args, env)
  t.strictSame({ codes, stdout }, { codes: [1], stdout: '' }, String(message))
  const [line, ...rest] = stderr.split('\n')
  t.strictSame(rest, [''], 'one line')
  t.match(line?.replace(/^kibana-cases-mock: /, ''), message)
}

t.test('runCommand', async t => {
  t.test('refuses with one line', async t => {
    const file = files(t, {
      'bad.json': '{ port: 1 }',
      'list.json': '[1]',
      'unknown.json': '{"prot":1}',
      'port.json': '{"port":"x"}',
      'proto.json': '{"__proto__":1}',
    })
    const refused: [args: string[], env: Record<string, string>, message: RegExp | string][] = [
      [['--prot', '1'], {}, "Unknown option '--prot'; see --help"],
      [['serve'], {}, /^Unexpected argument 'serve'.*; see --help$/],
      [['--port'], {}, "Option '--port <value>' argument missing; see --help"],
      [['--port', 'x'], {}, '--port: expected a whole number of 0 to 65535, got "x"'],
      [['--port=1', '--port=2'], {}, '--port: expected one value, got 2'],
      [['--license', 'silver'], {}, '--license: expected "basic", "standard", "gold", "platinum", "enterprise" or "trial", got "silver"'],
      [['--spaces', '["a"'], {}, /^--spaces: expected JSON, got .+$/],
      [['--security', '{ users: { ann: hush'], {}, /^--security: expected JSON, got a value that is not shown$/],
      [['--security', 'hush'], {}, /^--security: expected an object, such as \{"users":.*\}, got a value that is not shown$/],
      [['--tls', 'hush'], {}, '--tls: expected true, { names }, or { key, cert, passphrase }, got a value that is not shown'],
      [[], { KCM_TLS: '{"key":"hush' }, 'KCM_TLS: expected JSON, got a value that is not shown'],
      [['--seed=a.json', '--seed='], {}, '--seed: seed[1]: expected a string of 1 or more characters or an object, got ""'],
      [[], { KCM_PORT: '-1' }, 'KCM_PORT: expected a whole number of 0 to 65535, got -1'],
      [[], { PORT: 'http' }, 'PORT: expected a whole number of 0 to 65535, got "http"'],
      [[], { KCM_SECURITY: '{"users":{"a":{}}}' }, 'KCM_SECURITY: users.a.password: expected a string, got nothing'],
      [[], { KCM_PROT: '1' }, /^KCM_PROT: expected one of the variables KCM_HOST, .*, KCM_FIXTURES_DIR, got an unknown one$/],
      [['--config', file('none.json')], {}, /none\.json: expected a config file that can be read, got ENOENT/],
      [[], { KCM_CONFIG: file('none.json') }, /none\.json: expected a config file that can be read, got ENOENT/],
      [['--config', file('bad.json')], {}, /bad\.json: expected JSON, got Expected /],
      [['--spaces', '[\nnope'], {}, /^--spaces: expected JSON, got .*nope.*$/],
      [['--config='], {}, '--config: expected a path, got ""'],
      [['--fixtures-dir='], {}, '--fixtures-dir: expected a path, got ""'],
      [['--port-file='], {}, '--port-file: expected a path, got ""'],
      [['--log-level='], {}, /^--log-level: expected "fatal", .* or "silent", got ""$/],
      [['--port', '-1'], {}, '--port: expected a value; write --port=VALUE for one that starts with a dash'],
      [['--config', file('list.json')], {}, /list\.json: options: expected an object, got \[1\]$/],
      [['--config', file('unknown.json')], {}, /unknown\.json: prot: expected one of the keys host, .*, got the unknown key "prot"$/],
      [['--config', file('port.json')], {}, /port\.json: port: expected a whole number of 0 to 65535, got "x"$/],
      [['--config', file('proto.json')], {}, /proto\.json: __proto__: expected one of the keys host, /],
      [['--fixtures-dir', file('none')], {}, /none: expected a fixtures directory that can be read, got ENOENT/],
      [['--fixtures-dir=none'], {}, /^none: expected a fixtures directory that can be read, got ENOENT: .*, scandir '\/.*none'$/],
      [['--config=none.json'], {}, /^none\.json: expected a config file that can be read, got ENOENT: .*, open '\/.*none\.json'$/],
    ]
    for (const [args, env, message] of refused) await testRefusal(t, args, env, message)
  })

  t.test('prints help and version', async t => {
    t.match(await run(['-h']), { codes: [], stdout: /--max-payload-bytes .*\(1048576\)/, stderr: '' })
    t.match(await run(['-v']), { codes: [], stdout: /^\d+\.\d+\.\d+\n$/, stderr: '' })
  })

  t.test('serves until a signal arrives', async t => {
    const { codes, stderr, handlers } = await run(['--port=0', '--host=127.0.0.1', '--logger=false', '--seed=[]'])
    t.strictSame({ codes, stderr, signals: [...handlers.keys()] }, { codes: [], stderr: '', signals: ['SIGTERM', 'SIGINT'] })
    await handlers.get('SIGTERM')!()
    t.strictSame(codes, [0])
  })

  t.test('reports the address on which it cannot listen', async t => {
    const { port } = await testServer(t)
    t.match(await run([`--port=${port}`, '--host=127.0.0.1', '--logger=false', '--seed=[]']), {
      codes: [1], stderr: `kibana-cases-mock: cannot listen on 127.0.0.1, port ${port}: the port is taken; port 0 chooses a free one\n`,
    })
  })

  t.test('prints the whole stack of a bug', async t => {
    let written = ''
    const fake = {
      argv: ['node', 'cli.js', '--version'],
      env: {},
      stdout: { write () { throw new TypeError('a bug') } },
      stderr: { write: (text: string) => { written += text } },
      exit () {},
    }
    await runCommand(fake as unknown as CommandProcess, packageRoot)
    t.match(written, /^kibana-cases-mock: TypeError: a bug\n +at /)
  })

  t.test('checks the health of a server', async t => {
    const { port } = await testServer(t)
    t.match(await run(['--health', `--port=${port}`, '--host=127.0.0.1']), { codes: [0], stderr: '' })
    t.match(await run(['--health', `--port=${port}`, '--host=127.0.0.1', '--base-path=/kb']), {
      codes: [1], stderr: `kibana-cases-mock: 127.0.0.1, port ${port} answered with status 404\n`,
    })
  })

  t.test('reports to other programs where it listens', async t => {
    const directory = t.testdir({})
    const portFile = join(directory, 'port')
    const {
      stdout, handlers,
    } = await run(['--port=0', '--host=127.0.0.1', '--logger=false', '--seed=[]', '--ready-json', `--port-file=${portFile}`])
    const { url } = JSON.parse(stdout)
    t.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
    t.equal(readFileSync(portFile, 'utf8'), `${new URL(url).port}\n`)
    await handlers.get('SIGTERM')!()
  })

  t.test('writes the port file before the line, and prints no line if it cannot write the file', async t => {
    const portFile = join(t.testdir({}), 'port')
    const there: boolean[] = []
    const stdout = { write: () => there.push(existsSync(portFile)) > 0 }
    const listening = { url: 'http://127.0.0.1:1', port: 1, elasticsearch: undefined }
    announce({ stdout }, readFlags(['--ready-json', `--port-file=${portFile}`]), listening)
    t.throws(() => announce({ stdout }, readFlags(['--ready-json', '--port-file=/nowhere/port']), listening), {
      name: 'InvalidInput', message: /^--port-file: expected a file that can be written, got ENOENT/,
    })
    t.strictSame(there, [true])
  })

  t.test('reports to other programs where its Elasticsearch listens', async t => {
    const {
      stdout, handlers,
    } = await run(['--port=0', '--host=127.0.0.1', '--logger=false', '--seed=[]', '--ready-json', '--elasticsearch={"port":0}'])
    const { url, elasticsearch } = JSON.parse(stdout)
    t.match(await (await fetch(`${url}/_mock/health`)).json(), { elasticsearch })
    t.equal((await fetch(elasticsearch)).headers.get('x-elastic-product'), 'Elasticsearch')
    await handlers.get('SIGTERM')!()
  })

  for (const [what, args, message] of [
    ['an unknown connector type',
      ['--connectors={"j":{"name":"J","actionTypeId":".jirra"}}'],
      /^connectors\.j\.actionTypeId: expected a connector type of Kibana, such as .*\.jira, .*, got "\.jirra"$/],
    ['an unknown connector type in a seed',
      ['--seed={"connectors":[{"id":"j","actionTypeId":".jirra"}]}'],
      /^seed: connectors\[0\]\.actionTypeId: expected a connector type of Kibana/],
    ['an empty title', ['--seed={"cases":[{"title":" "}]}'], /^seed: cases\[0\]\.title: expected a non-empty title, got " "$/],
    ['a connector that does not exist',
      ['--seed={"cases":[{"title":"x","connector":{"id":"j","name":"J","type":".jira","fields":null}}]}'],
      /^seed: cases\[0\]\.connector\.id: expected a connector of the option connectors or of a seed, got "j"$/],
    ['a connector of another type', [
      '--connectors={"j":{"name":"J","actionTypeId":".jira"}}',
      '--seed={"cases":[{"title":"x","connector":{"id":"j","name":"J","type":".resilient","fields":null}}]}',
    ], /^seed: cases\[0\]\.connector\.type: expected "\.jira", the type of that connector, got "\.resilient"$/],
    ['a space that does not exist',
      ['--seed={"cases":[{"title":"x","space":"lab"}]}'], /^seed: cases\[0\]\.space: expected a space that exists, got "lab"$/],
    ['an external system of an unknown type',
      ['--external-services={".jirra":"live"}'],
      /^externalServices\["\.jirra"\]: expected a connector type of Kibana, such as .*\.jira, .*, got "\.jirra"$/],
    ['a failure of an unknown type',
      ['--external-failures=[{"match":{"connectorType":"jira"}}]'],
      /^--external-failures: \[0\]\.match\.connectorType: expected .*"\.jira".*, got "jira"$/],
    ['a failure that fails in two ways',
      ['--external-failures=[{"failure":"tls","preset":"jira-epic-name"}]'],
      /^externalFailures\[0\]\.preset: expected one of failure, preset and response, got failure and preset$/],
    ['two stubs with one id',
      ['--stubs=[{"id":"a","path":"/x"},{"id":"a","path":"/y"}]'], /^stubs\[1\]\.id: expected an id that no other stub has, got "a"$/],
    ['a stub of a control route',
      ['--stubs=[{"path":"/_mock/health"}]'], /^stubs\[0\]\.path: expected a path outside \/_mock and \/_sandbox, got "\/_mock\/health"$/],
    ['a user with an unknown role',
      ['--security={"users":{"ann":{"password":"x","roles":["nope"]}}}'],
      /^security\.users\.ann\.roles\[0\]: expected a role of .*"superuser".*, got "nope"$/],
    ['a role with an unknown feature',
      ['--security={"roles":{"r":{"kibana":[{"spaces":["*"],"feature":{"cases":["all"]}}]}}}'],
      /^security\.roles\.r\.kibana\[0\]\.feature: expected features of Cases such as "generalCasesV3", .*, got "cases"$/],
    ['a role of a seed with an unknown feature',
      ['--seed={"roles":[{"id":"r","kibana":[{"spaces":["*"],"feature":{"genericCases":["all"]}}]}]}'],
      /^seed: roles\[0\]\.kibana\[0\]\.feature: expected features of Cases such as "generalCasesV3", .*, got "genericCases"$/],
    ['the key of an unknown user',
      ['--security={"users":{},"apiKeys":{"id:key":"ghost"}}'], /^security\.apiKeys: expected a user of security\.users, got "ghost"$/],
    ['a Kibana that is too old',
      ['--kibana-version=7.17.0'], /^--kibana-version: expected a version from "8\.0\.0" on, such as "9\.1\.0", got "7\.17\.0"$/],
    ['a file that does not exist',
      ['--seed=nope.json'],
      /^seed nope\.json: expected a file that can be read, got ENOENT: no such file or directory, open '\/.*nope\.json'$/],
    ['an unknown fixture',
      ['--seed=demoo'], /^seed demoo: expected a file that can be read, or the fixture "docs-examples" or "demo", got ENOENT/],
    ['a transport of the log that does not exist',
      ['--logger={"transport":{"target":"pino-none"}}', '--seed=[]'],
      /^logger: expected options that pino accepts, got unable to determine transport target for "pino-none"$/],
    ['an unknown level of the log', ['--logger={"level":"loud"}'], /^--logger: level: expected "fatal", .* or "silent", got "loud"$/],
  ] as const) {
    t.test(`refuses ${what} at the start, in one line`, t => testRefusal(t, ['--port=0', ...args], {}, message))
  }
})

t.test('findHealthProblem', async t => {
  for (const [listen, ask] of [['127.0.0.1', '0.0.0.0'], ['::1', '::'], ['127.0.0.1', '127.0.0.1']] as const) {
    t.test(`finds a server that listens on ${ask}`, async t => {
      const { port, requests, faults, close } = await testServer(t, { host: listen, basePath: '/kb', control: { token: 's3cret' } })
      faults.add({ effect: { status: 503 }, times: 1 })
      t.equal(await findHealthProblem({ host: ask, port, basePath: '/kb', control: { token: 's3cret' } }), undefined)
      t.strictSame([
        requests.all(), faults.list().map(({ hits }) => hits),
      ], [[], [0]], 'it is not logged as a request to Kibana, and its faults do not apply')
      await close()
      t.match(await findHealthProblem({ host: ask, port, basePath: '/kb' }), /^no healthy server on \S+, port \d+: ECONNREFUSED$/)
    })
  }

  t.test('finds a server without control routes', async t => {
    const control = { enabled: false }
    const { port } = await testServer(t, { control })
    t.equal(await findHealthProblem({ host: '127.0.0.1', port, control }), undefined)
    t.match(await findHealthProblem({ host: '127.0.0.1', port }), 'answered with status 404')
  })
})

t.test('cli.ts runs the command with this process', async t => {
  const { argv } = process
  t.teardown(() => { process.argv = argv })
  const written = t.capture(process.stdout, 'write', () => true)
  process.argv = ['node', 'cli.js', '--version']
  await import('../../src/cli.js')
  t.match(written().map(({ args }) => args[0]).join(''), /^\d+\.\d+\.\d+\n$/)
})
