import t, { type Test } from 'tap'
import { connect, startServer, type RunningServer } from '../../src/index.js'
import { controlOperations, type Schema } from '../openapi/operations.js'
import { testServer } from '../helpers/app.js'
import { control } from '../helpers/control.js'

// Every kind of thing that a test adds has the same four verbs, in the process, over HTTP and by connect(), in the same words

interface Listed { readonly id: string, readonly hits?: number }
interface Verbs {
  add (thing?: object): Promise<Listed>
  list (): Promise<readonly Listed[]>
  remove (id: string): Promise<void>
  clear (): Promise<void>
}
interface Kind {
  readonly word: string
  readonly thing: object
  /** Its keys beside `id` and `hits`, if its hits are counted. */
  readonly counts?: object
  /** Whether it replaces an older one with its id. */
  readonly replaces?: true
  /** The form of generated ids, if it is not that of the word. */
  readonly generated?: RegExp
}

const KINDS: Record<string, Kind> = {
  faults: { word: 'fault', thing: { match: { method: 'PATCH' }, effect: { status: 503 }, times: 2 }, counts: {} },
  failures: { word: 'failure', thing: { match: { connectorType: '.jira' }, failure: 'timeout', times: 2 }, counts: {} },
  stubs: { word: 'stub', thing: { method: 'GET', path: '/api/fleet/agents', body: { items: [] } }, counts: {} },
  webhooks: {
    word: 'webhook',
    thing: { url: 'http://localhost:1/hook', events: ['case.pushed'] },
    counts: {
      delivered: 0, failed: 0, lastError: null, deliveries: [],
    },
  },
  alerts: { word: 'alert', thing: { source: { 'kibana.alert.rule.name': 'Malware' } }, generated: /^[\da-f-]{20,}$/ },
  snapshots: { word: 'snapshot', thing: {}, replaces: true },
  sandboxes: { word: 'sandbox', thing: { license: 'basic' }, generated: /^[\w-]{10,}$/ },
}

const ERRORS: Record<number, string> = { 400: 'InvalidInput', 404: 'NotFoundError', 409: 'ConflictError' }

/** The verbs by their routes; a refusal is an error with the name that it has in the process. */
function overHttp (kibana: RunningServer, kind: string): Verbs {
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => {
    const answer = await control(kibana, method, path, body)
    if (answer.status < 300) return answer.body
    throw Object.assign(new Error(answer.body.message), { name: ERRORS[answer.status] })
  }
  return {
    add: thing => ask('POST', `/${kind}`, thing),
    list: async () => (await ask('GET', `/${kind}`))[kind],
    remove: id => ask('DELETE', `/${kind}/${id}`),
    clear: () => ask('DELETE', `/${kind}`),
  }
}

/** The verbs of a handle; with `async`, those that throw at once reject too. */
function ofHandle (handle: object, kind: string): Verbs {
  const verbs: Verbs = Reflect.get(handle, kind)
  return {
    add: async thing => verbs.add(thing),
    list: async () => verbs.list(),
    remove: async id => verbs.remove(id),
    clear: async () => verbs.clear(),
  }
}

const FACES: Record<string, (kibana: RunningServer, kind: string) => Verbs> = {
  'in the process': ofHandle,
  'over HTTP': overHttp,
  'by connect()': (kibana, kind) => ofHandle(connect(kibana.url), kind),
}

for (const [kind, { word, thing, counts, replaces, generated = new RegExp(`^${word}-1$`) }] of Object.entries(KINDS)) {
  for (const [face, verbsOf] of Object.entries(FACES)) {
    t.test(`${kind}, ${face}`, async t => {
      const verbs = verbsOf(await testServer(t), kind)
      const ids = async () => (await verbs.list()).map(({ id }) => id)

      t.test('are added with a generated id or their own, and listed as they were added', async t => {
        const first = await verbs.add(thing)
        t.match(first.id, generated)
        const mine = await verbs.add({ ...thing, id: 'mine' })
        t.equal(mine.id, 'mine')
        t.strictSame(await ids(), [first.id, 'mine'])
        if (!counts) return
        t.strictSame(await verbs.list(), [first, mine])
        t.strictSame(mine, { ...thing, id: 'mine', hits: 0, ...counts })
        t.equal(Object.keys(mine)[0], 'id', 'the id comes first')
      })

      t.test(replaces ? 'replace one with their id' : 'are refused with an id in use', async t => {
        if (replaces) await verbs.add({ ...thing, id: 'mine' })
        else {
          await t.rejects(verbs.add({ ...thing, id: 'mine' }), {
            name: 'ConflictError', message: new RegExp(`^there is already an? ${word} "mine"`),
          })
        }
        t.equal((await ids()).length, 2)
      })

      t.test('are refused with a key that they do not have', async t => {
        await t.rejects(verbs.add({ ...thing, nonsense: 1 }), {
          name: 'InvalidInput', message: /^nonsense: expected one of the keys .*, got the unknown key "nonsense"$/,
        })
        t.equal((await ids()).length, 2)
      })

      t.test('are removed one by one, and all at once', async t => {
        await verbs.remove('mine')
        await t.rejects(verbs.remove('mine'), { name: 'NotFoundError', message: `there is no ${word} "mine"` })
        t.equal((await ids()).length, 1)
        await verbs.clear()
        t.strictSame(await ids(), [])
      })
    })
  }
}

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
  ...Object.fromEntries(Object.keys(KINDS).flatMap(kind => [
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
/** Other words for a verb above, and ends of the object itself. */
const OTHER_WORDS = ['snapshot', 'sandbox', 'close', 'clock.iso', 'clock.milliseconds', 'clock.freeze', 'clock.resume', 'clock.setPace']

/** The verbs of a handle and of its parts: `faults.add`. */
function verbsOf (part: object, path = ''): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(part)).flatMap(([key, { value }]) =>
    typeof value === 'function' ? path + key : typeof value === 'object' && value !== null ? verbsOf(value, `${path}${key}.`) : [])
}

t.test('what JavaScript can do HTTP can, and the reverse', async t => {
  const operations = (await controlOperations('9.5.4')).map(({ name }) => name)
  t.strictSame(operations.filter(name => !DOCUMENTS.includes(name)).sort(), Object.keys(VERBS).sort(), 'each route has its verb')
  const verbs = [...Object.values(VERBS), ...OTHER_WORDS]
  t.strictSame(verbsOf(connect('http://localhost')).sort(), verbs.sort(), 'each verb of connect() has its route')
  const kibana: object = await testServer(t)
  const inProcess = (verb: string) => verb.split('.').reduce((part: object, key) => Reflect.get(part, key), kibana)
  for (const verb of verbs) t.type(inProcess(verb), 'function', verb)
})

/** Every property of a schema, by its name. */
function * propertiesOf ({ properties = {}, items, anyOf = [], allOf = [] }: Schema): Generator<[name: string, schema: Schema]> {
  for (const [name, schema] of Object.entries(properties)) {
    yield [name, schema]
    yield * propertiesOf(schema)
  }
  for (const part of [...anyOf, ...allOf, ...items ? [items] : []]) yield * propertiesOf(part)
}

t.test('the bodies of the control routes', async t => {
  const operations = await controlOperations('9.5.4')
  const bodies = operations.flatMap(({ name, requestBody }) => Object.values(requestBody?.content ?? {}).map(({ schema }) => ({
    name, schema,
  })))
  /** Bodies with documents of Kibana, which keep its names. */
  const isKibanas = ({ name }: { name: string }) => /state|seed|sandboxes/.test(name)
  const ours = bodies.filter(body => !isKibanas(body)).flatMap(({ name, schema }) => [
    ...propertiesOf(schema),
  ].map(([key, schema]) => ({ name, key, schema })))

  t.test('have names in camel case', async t => {
    t.ok(ours.length > 40)
    t.strictSame(ours.filter(({ key }) => !/^[a-z][A-Za-z]*$/.test(key)), [])
  })

  for (const [key, count] of [['delay', 4], ['id', 6]] as const) {
    t.test(`mean the same by "${key}"`, async t => {
      const withoutWords = (schema: Schema) => JSON.parse(JSON.stringify({ ...schema, description: undefined, examples: undefined }))
      const kinds = ours.filter(property => property.key === key).map(({ schema }) => withoutWords(schema))
      t.ok(kinds.length >= count, `${kinds.length} of them`)
      for (const kind of kinds) t.strictSame(kind, kinds[0])
    })
  }

  t.test('mean the same by "times" in each kind of rule', async t => {
    const kinds = [
      'faults', 'failures', 'stubs',
    ].map(kind => bodies.find(({ name }) => name === `POST /_mock/${kind}`)?.schema.properties?.times)
    for (const kind of kinds) t.match(kind, { type: 'integer', minimum: 1, description: /if absent|unlimited/ })
  })

  t.test('name a filter of requests "match"', async t => {
    const isFilter = ({ properties = {} }: Schema) => 'space' in properties && 'user' in properties && 'method' in properties
    const filters = ours.filter(({ schema }) => isFilter(schema)).map(({ key }) => key)
    t.ok(filters.length >= 5)
    t.strictSame([...new Set(filters)], ['match'])
  })
})

for (const [option, rules, message] of [
  ['stubs',
    [{ id: 'a', path: '/x' }, { path: '/y' }, { id: 'a', path: '/z' }],
    'startServer: stubs[2].id: expected an id that no other stub has, got "a"'],
  ['externalFailures',
    [{ id: 'a' }, { id: 'a' }], 'startServer: externalFailures[1].id: expected an id that no other failure has, got "a"'],
  ['externalFailures',
    [{}, { failure: 'tls', preset: 'jira-epic-name' }],
    'startServer: externalFailures[1].preset: expected one of failure, preset and response, got failure and preset'],
] as const) {
  t.test(`an option refuses rules at the start as its verb does: ${message}`, async (t: Test) => {
    await t.rejects(startServer({ [option]: rules }), { name: 'InvalidInput', message })
  })
}
