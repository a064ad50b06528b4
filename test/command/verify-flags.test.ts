import t from 'tap'
import { runSubcommand } from '../helpers/subcommand.js'
import { kibana } from '../helpers/verify-command.js'
import { files } from '../helpers/files.js'

t.test('flags', async t => {
  t.match(await runSubcommand(['verify', '--only', 'status'], { KIBANA_URL: 'kibana' }).ended, {
    code: 2, stderr: /KIBANA_URL: expected an http or https URL, got "kibana"\n$/,
  })
  t.match(await runSubcommand(['verify', '--help']).ended, { code: 0, stdout: /^Usage: kibana-cases-mock verify --kibana URL/ })
  const file = files(t, { 'notes.txt': 'no certificate' })
  const refused: readonly [args: readonly string[], line: RegExp][] = [
    [[], /--kibana: expected an http or https URL, got nothing/],
    [['--kibana', 'kibana'], /--kibana: expected an http or https URL, got "kibana"/],
    [['--kibana', 'http://127.0.0.1:1', '--timeout', 'soon'], /--timeout: expected a number of seconds from 0.001 to 2147483, got "soon"/],
    [['--kibana', 'http://127.0.0.1:1'], /GET http:\/\/127\.0\.0\.1:1\/api\/cases\/tags: ECONNREFUSED/],
    [['--only', 'everything'], /there is no area "everything": areas are "create", /],
    [['--space', 'My Space'], /--space: expected a name of a-z, 0-9, "_" and "-", got "My Space"/],
    [['--space', 'default'], /--space: the default space cannot be created and removed/],
    [['--license', 'silver'], /--license: expected one of basic, .*, got "silver"/],
    [['--kibana', 'http://127.0.0.1:1', '--ca', '/none.pem'], /--ca: expected a file that can be read, got ENOENT/],
    [['--kibana', 'http://127.0.0.1:1', '--ca', file('notes.txt')],
      /--ca: expected a file with a certificate in PEM format, got ".*notes\.txt"/],
    [['--kibana', 'ann:hush@kibana'], /--kibana: expected an http or https URL, got a value that is not shown\n/],
    [['--kibana', 'http://127.0.0.1:1', '--timeout', 'Infinity'],
      /--timeout: expected a number of seconds from 0.001 to 2147483, got "Infinity"/],
    [['--kibana', 'http://ann:a%zz@127.0.0.1:1', '--timeout', '0.5004'], /tags: ECONNREFUSED/],
    [['--password', '-x'], /--password: expected a value; write --password=VALUE for one that starts with a dash/],
    [['--kibana', 'http://127.0.0.1:1', '--json', file('none/a.json')], /--json: expected a file that can be written, got ENOENT/],
    [['--kibana', 'http://127.0.0.1:1', '--junit', file('.')], /--junit: expected the path of a file, got "/],
    [['--kibana', 'http://127.0.0.1:1', '--junit', file('notes.txt/a.xml')], /--junit: expected a file that can be written, got ENOTDIR/],
    [['--kibana', 'http://127.0.0.1:1', '--record', file('notes.txt')], /--record: expected a directory that can be written, got EEXIST/],
    [['--kibana', 'http://127.0.0.1:1', '--record', ''], /--record: expected a directory that can be written, got ENOENT/],
    [['--external-system', 'http://host'], /--external-system: expected a host, with or without a port, got "http:\/\/host"/],
    [['--kibanas'], /Unknown option '--kibanas'; see kibana-cases-mock verify --help/],
  ]
  for (const [args, line] of refused) {
    const { code, stdout, stderr } = await runSubcommand(['verify', ...args]).ended
    t.strictSame({ code, stdout }, { code: 2, stdout: '' })
    t.match(stderr, line)
    t.match(stderr, /^kibana-cases-mock verify: .+\n$/, 'one line')
  }
})

t.test('credentials come from flags, variables or the URL', async t => {
  const security = JSON.stringify({ users: { ann: { password: 'p@ss', roles: ['superuser'] } }, apiKeys: { 'id:key': 'ann' } })
  const url = await kibana(t, ['--security', security])
  const withUser = url.replace('://', `://ann:${encodeURIComponent('p@ss')}@`)
  const ways: readonly [args: readonly string[], env: Record<string, string>][] = [
    [['--kibana', withUser], {}],
    [[], { KIBANA_URL: url, KIBANA_USERNAME: 'ann', KIBANA_PASSWORD: 'p@ss' }],
    [['--kibana', url, '--api-key', btoa('id:key')], {}],
    [['--license', 'trial'], { KIBANA_URL: url, KIBANA_API_KEY: btoa('id:key') }],
    [['--username', 'ann', '--password', 'p@ss'], { KIBANA_URL: url, KIBANA_API_KEY: 'of another user' }],
  ]
  for (const [args, env] of ways) {
    const { code, stdout } = await runSubcommand(['verify', '--only', 'roles', ...args], env).ended
    t.match({ code, stdout }, { code: 0, stdout: /\nroles +\d+ +0 +0\n/ })
    t.notMatch(stdout, 'p@ss')
  }
})
