import t from 'tap'
import { connect } from '../../src/index.js'
import type { StartHandle } from './handle.js'
import { testRefusals } from './refusals-suite.js'
import { testRequests } from './requests-suite.js'
import { testRules } from './rules-suite.js'
import { connected, server } from './servers.js'
import { testState } from './state-suite.js'

// The same suite for every kind of handle
const HANDLES: Record<string, StartHandle> = {
  'a server, in process': server,
  'a server, over HTTP': async t => noting(await connected(t)),
  'a sandbox, in process': async t => (await server(t)).sandbox(),
  'a sandbox, over HTTP': async t => (await connected(t)).sandbox(),
}

/** The verbs over HTTP that the suite has used, as `requests.all`. */
const used = new Set<string>()

function noting<Part extends object> (part: Part, path = ''): Part {
  return new Proxy(part, {
    get (target, key) {
      const value: unknown = Reflect.get(target, key, target)
      const name = path + String(key)
      if (typeof value === 'object' && value !== null && !(value instanceof Promise)) return noting(value, `${name}.`)
      used.add(name)
      return value
    },
  })
}

/** The verbs and values of a handle over HTTP. */
const verbsOf = (part: object, path = ''): string[] => Object.entries(Object.getOwnPropertyDescriptors(part)).flatMap(([key, { value }]) =>
  typeof value === 'object' && value !== null ? verbsOf(value, `${path}${key}.`) : path + key)

for (const [name, handle] of Object.entries(HANDLES)) {
  t.test(name, async t => {
    for (const suite of [testRequests, testRules, testState, testRefusals]) suite(t, handle)
  })
}

t.test('the suite uses every verb over HTTP; the compiler checks that these are all verbs of the handle', async t => {
  const ofServers = [
    'url', 'sandbox', 'sandboxes.add', 'sandboxes.replace', 'sandboxes.list', 'sandboxes.remove', 'sandboxes.clear', 'close',
  ]
  const verbs = verbsOf(connect('http://localhost')).filter(verb => !ofServers.includes(verb))
  t.ok(verbs.includes('clock.frozen') && verbs.includes('requests.waitFor'))
  t.strictSame(verbs.filter(verb => !used.has(verb)), [])
})
