import { readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import t from 'tap'
import { allVersions } from '../helpers/all-versions.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, newCase } from '../helpers/cases.js'
import { decoder } from '../../src/decoding/decode.js'
import { StringEnumSchema } from '../../src/decoding/limits.js'
import type { Cut } from '../../src/versions/cuts.js'
import { difference } from '../../src/versions/difference.js'
import { Formerly, In, schemaAt } from '../../src/versions/schema.js'
import { trimmerOf } from '../../src/versions/trim.js'
import { NEWEST_VERSION, Version } from '../../src/versions/version.js'

const at = (text: string) => new Version(text)
const newest = at(NEWEST_VERSION).release

t.test('a version behaves like the newest known version up to it', async t => {
  const rows: [string, string][] = [
    ['8.0.0', '8.0'], ['8.5.3', '8.5'], ['8.17.10', '8.17'], ['8.19.9', '8.19'], ['8.20.0', '8.19'], ['9.0.8', '9.0'], ['9.1.0', '9.1'],
    ['9.3.4', '9.3'], ['9.4.3', '9.4'], ['9.4.4', '9.4.4'], ['9.5.0', '9.5'], ['9.5.4', '9.5.4'], ['99.0.0', newest],
    ['9.2.0-SNAPSHOT', '9.2'],
  ]
  for (const [text, release] of rows) t.equal(at(text).release, release, text)
  t.throws(() => at('7.17.0'), { message: 'Kibana 7.17.0 is older than 8.0.0' })
  t.equal(new Set(allVersions().map(({ index }) => index)).size, allVersions().length)
})

t.test('every release has a row in the table of cuts', async t => {
  const PAGE = 'docs/reference/kibana/versions.md'
  const [table = ''] = /^## 1\. The cuts$.*?^## /ms.exec(readFileSync(PAGE, 'utf8')) ?? []
  const rows = new Set([...table.matchAll(/^\| \d+ \| ([^|]+) \|/gm)].flatMap(([, cell]) => cell!.replaceAll('*', '').split(', ')))
  t.strictSame([...rows].sort(), allVersions().map(({ text }) => text).sort(), `${PAGE} §1`)
})

t.test('features depend on the cut, removals on the major version', async t => {
  const rows: [Cut, string[], string[]][] = [
    ['8.18', ['8.18.0', '8.19.0', '9.0.0', '9.1.0', '9.5.0'], ['8.17.9', '8.0.0']],
    ['8.19', ['8.19.0', '9.1.0', '9.2.0'], ['8.18.9', '9.0.9']],
    ['9.0', ['9.0.0', '9.1.0', '10.0.0'], ['8.19.9', '8.99.0']],
    ['9.2', ['9.2.0'], ['9.1.9', '8.19.0']],
    ['9.4.4', ['9.4.4', '9.5.0'], ['9.4.3']],
  ]
  for (const [cut, reaching, others] of rows) {
    for (const text of reaching) t.ok(at(text).reaches(cut), `${text} reaches ${cut}`)
    for (const text of others) t.notOk(at(text).reaches(cut), `${text} does not reach ${cut}`)
  }
  t.ok(at('8.9.0').has({ since: '8.1', until: '8.10' }))
  t.notOk(at('8.10.0').has({ since: '8.1', until: '8.10' }))
  t.notOk(at('8.0.0').has({ since: '8.1', until: '8.10' }))
})

t.test('only versions after the newest known one are newer', async t => {
  t.equal(at(NEWEST_VERSION).isNewerThanKnown, false)
  t.equal(at(NEWEST_VERSION.replace(/\d+$/, patch => String(Number(patch) + 1))).isNewerThanKnown, true)
  t.equal(at('99.0.0').isNewerThanKnown, true)
})

t.test('a difference has its versions and its text', async t => {
  const differs = difference({ since: '8.17', text: 'It differs.' })
  t.equal(differs(at('8.17.0')), true)
  t.equal(differs(at('8.16.0')), false)
  t.match({ ...differs }, { since: '8.17', text: 'It differs.' })
})

t.test('a schema as of a version', async t => {
  const schema = Type.Object({
    title: Formerly([{ until: '8.10', schema: Type.String() }], Type.String({ fieldName: 'title', minLength: 1, maxLength: 160 })),
    note: Type.Optional(Formerly([{ until: '8.5', schema: Type.Number() }], Type.String())),
    color: StringEnumSchema(['red', 'blue'], { lifespans: { blue: { since: '8.12' } } }),
    size: Type.Optional(In({ since: '8.5' }, Type.Number())),
    tags: Type.Array(Type.Union([Type.String(), In({ since: '9.2' }, Type.Number())])),
    more: Type.Record(Type.String(), Type.Object({ a: In({ since: '9.2' }, Type.String()) })),
  })

  t.test('is the same object if nothing depends on the version', async t => {
    const plain = Type.Object({ a: Type.Array(Type.Union([Type.String(), Type.Null()])), b: Type.Record(Type.String(), Type.Number()) })
    t.equal(schemaAt(plain, at('8.0.0')), plain)
  })

  t.test('lacks properties of other versions', async t => {
    t.strictSame(Object.keys(schemaAt(schema, at('8.4.0')).properties), ['title', 'note', 'color', 'tags', 'more'])
    t.strictSame(schemaAt(schema, at('8.4.0')).required, ['title', 'color', 'tags', 'more'])
    t.strictSame(Object.keys(schemaAt(schema, at('8.5.0')).properties), ['title', 'note', 'color', 'size', 'tags', 'more'])
  })

  t.test('decodes as the version does', async t => {
    const decode = decoder(schema)
    const input = { title: '', color: 'red', tags: [], more: {} }
    t.strictSame(decode(input, at('8.9.0')), input)
    t.throws(() => decode(input, at('8.10.0')), { message: 'The title field cannot be an empty string.' })
    const rows: [string, object, string | undefined][] = [
      ['8.11.0', { color: 'blue' }, 'Invalid value "blue" supplied to "color"'], ['8.12.0', { color: 'blue' }, undefined],
      ['8.4.0', { note: 1 }, undefined], ['8.5.0', { note: 1 }, 'Invalid value "1" supplied to "note"'],
      ['9.1.0', { tags: [1] }, 'Invalid value "1" supplied to "tags"'], ['9.2.0', { tags: [1] }, undefined],
      ['9.1.0', { more: { x: { a: 'b' } } }, 'invalid keys "a"'], ['9.2.0', { more: { x: { a: 'b' } } }, undefined],
    ]
    for (const [version, change, message] of rows) {
      const run = () => decode({ ...input, title: 'x', ...change }, at(version))
      if (message === undefined) t.doesNotThrow(run, version)
      else t.throws(run, { message }, version)
    }
  })
})

t.test('responses lose the keys of other versions', async t => {
  const schema = Type.Intersect([
    Type.Object({ id: Type.String(), observables: In({ since: '8.18' }, Type.Array(Type.String())) }),
    Type.Object({
      settings: Type.Union([Type.Object({ sync: Type.Boolean(), extract: In({ since: '9.2' }, Type.Boolean()) }), Type.Null()]),
    }),
  ])
  const answer = { id: '1', observables: [], settings: { sync: true, extract: false } }
  // Undefined values are not in JSON
  const sent = (value: unknown) => JSON.parse(JSON.stringify(value))
  t.equal(trimmerOf(schema, at('9.2.0')), undefined, 'none to remove')
  t.strictSame(sent(trimmerOf(schema, at('9.1.0'))?.(answer)), { id: '1', observables: [], settings: { sync: true } })
  t.strictSame(sent(trimmerOf(schema, at('8.17.0'))?.({ ...answer, settings: null })), { id: '1', settings: null })
  t.strictSame(sent(trimmerOf(Type.Array(schema), at('8.17.0'))?.([answer])), [{ id: '1', settings: { sync: true } }])
  t.equal(trimmerOf(Type.Array(schema), at('8.17.0'))?.('text'), 'text', 'a value that is not a list stays')
})

t.test('sandboxes of different versions share one port', async t => {
  const kibana = await testServer(t, { kibanaVersion: '9.1.0' })
  const { id } = await createCase(kibana)
  const inside = (version: string) => kibana.sandbox({ kibanaVersion: version })
  const urls: [string, string][] = ['8.2.0', '8.17.3', '9.0.0', '9.1.4'].map(version => [version, new URL(inside(version).url).pathname])
  for (const [version, prefix] of urls) {
    const health = (await kibana.app.inject(`${prefix}/_mock/health`)).json()
    t.match(health, { kibanaVersion: version, isNewerThanKnown: false })
    const made = await call(kibana, 'POST', `${prefix}/api/cases`, { ...newCase, owner: 'securitySolution' })
    t.equal(made.status, 200)
    t.equal('observables' in made.body, new Version(version).reaches('8.18'), version)
    t.equal((await kibana.app.inject(`${prefix}/api/cases/status`)).statusCode, version.startsWith('8.') ? 200 : 404, version)
    const { info, paths } = (await kibana.app.inject(`${prefix}/_mock/openapi.json`)).json()
    t.equal(info.version, version)
    t.equal('/api/cases/status' in paths, version.startsWith('8.'))
  }
  t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).status, 200)
  t.throws(() => inside('7.17.0'), { message: 'kibanaVersion: expected a version from "8.0.0" on, such as "9.1.0", got "7.17.0"' })
  const refused = await kibana.app.inject({
    method: 'POST', url: '/_mock/sandboxes', headers: { 'content-type': 'application/json' }, payload: '{"kibanaVersion":"8"}',
  })
  t.equal(refused.statusCode, 400)
})

t.test('a version newer than the newest known one is logged once as a warning, and reported by health', async t => {
  const lines: string[] = []
  const stream = new Writable({ write (chunk, _, done) { lines.push(String(chunk)); done() } })
  const kibana = await testServer(t, { kibanaVersion: '99.1.0', logger: { level: 'warn', stream } })
  t.match((await kibana.app.inject('/_mock/health')).json(), { kibanaVersion: '99.1.0', behavesAs: newest, isNewerThanKnown: true })
  t.strictSame(lines.map(line => JSON.parse(line).msg), [
    `kibanaVersion 99.1.0 is newer than the newest version known here: the server behaves as Kibana ${newest}`,
  ])
})
