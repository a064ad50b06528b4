import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { cleanEnvironment } from '../helpers/command.js'

t.test('fixtures/demo.json is what the server makes of its story', async t => {
  const file = join(t.testdir({}), 'demo.json')
  execFileSync(process.execPath, ['scripts/demo-fixture.mjs', file], { env: cleanEnvironment() })
  const [made, kept] = [file, 'fixtures/demo.json'].map(path => JSON.parse(readFileSync(path, 'utf8')))
  t.ok(made.cases.length > 10)
  t.strictSame(kept, made, 'node scripts/demo-fixture.mjs writes it again')
})
