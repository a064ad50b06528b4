import t, { type Test } from 'tap'
import { connect, startServer, type RunningServer } from '../../src/index.js'
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

      t.test('are refused with an unknown key', async t => {
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
