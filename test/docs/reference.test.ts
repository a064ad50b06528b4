import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import * as sources from './reference-sources.js'
import * as versionModules from './version-modules.js'
// A script's module, which has no types
const { referencePages } = await import('../../scripts/reference/pages.mjs' as string)

t.test('the reference pages match the code (npm run reference updates them)', async t => {
  const pages: Record<string, string> = await referencePages(sources)
  for (const [name, text] of Object.entries(pages)) t.equal(readFileSync(`docs/reference/${name}`, 'utf8'), text, name)
  t.match(pages['routes.md'], '| cases | GET | `/api/cases/_find` |')
  t.match(pages['options.md'], '| `maxPayloadBytes` | `--max-payload-bytes` | `KCM_MAX_PAYLOAD_BYTES` | `1048576` |')
})

t.test('each route of Cases, connectors, spaces and roles has a scenario, or a reason for having none', async t => {
  const coverage = sources.routeCoverage(await sources.declaredRoutes(), sources.recordings())
  const wrong = coverage.filter(({ facts, reason }) => (facts.length === 0) === (reason === undefined))
  t.strictSame(wrong.map(({ method, path, facts }) => `${method} ${path}: ${facts.length} scenarios`), [],
    'each in src/verify/scenarios, or in UNPROVEN of test/docs/known-differences.ts, but not in both')
})

t.test('operations listed as not served are not served', async t => {
  const { UNSERVED, TAKEN_FOR_IDS } = await import('../../scripts/reference/coverage.mjs' as string)
  const served = sources.routeCoverage(await sources.declaredRoutes(), []).map(({ path }) => path)
  t.equal(UNSERVED.length, 5)
  t.strictSame(UNSERVED.filter((path: string) => served.includes(path)), [])
  const { app } = await testServer(t)
  for (const path of TAKEN_FOR_IDS) {
    const { statusCode, body } = await app.inject(path)
    t.match({ statusCode, body }, { statusCode: 404, body: `Saved object [action/${path.split('/').at(-1)}] not found` }, path)
  }
})

t.test('the versions page lists the differences of every area', async t => {
  const files = readdirSync('src').filter(area => existsSync(`src/${area}/versions.ts`)).map(area => area.replace(
    /-(\w)/g, (_, letter: string) => letter.toUpperCase(),
  ))
  t.strictSame(Object.keys(versionModules).sort(), files.sort())
})
