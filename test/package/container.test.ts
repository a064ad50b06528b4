import { strictEqual } from 'node:assert'
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { parse } from 'yaml'
import { COMMAND_OPTIONS } from '../../src/command/option-names.js'
import { missing } from '../docs/project.js'
import { testServer } from '../helpers/app.js'
import { NODE_OPTIONS, runCommand } from '../helpers/command.js'
import { commands } from '../helpers/commands.js'
import { ask } from '../helpers/https.js'

interface Service {
  healthcheck?: {
    test?: [string, string]
  },
  image: string,
  build?: string,
  environment?: Record<string, string>,
  volumes?: string[],
  depends_on?: Record<string, {
    condition: string
  }>
}
interface Compose { services: Record<string, Service> }

const FOLDER = 'examples/compose'
const files = readdirSync(FOLDER).filter(name => name.endsWith('.yaml'))
/** Returns the arguments after the bundle in an instruction of the Dockerfile. Its Node.js options must be those of the other tests. */
function flags (instruction: 'ENTRYPOINT' | 'HEALTHCHECK') {
  const [, command = ''] = new RegExp(`^${instruction} .*(\\[.*\\])$`, 'm').exec(readFileSync('Dockerfile', 'utf8'))!
  const [node, ...args] = JSON.parse(command) as string[]
  const bundle = args.indexOf('/app/dist/cli.js')
  strictEqual([node, ...args.slice(0, bundle)].join(' '), ['node', ...NODE_OPTIONS].join(' '))
  return args.slice(bundle + 1)
}

const servicesIn = (file: string) => Object.entries((parse(readFileSync(join(FOLDER, file), 'utf8')) as Compose).services)

t.test('examples/compose', async t => {
  for (const file of files) {
    t.test(`${file} names folders, services and variables that exist`, async t => {
      const services = servicesIn(file)
      for (const [name, { build, environment = {}, volumes = [], depends_on: needed = {} }] of services) {
        if (build !== undefined) t.ok(existsSync(join(FOLDER, build, 'Dockerfile')), `${name}: ${build}`)
        for (const volume of volumes) t.ok(existsSync(join(FOLDER, volume.split(':')[0]!)), `${name}: ${volume}`)
        for (const other of Object.keys(needed)) t.ok(services.some(([known]) => known === other), `${name} needs ${other}`)
        const variables = Object.keys(environment).filter(variable => variable.startsWith('KCM_'))
        for (const variable of variables) t.ok(COMMAND_OPTIONS.some(option => option.variable === variable), `${name}: ${variable}`)
      }
      t.ok(services.length > 0)
    })
  }

  for (const file of files) {
    t.test(`${file} starts a server that is healthy and ends with status 0, with the commands of the image`, async t => {
      const [, { environment = {}, volumes = [] }] = servicesIn(file).find(([name]) => name === 'kibana')!
      const mounted = volumes.map(volume => volume.split(':')).find(([, inside]) => inside === '/fixtures')
      const env = { ...environment, KCM_FIXTURES_DIR: mounted ? resolve(FOLDER, mounted[0]!) : t.testdir() }
      const server = runCommand(t, flags('ENTRYPOINT'), { ...env, PORT: '0' })
      const url = new URL(await server.listening())
      t.strictSame(await runCommand(t, flags('HEALTHCHECK'), { ...env, PORT: url.port }).exited, { code: 0, stdout: '', stderr: '' })

      const find = `${url.origin}/api/cases/_find?sortOrder=asc`
      const answer = url.protocol === 'https:'
        ? (await ask(find, undefined, { rejectUnauthorized: false })).body
        : await (await fetch(find)).text()
      const { cases } = JSON.parse(answer) as { cases: { title: string }[] }
      t.strictSame(cases.map(({ title }) => title), mounted ? ['Login from two countries'] : ['Case title 1', 'Case title 1'])
      server.child.kill('SIGTERM')
      t.match(await server.exited, { code: 0 })
    })
  }

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0
  t.test('is accepted by Compose', { skip: hasCompose ? false : 'there is no Docker Compose on this machine' }, async t => {
    for (const file of files) {
      await t.resolves(
        promisify(execFile)('docker', ['compose', '--file', join(FOLDER, file), 'config', '--quiet']), file,
      )
    }
  })

  t.test("Elastic's own health check passes, with and without security", { skip: missing('curl') }, async t => {
    const [, service] = servicesIn('elastic-health-check.yaml').find(([name]) => name === 'kibana')!
    const [kind, command] = service.healthcheck!.test!
    t.equal(kind, 'CMD-SHELL')
    for (const options of [{}, { security: { users: {} } }]) {
      const { url } = await testServer(t, options)
      await t.resolves(promisify(execFile)('sh', ['-c', command.replace('http://localhost:5601', url)]))
    }
  })

  t.test('the certificate covers the names by which other containers reach the server', async t => {
    const [, { environment }] = servicesIn('tls.yaml').find(([name]) => name === 'kibana')!
    const { port, tls } = await testServer(t, { tls: JSON.parse(environment!.KCM_TLS!) })
    for (const servername of ['localhost', 'kibana', 'mock.kb.local']) {
      t.equal((await ask(`https://127.0.0.1:${port}/api/status`, tls!.ca, { servername })).status, 200)
    }
  })

  t.test('the client opens a case', async t => {
    const { url, requests } = await testServer(t)
    const { stdout } = await promisify(execFile)(process.execPath, [join(FOLDER, 'client/client.mjs')], {
      env: { ...process.env, KIBANA_URL: url },
    })
    t.match(stdout, /^opened [\w-]+, version \S+\n$/)
    t.match(requests.all(), [{ method: 'POST', path: '/api/cases', status: 200 }])
  })
})

t.test('Dockerfile', async t => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n')
  const [, base] = /^ARG BASE_IMAGE=(\S+)$/m.exec(lines.join('\n'))!
  const froms = lines.filter(line => /^\s*FROM /.test(line)).map(line => line.replace(/\$\{(\w+)\}/, '<$1>'))

  t.test('builds both stages on its argument, and repeats the default for tools that read FROM', async t => {
    t.strictSame(froms, [`FROM ${base} AS default-base`, '  FROM <BASE_IMAGE> AS build', '  FROM <BASE_IMAGE>'])
  })

  t.test('copies only files that .dockerignore lets through', async t => {
    const allowed = readFileSync('.dockerignore', 'utf8').split('\n').filter(line => line.startsWith('!')).map(line => line.slice(1))
    const copied = lines.filter(line => /^COPY (?!--from)/.test(line)).flatMap(line => line.split(' ').slice(1, -1))
    t.strictSame([...new Set(copied)].sort(), allowed.sort())
    t.strictSame(copied.filter(path => !existsSync(path)), [])
    t.match(readFileSync('.dockerignore', 'utf8'), '\nfixtures/recorded\n', 'recordings are for tests')
  })
})

t.test('scripts/image.sh builds with the base image pinned to its digest', async t => {
  const { path } = commands(t, { docker: '[ "$2" = imagetools ] && echo sha256:abc && exit\nprintf "%s\\n" "$@"' })
  const output = execFileSync('bash', ['scripts/image.sh', 'registry.example/kcm:0.1.0'], {
    env: { ...process.env, PATH: path }, encoding: 'utf8',
  })
  const [, base] = /^ARG BASE_IMAGE=(\S+)$/m.exec(readFileSync('Dockerfile', 'utf8'))!
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const args = output.trim().split('\n')
  t.ok(args.includes(`BASE_IMAGE=${base}@sha256:abc`))
  t.ok(args.includes(`VERSION=${version}`))
  t.equal(args[args.indexOf('--tag') + 1], 'registry.example/kcm:0.1.0')
})
