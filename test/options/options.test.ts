import t from 'tap'
import { startServer } from '../../src/index.js'
import { resolveOptions } from '../../src/options/resolve.js'
import type { ServerOptions } from '../../src/options/schema.js'

t.test('startServer(options) refuses', async t => {
  const refused: [options: unknown, message: string | RegExp][] = [
    [null, 'the whole of the options must be an object, but is null'],
    [[], 'the whole of the options must be an object, but is []'],
    [{ prot: 1 }, 'option prot is unknown; known are host, port, basePath, publicBaseUrl, kibanaVersion, seed, license, security, spaces, connectors, externalServices, externalFailures, clock, random, maxPayloadBytes, requestLog, control, logger'],
    [{ host: '' }, "option host must be a text that is not empty, but is ''"],
    [{ host: 1 }, 'option host must be a text that is not empty, but is 1'],
    [{ port: -1 }, 'option port must be a whole number from 0 to 65535, but is -1'],
    [{ port: 65536 }, 'option port must be a whole number from 0 to 65535, but is 65536'],
    [{ port: 1.5 }, 'option port must be a whole number from 0 to 65535, but is 1.5'],
    [{ port: '5601' }, "option port must be a whole number from 0 to 65535, but is '5601'"],
    [{ basePath: 'kibana' }, "option basePath must be a path such as '/kibana', with a slash at its start and none at its end, but is 'kibana'"],
    [{ basePath: '/' }, "option basePath must be a path such as '/kibana', with a slash at its start and none at its end, but is '/'"],
    [{ basePath: '/kibana/' }, "option basePath must be a path such as '/kibana', with a slash at its start and none at its end, but is '/kibana/'"],
    [{ publicBaseUrl: 'kibana.test' }, "option publicBaseUrl must be an http or https URL without a slash at its end, but is 'kibana.test'"],
    [{ publicBaseUrl: 'http://kibana.test/' }, "option publicBaseUrl must be an http or https URL without a slash at its end, but is 'http://kibana.test/'"],
    [{ kibanaVersion: '9' }, "option kibanaVersion must be a version such as '9.1.0', but is '9'"],
    [{ seed: 1 }, 'option seed must be a state, the path of a state file, or a list of such paths, but is 1'],
    [{ seed: ['a.json', 1] }, 'option seed.1 must be a text that is not empty, but is 1'],
    [{ license: 'silver' }, "option license must be one of basic, standard, gold, platinum, enterprise, trial, but is 'silver'"],
    [{ security: true }, 'option security must be an object, but is true'],
    [{ security: { user: {} } }, 'option security.user is unknown; known are users, roles, apiKeys'],
    [{ security: { users: { ann: { roles: [] } } } }, 'option security.users.ann.password is missing; it must be a text'],
    [{ security: { users: { ann: { password: 12345, roles: [] } } } }, 'option security.users.ann.password must be a text, but is something else'],
    [{ security: { users: { ann: { password: 'x', roles: 'superuser' } } } }, "option security.users.ann.roles must be a list, but is 'superuser'"],
    [{ security: { roles: { reader: { kibana: 'all' } } } }, "option security.roles.reader.kibana must be a list, but is 'all'"],
    [{ security: { roles: { reader: { kiban: [] } } } }, /^startServer: option security\.roles\.reader\.kiban is unknown; known are /],
    [{ security: { apiKeys: { abc: null } } }, 'option security.apiKeys.abc must be a text, but is null'],
    [{ spaces: 'sales' }, "option spaces must be a list, but is 'sales'"],
    [{ spaces: [1] }, 'option spaces.0 must be a text or an object, but is 1'],
    [{ spaces: [{ name: 'Sales' }] }, 'option spaces.0.id is missing; it must be a text'],
    [{ externalServices: { '.jira': 'real' } }, "option externalServices..jira must be one of simulated, live, but is 'real'"],
    [{ externalFailures: [{ times: 0 }] }, 'option externalFailures.0.times must be a whole number, 1 or more, but is 0'],
    [{ connectors: [] }, 'option connectors must be an object, but is []'],
    [{ connectors: { jira: { name: 'Jira' } } }, 'option connectors.jira.actionTypeId is missing; it must be a text'],
    [{ connectors: { jira: { name: 'Jira', actionTypeId: '.jira', url: 'x' } } }, 'option connectors.jira.url is unknown; known are name, actionTypeId, config, secrets'],
    [{ clock: 'tomorrow' }, "option clock must be an ISO 8601 time, { now, frozen }, or an object whose now() gives a Date, but is 'tomorrow'"],
    [{ clock: { now: 1 } }, 'option clock must be an ISO 8601 time, { now, frozen }, or an object whose now() gives a Date, but is { now: 1 }'],
    [{ random: '1' }, "option random must be a whole number, but is '1'"],
    [{ maxPayloadBytes: 0 }, 'option maxPayloadBytes must be a whole number, 1 or more, but is 0'],
    [{ requestLog: {} }, 'option requestLog.size is missing; it must be a whole number, 0 or more'],
    [{ requestLog: { size: -1 } }, 'option requestLog.size must be a whole number, 0 or more, but is -1'],
    [{ control: { enabled: 'no' } }, "option control.enabled must be true or false, but is 'no'"],
    [{ control: { token: '' } }, 'option control.token must be a text that is not empty, but is something else'],
    [{ logger: 'info' }, "option logger must be true, false, or an object of pino options, but is 'info'"],
    [{ host: 'x'.repeat(100), port: 'y'.repeat(100) }, `option port must be a whole number from 0 to 65535, but is '${'y'.repeat(79)}…`],
  ]
  for (const [options, message] of refused) {
    // Not what the type allows: that is the point
    await t.rejects(startServer(options as ServerOptions), typeof message === 'string' ? new TypeError(`startServer: ${message}`) : { message }, String(message))
  }
})

t.test('resolveOptions', async t => {
  t.test('fills in the defaults', async t => {
    t.strictSame(resolveOptions({}), {
      host: '127.0.0.1',
      port: 0,
      basePath: '',
      kibanaVersion: '9.1.0',
      license: 'trial',
      spaces: [],
      connectors: {},
      maxPayloadBytes: 1048576,
      requestLog: { size: 1000 },
      control: { enabled: true },
      logger: false,
    })
  })

  t.test('keeps what is given, and takes undefined for not given', async t => {
    const clock = { now: () => new Date(0) }
    const options = resolveOptions({ port: 1, host: undefined, control: { token: 'x' }, clock, spaces: ['a', { id: 'b', color: '#fff' }], seed: ['a.json'], security: {} } as unknown as ServerOptions)
    t.match(options, { port: 1, host: '127.0.0.1', control: { enabled: true, token: 'x' }, spaces: ['a', { id: 'b', color: '#fff' }], seed: ['a.json'], security: {} })
    t.equal(options.clock, clock)
  })
})
