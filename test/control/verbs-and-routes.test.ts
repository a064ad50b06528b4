import t from 'tap'
import { connect } from '../../src/index.js'
import { controlOperations } from '../openapi/operations.js'
import { testServer } from '../helpers/app.js'

/** The kinds of things with the same four verbs. */
const KINDS = ['faults', 'failures', 'stubs', 'webhooks', 'alerts', 'snapshots', 'sandboxes']

/** For each control route the verb of the handle that does the same. */
const VERBS: Record<string, string> = {
  'GET /_mock/health': 'ready',
  'POST /_mock/reset': 'reset',
  'GET /_mock/state': 'exportState',
  'PUT /_mock/state': 'importState',
  'POST /_mock/seed': 'seed',
  'POST /_mock/snapshots/{id}/restore': 'restore',
  'GET /_mock/requests': 'requests.all',
  'DELETE /_mock/requests': 'requests.clear',
  'POST /_mock/requests/find': 'requests.toHar',
  'POST /_mock/requests/follow': 'requests.follow',
  'POST /_mock/requests/wait': 'requests.waitFor',
  'POST /_mock/requests/verify': 'requests.verify',
  'GET /_mock/presets': 'presets',
  'GET /_mock/users': 'users',
  'GET /_mock/clock': 'clock.now',
  'GET /_mock/clock/due': 'due',
  'PUT /_mock/clock': 'clock.set',
  'POST /_mock/clock/advance': 'clock.advance',
  'GET /_mock/files': 'files.all',
  'GET /_mock/files/{id}': 'files.get',
  'GET /_mock/incidents': 'incidents.all',
  'GET /_mock/incidents/refused': 'incidents.refused',
  'DELETE /_mock/incidents': 'incidents.clear',
  'GET /_mock/license': 'license',
  'PUT /_mock/license': 'setLicense',
  'GET /_mock/events': 'on',
  'PUT /_mock/sandboxes/{id}': 'sandboxes.replace',
  ...Object.fromEntries(KINDS.flatMap(kind => [
    [`GET /_mock/${kind}`, `${kind}.list`], [`POST /_mock/${kind}`, `${kind}.add`],
    [`DELETE /_mock/${kind}`, `${kind}.clear`], [`DELETE /_mock/${kind}/{id}`, `${kind}.remove`],
  ])),
}
/** Documents for people and tools, not controls, and a value: `kibana.tls.ca`. */
const DOCUMENTS = [
  'GET /_mock/ca.pem',
  'GET /_mock/',
  'GET /_mock/page.js',
  'GET /_mock/page.css',
  'GET /_mock/docs',
  'GET /_mock/openapi.json',
  'GET /_mock/elasticsearch/openapi.json',
  'GET /_mock/external/{*}',
]
/** Verbs that are variants of those above, or end the object itself. */
const OTHER_WORDS = ['snapshot', 'sandbox', 'close', 'clock.iso', 'clock.milliseconds', 'clock.freeze', 'clock.resume', 'clock.setPace']

/** The verbs of a handle and of its parts: `faults.add`. */
function verbsOf (part: object, path = ''): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(part)).flatMap(([key, { value }]) =>
    typeof value === 'function' ? path + key : typeof value === 'object' && value !== null ? verbsOf(value, `${path}${key}.`) : [])
}

t.test('every verb of the handle has its control route, and vice versa', async t => {
  const operations = (await controlOperations('9.5.4')).map(({ name }) => name)
  t.strictSame(operations.filter(name => !DOCUMENTS.includes(name)).sort(), Object.keys(VERBS).sort(), 'each route has its verb')
  const verbs = [...Object.values(VERBS), ...OTHER_WORDS]
  t.strictSame(verbsOf(connect('http://localhost')).sort(), verbs.sort(), 'each verb of connect() has its route')
  const kibana: object = await testServer(t)
  const inProcess = (verb: string) => verb.split('.').reduce((part: object, key) => Reflect.get(part, key), kibana)
  for (const verb of verbs) t.type(inProcess(verb), 'function', verb)
})
