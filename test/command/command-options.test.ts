import t from 'tap'
import { readFlags } from '../../src/command/flags.js'
import { commandOptions } from '../../src/command/settings.js'
import { files } from '../helpers/files.js'

t.test('commandOptions', async t => {
  const options = (args: string[], env: Record<string, string> = {}) => commandOptions(readFlags(args), env, '/docs.json')

  t.test('has defaults of its own', async t => {
    t.strictSame(options([]), { host: '0.0.0.0', port: 5601, logger: { level: 'info' }, seed: '/docs.json' })
  })

  t.test('reads every option from its flag, its variable and the file', async t => {
    const given = {
      host: 'localhost',
      port: 1,
      basePath: '/kb',
      publicBaseUrl: 'https://kibana.test',
      kibanaVersion: '9.0.0',
      seed: ['/a.json', '/b.json'],
      license: 'gold',
      security: { users: { ann: { password: 'x', roles: ['superuser'] } } },
      spaces: ['sales', { id: 'it', name: 'IT' }],
      connectors: { jira: { name: 'Jira', actionTypeId: '.jira', config: { projectKey: 'K' } } },
      clock: { now: '2025-01-01T00:00:00.000Z', frozen: true },
      random: -7,
      maxPayloadBytes: 10,
      requestLog: { size: 5 },
      control: { enabled: false, token: 'x' },
      logger: false,
    }
    const texts = Object.entries(given).map(([name, value]) => [
      name.replace(/[A-Z]/g, '_$&').toLowerCase(), typeof value === 'string' ? value : JSON.stringify(value),
    ] as const)
    t.strictSame(options(texts.map(([name, text]) => `--${name.replaceAll('_', '-')}=${text}`)), given, 'flags')
    t.strictSame(options([], Object.fromEntries(texts.map(([name, text]) => [`KCM_${name.toUpperCase()}`, text]))), given, 'environment')
    t.strictSame(options(['--config', files(t, { 'kcm.json': JSON.stringify(given) })('kcm.json')]), given, 'file')
  })

  t.test('reads a config file that starts with a byte order mark', async t => {
    t.equal(options(['--config', files(t, { 'windows.json': '\uFEFF{"port":1}' })('windows.json')]).port, 1)
  })

  t.test('accepts a time as the clock, and treats an empty variable as unset', async t => {
    t.match(options(['--clock=2025-01-01T00:00:00Z'], { KCM_PORT: '', PORT: '' }), { clock: '2025-01-01T00:00:00Z', port: 5601 })
  })

  t.test('prefers its own variables to PORT and HOST', async t => {
    t.match(options([], { PORT: '1', HOST: 'a' }), { port: 1, host: 'a' })
    t.match(options([], { PORT: '1', HOST: 'a', KCM_PORT: '2', KCM_HOST: 'b' }), { port: 2, host: 'b' })
    t.match(options(['--port=3', '--host=c'], { PORT: '1', HOST: 'a', KCM_PORT: '2', KCM_HOST: 'b' }), { port: 3, host: 'c' })
  })

  t.test('resolves paths in a config file relative to it', async t => {
    const file = files(t, {
      'one.json': '{"seed":"a.json"}',
      'many.json': '{"seed":["a.json","/b.json"]}',
      'inline.json': '{"seed":{"cases":[]}}',
      'kept.json': '{"seed":["demo","file:///a.json",{"cases":[]}]}',
      'files.json': '{"tls":{"key":"key.pem","cert":"-----BEGIN CERTIFICATE-----"}}',
      'names.json': '{"tls":{"names":["kibana"]}}',
    })
    t.strictSame(options(['--config', file('one.json')]).seed, file('a.json'))
    t.strictSame(options(['--config', file('many.json')]).seed, [file('a.json'), '/b.json'])
    t.strictSame(options(['--config', file('inline.json')]).seed, { cases: [] })
    t.strictSame(options(['--config', file('kept.json')]).seed, ['demo', 'file:///a.json', { cases: [] }])
    t.strictSame(options(['--config', file('files.json')]).tls, { key: file('key.pem'), cert: '-----BEGIN CERTIFICATE-----' })
    t.strictSame(options(['--config', file('names.json')]).tls, { names: ['kibana'] })
  })

  t.test('adds the JSON files of the fixtures directory in alphabetical order', async t => {
    const file = files(t, { 'b.json': '{}', 'a.json': '{}', 'notes.txt': '' })
    const fixtures = [file('a.json'), file('b.json')]
    const env = { KCM_FIXTURES_DIR: file('.') }
    t.strictSame(options([], env).seed, fixtures)
    t.strictSame(options(['--seed=x.json'], env).seed, ['x.json', ...fixtures])
    t.strictSame(options(['--seed=x.json', '--seed=y.json'], env).seed, ['x.json', 'y.json', ...fixtures])
    t.strictSame(options(['--seed={"cases":[]}'], env).seed, [{ cases: [] }, ...fixtures])
    t.strictSame(options(['--fixtures-dir', t.testdir({})]).seed, '/docs.json')
  })
})
