import t from 'tap'
import { startServer } from '../../src/index.js'
import { resolveOptions } from '../../src/options/resolve.js'
import type { ServerOptions } from '../../src/options/schema.js'
import { NEWEST_VERSION } from '../../src/versions/version.js'

t.test('startServer(options) refuses', async t => {
  const refused: [options: unknown, message: string | RegExp][] = [
    [null, 'options: expected an object, got null'],
    [[], 'options: expected an object, got []'],
    [{ prot: 1 }, /^startServer: prot: expected one of the keys host, port, tls, basePath, .*, logger, got the unknown key "prot"$/],
    [{ host: '' }, 'host: expected a string of 1 or more characters, got ""'],
    [{ host: 1 }, 'host: expected a string of 1 or more characters, got 1'],
    [{ port: -1 }, 'port: expected a whole number of 0 to 65535, got -1'],
    [{ port: 65536 }, 'port: expected a whole number of 0 to 65535, got 65536'],
    [{ port: 1.5 }, 'port: expected a whole number of 0 to 65535, got 1.5'],
    [{ port: NaN }, 'port: expected a whole number of 0 to 65535, got NaN'],
    [{ port: () => 1 }, 'port: expected a whole number of 0 to 65535, got a function'],
    [{ port: '5601' }, 'port: expected a whole number of 0 to 65535, got "5601"'],
    [{ basePath: 'kibana' }, 'basePath: expected a path such as "/kibana", with a slash at its start and none at its end, got "kibana"'],
    [{ basePath: '/' }, 'basePath: expected a path such as "/kibana", with a slash at its start and none at its end, got "/"'],
    [{ basePath: '/kibana/' },
      'basePath: expected a path such as "/kibana", with a slash at its start and none at its end, got "/kibana/"'],
    [{ basePath: '/_mock' }, 'basePath: expected a path outside /_mock and /_sandbox, got "/_mock"'],
    [{ basePath: '/_sandbox/kibana' }, 'basePath: expected a path outside /_mock and /_sandbox, got "/_sandbox/kibana"'],
    [{ publicBaseUrl: 'kibana.test' }, 'publicBaseUrl: expected an http or https URL without a slash at its end, got "kibana.test"'],
    [{ publicBaseUrl: 'http://kibana.test/' },
      'publicBaseUrl: expected an http or https URL without a slash at its end, got "http://kibana.test/"'],
    [{ kibanaVersion: '9' }, 'kibanaVersion: expected a version from "8.0.0" on, such as "9.1.0", got "9"'],
    [{ kibanaVersion: '7.17.6' }, 'kibanaVersion: expected a version from "8.0.0" on, such as "9.1.0", got "7.17.6"'],
    [{ seed: 1 }, 'seed: expected a state, a saved answer of Kibana, the path of a file with one, or a list of such paths, got 1'],
    [{ seed: ['a.json', 1] }, 'seed[1]: expected a string of 1 or more characters or an object, got 1'],
    [{ license: 'silver' }, 'license: expected "basic", "standard", "gold", "platinum", "enterprise" or "trial", got "silver"'],
    [{ security: true }, 'security: expected an object, such as {"users":{"ann":{"password":"test","roles":["superuser"]}}}, got true'],
    [{ security: { user: {} } }, 'security.user: expected one of the keys users, roles, apiKeys, tokens, got the unknown key "user"'],
    [{ security: { users: { ann: { roles: [] } } } }, 'security.users.ann.password: expected a string, got nothing'],
    [{ security: { users: { ann: { password: 12345, roles: [] } } } },
      'security.users.ann.password: expected a string, got a value that is not shown'],
    [{ security: { users: { ann: { password: 'x', roles: 'superuser' } } } },
      'security.users.ann.roles: expected a list, such as ["superuser"], got "superuser"'],
    [{ security: { users: { ann: { password: 'x', roles: ['reader', 'read'] } }, roles: { reader: {} } } },
      /^startServer: security\.users\.ann\.roles\[1\]: expected a role of security\.roles, of the seed or of Elasticsearch: "reader", "editor", "kibana_admin", "kibana_user", "superuser", "viewer", "apm_system", .+ or "watcher_user", got "read"$/],
    [{ security: { roles: { reader: { kibana: [{ spaces: ['*'], feature: { generalCase: ['all'] } }] } } } },
      /^startServer: security\.roles\.reader\.kibana\[0\]\.feature: expected features of Cases such as "generalCasesV3", .*, got "generalCase"$/],
    [{ security: { roles: { reader: { kibana: [{ spaces: ['*'], feature: { generalCases: ['read', 'create_comment'] } }] } } } },
      'security.roles.reader.kibana[0].feature.generalCases[1]: expected "read", "minimal_read", "minimal_all", "all", "cases_delete", ' +
        '"cases_settings" or "cases_manage_templates", got "create_comment"'],
    [{ security: { roles: { reader: { kibana: [{ spaces: ['*'], feature: { actions: ['execute'] } }] } } } },
      'security.roles.reader.kibana[0].feature.actions[0]: expected "all", "read", "minimal_all" or "minimal_read", got "execute"'],
    [{ security: { roles: { reader: { kibana: 'all' } } } }, 'security.roles.reader.kibana: expected a list, got "all"'],
    [{ security: { roles: { reader: { kiban: [] } } } },
      /^startServer: security\.roles\.reader\.kiban: expected one of the keys .*, got the unknown key "kiban"$/],
    [{ security: { apiKeys: { 'id:key': null } } }, 'security.apiKeys["…"]: expected a string, got null'],
    [{ security: { tokens: { 'to-ken': { user: 'ann' } } } }, 'security.tokens["…"]: expected a string, got a value that is not shown'],
    [{ security: { tokens: ['to-ken'] } }, 'security.tokens: expected an object, got a value that is not shown'],
    [{ security: { users: { ann: 'hush' } } }, 'security.users.ann: expected an object, got a value that is not shown'],
    [{ security: { users: [{ password: 'hush' }] } },
      'security.users: expected an object, such as {"ann":{"password":"test","roles":["superuser"]}}, got a value that is not shown'],
    [{ security: [{ tokens: ['to-ken'] }] },
      'security: expected an object, such as {"users":{"ann":{"password":"test","roles":["superuser"]}}}, got a value that is not shown'],
    [{ spaces: 'sales' }, 'spaces: expected a list, such as ["soc",{"id":"it","name":"IT operations"}], got "sales"'],
    [{ elasticsearch: true }, 'elasticsearch: expected an object, such as {"port":9200}, got true'],
    [{ connectors: [] }, 'connectors: expected an object, got []'],
    [{ tls: { key: 'k' } }, 'tls.cert: expected a string of 1 or more characters, got nothing'],
    [{ tls: { cert: 'c' } }, 'tls.key: expected a string of 1 or more characters, got nothing'],
    [{ tls: { names: 'a' } }, 'tls.names: expected a list of at most 200 items, got "a"'],
    [{ spaces: [1] }, 'spaces[0]: expected a string or an object, got 1'],
    [{ spaces: [{ name: 'Sales' }] }, 'spaces[0].id: expected a string, got nothing'],
    [{ externalServices: { '.jira': 'real' } }, 'externalServices[".jira"]: expected "simulated" or "live", got "real"'],
    [{ externalFailures: [{ times: 0 }] }, 'externalFailures[0].times: expected a whole number of 1 or more, got 0'],
    [{ connectors: { jira: { name: 'Jira' } } }, 'connectors.jira.actionTypeId: expected a string, got nothing'],
    [{ connectors: { jira: { name: 'Jira', actionTypeId: '.jira', url: 'x' } } },
      'connectors.jira.url: expected one of the keys name, actionTypeId, config, secrets, got the unknown key "url"'],
    [{ clock: 'tomorrow' }, 'clock: expected an ISO 8601 time, { now, frozen }, or an object whose now() returns a Date, got "tomorrow"'],
    [{ clock: { now: 1 } }, 'clock.now: expected an ISO 8601 time such as "2025-06-01T10:00:00.000Z", got 1'],
    [{ clock: { now: () => 5 } }, 'clock: expected an object whose now() returns a Date, got one that returns 5'],
    [{ port: 1n }, 'port: expected a whole number of 0 to 65535, got 1n'],
    [{ random: '1' }, 'random: expected a whole number, got "1"'],
    [{ maxPayloadBytes: 0 }, 'maxPayloadBytes: expected a whole number of 1 or more, got 0'],
    [{ requestLog: {} }, 'requestLog.size: expected a whole number of 0 or more, got nothing'],
    [{ requestLog: { size: -1 } }, 'requestLog.size: expected a whole number of 0 or more, got -1'],
    [{ control: { enabled: 'no' } }, 'control.enabled: expected true or false, got "no"'],
    [{ control: { token: '' } }, 'control.token: expected a string of 1 or more characters, got a value that is not shown'],
    [{ logger: 'loud' },
      'logger: expected true, false, "fatal", "error", "warn", "info", "debug", "trace" or "silent", or an object of pino options, got ' +
        '"loud"'],
    [{ host: 'x'.repeat(100), port: 'y'.repeat(100) }, `port: expected a whole number of 0 to 65535, got "${'y'.repeat(59)}…`],
  ]
  for (const [options, message] of refused) {
    // Not allowed by the type, on purpose
    await t.rejects(
      startServer(options as ServerOptions),
      { name: 'InvalidInput', message: typeof message === 'string' ? `startServer: ${message}` : message },
      String(message),
    )
  }
})

t.test('resolveOptions', async t => {
  t.test('fills in the defaults', async t => {
    t.strictSame(resolveOptions({}), {
      host: '127.0.0.1',
      port: 0,
      stubs: [],
      basePath: '',
      kibanaVersion: NEWEST_VERSION,
      license: 'trial',
      spaces: [],
      connectors: {},
      maxPayloadBytes: 1048576,
      requestLog: { size: 1000 },
      control: { enabled: true },
      logger: false,
    })
  })

  t.test('keeps given options, and treats undefined as absent', async t => {
    const clock = { now: () => new Date(0) }
    const options = resolveOptions({
      port: 1, host: undefined, control: { token: 'x' }, clock, spaces: ['a', { id: 'b', color: '#fff' }], seed: ['a.json'], security: {},
    } as unknown as ServerOptions)
    t.match(options, {
      port: 1,
      host: '127.0.0.1',
      control: { enabled: true, token: 'x' },
      spaces: ['a', { id: 'b', color: '#fff' }],
      seed: ['a.json'],
      security: {},
    })
    t.equal(options.clock, clock)
  })
})
