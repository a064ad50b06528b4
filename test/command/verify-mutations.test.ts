import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { proxyTo, type Passing } from '../helpers/proxy.js'
import { differencesIn, kibana, verify } from '../helpers/verify-command.js'
import type { Found } from '../helpers/version-differences.js'

type Answer = Record<string, unknown>
const reversed = (answer: Answer) => Object.fromEntries(Object.entries(answer).reverse())
const A_CASE = /^GET \/s\/[\w-]+\/api\/cases\/[0-9a-f-]{36}$/
const A_FIND = /_find$/
const AN_UNKNOWN = /^GET \/s\/[\w-]+\/api\/cases\/unknown$/

/** A change to some answers, and the kind and place that are reported. */
const MUTATIONS: readonly [title: string, path: RegExp, change: (
  answer: Answer, passing: Passing,
) => Answer, kind: string, place: string, flags?: string[]][] = [
  ['a message', AN_UNKNOWN, answer => ({ ...answer, message: 'Not found' }), 'value', 'message'],
  ['a status', AN_UNKNOWN, (answer, passing) => {
    passing.status = 410
    return answer
  }, 'status', ''],
  ['a missing key', A_CASE, answer => ({ ...answer, extra: 1 }), 'missing key', 'extra'],
  ['an unknown key', A_CASE, ({ totalAlerts: _, ...answer }) => answer, 'unknown key', 'totalAlerts'],
  ['null instead of a value', A_CASE, answer => ({ ...answer, description: null }), 'type', 'description'],
  ['a value instead of null', A_CASE, answer => ({ ...answer, closed_at: '2020-01-01T00:00:00.000Z' }), 'type', 'closed_at'],
  ['a text instead of a number', A_CASE, answer => ({ ...answer, totalComment: '0' }), 'type', 'totalComment'],
  ['another value further down',
    A_CASE, answer => ({ ...answer, settings: { ...Object(answer.settings), syncAlerts: true } }), 'value', 'settings.syncAlerts'],
  ['another number', A_CASE, answer => ({ ...answer, totalComment: 7 }), 'value', 'totalComment'],
  ['another id', A_CASE, answer => ({ ...answer, id: '11111111-1111-4111-8111-111111111111' }), 'value', 'id'],
  ['another time', A_CASE, answer => ({ ...answer, created_at: '2020-01-01T00:00:00.000Z' }), 'value', 'created_at'],
  ['another order of items', A_FIND, answer => ({ ...answer, cases: [answer.cases].flat().reverse() }), 'order', 'cases'],
  ['one item less', A_FIND, answer => ({ ...answer, cases: [answer.cases].flat().slice(1) }), 'length', 'cases'],
  ['another order of keys', A_CASE, reversed, 'key order', '', ['--key-order']],
  ['a missing header', A_CASE, (answer, passing) => {
    delete passing.headers['referrer-policy']
    return answer
  }, 'header', 'referrer-policy', ['--headers']],
  ['an unknown header', A_CASE, (answer, passing) => {
    passing.headers.warning = '299 Kibana "Deprecated endpoint"'
    return answer
  }, 'header', 'warning', ['--headers']],
  ['a header', A_CASE, (answer, passing) => {
    passing.headers['cache-control'] = 'no-cache'
    return answer
  }, 'header', 'cache-control', ['--headers']],
]

t.test('each change to an answer is found and named', async t => {
  const url = await kibana(t)
  for (const [title, path, change, kind, place, flags] of MUTATIONS) {
    t.test(title, async t => {
      const mutated = await proxyTo(t, url, passing => {
        const isMeant = path.test(`${passing.method} ${passing.path}`) && (path !== A_CASE || passing.status === 200)
        if (isMeant) passing.text = JSON.stringify(change(JSON.parse(passing.text), passing))
      })
      const { code, stdout, found } = await differencesIn(t, mutated, [path === A_FIND ? 'find' : 'get and delete'], flags)
      t.equal(code, 1)
      // Times and versions are those of the document with the id
      const isElsewhere = ({ path }: Found) => path !== place && title !== 'another id'
      t.ok(found.some(difference => difference.path === place))
      t.strictSame(found.filter(difference => difference.kind !== kind || isElsewhere(difference)), [])
      t.ok(stdout.includes(`    ${kind}${place === '' ? '' : ` at ${place}`}\n      Kibana: `), stdout)
      t.ok(stdout.includes(`get and delete: ${found[0]!.establishes} (docs/reference/kibana/`) || path === A_FIND)
    })
  }

  t.test('a JUnit report shows the differences as failures', async t => {
    const mutated = await proxyTo(t, url, passing => {
      if (AN_UNKNOWN.test(`${passing.method} ${passing.path}`)) passing.text = passing.text.replace(/"message":"[^"]*/, '"message":"<gone>')
    })
    const junit = join(t.testdir({}), 'report.xml')
    t.match(await verify(mutated, '--only', 'get and delete', '--junit', junit), { code: 1 })
    const report = readFileSync(junit, 'utf8')
    t.match(report, /<testsuite name="get and delete" tests="\d+" failures="1" skipped="0">/)
    t.match(
      report,
      /<failure message="1 of \d+ answers differ">.*value at message&#10; +Kibana: &quot;&lt;gone&gt;&quot;&#10;.*<\/failure><\/testcase>/,
    )
  })

  t.test('the order of keys and headers count on request', async t => {
    const mutated = await proxyTo(t, url, passing => {
      passing.headers['cache-control'] = 'no-cache'
      if (A_CASE.test(`${passing.method} ${passing.path}`)) passing.text = JSON.stringify(reversed(JSON.parse(passing.text)))
    })
    t.match(await verify(mutated, '--only', 'get and delete'), { code: 0 })
  })

  t.test('an answer without an id that later steps need ends the scenario', async t => {
    const mutated = await proxyTo(t, url, passing => {
      if (passing.method === 'POST' && /api\/cases$/.test(passing.path)) {
        passing.text = passing.text.replace(/"id":"(?=[0-9a-f]{8}-)/, '"ident":"')
      }
    })
    const { code, stdout } = await verify(mutated, '--only', 'status')
    t.match({ code, stdout }, { code: 1, stdout: /\n {4}unsent\n {6}Kibana: "there is no created\.id"\n {6}here: {3}none\n/ })
    t.match(stdout, /Kibana answered not sent: there is no created\.id/)
  })
})
