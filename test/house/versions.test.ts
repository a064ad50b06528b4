import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import t from 'tap'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !name.startsWith('versions/') && !name.startsWith('page/') && basename(name) !== 'versions.ts')

t.test('only the `versions.ts` of an area asks whether a version reaches a cut: others call a difference by its name', async t => {
  t.strictSame(files.filter(name => /\.reaches\s*\(/.test(readFileSync(`src/${name}`, 'utf8'))), [])
})

t.test('no code compares versions as strings or numbers', async t => {
  const comparison = /[vV]ersion(?:\.text|\.release|\.index)?(?:\.startsWith\(|\s*[<>]=?\s*)['"`]?\d|\.isNewerThan\(|\bsemver\b/
  t.strictSame(files.filter(name => comparison.test(readFileSync(`src/${name}`, 'utf8'))), [])
})
