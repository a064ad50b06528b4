import { readFileSync } from 'node:fs'
import t from 'tap'
import * as sources from './reference-sources.js'
// A script's module, which has no types
const { referencePages } = await import('../../scripts/reference/pages.mjs' as string)

t.test('the reference pages are what the code says (npm run reference brings them up to date)', async t => {
  const document = await sources.createOpenApi(sources.defaults.kibanaVersion)
  const pages: Record<string, string> = referencePages({ ...sources, document })
  for (const [name, text] of Object.entries(pages)) t.equal(readFileSync(`docs/reference/${name}`, 'utf8'), text, name)
  t.match(pages['routes.md'], '| cases | GET | `/api/cases/_find` |')
  t.match(pages['options.md'], '| `maxPayloadBytes` | `--max-payload-bytes` | `KCM_MAX_PAYLOAD_BYTES` | `1048576` |')
})
