import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import t from 'tap'

// The floors of src, lowest first: a file imports from its own folder and from lower floors, types included. The page is a separate app
// and imports only types.
const FLOORS: readonly string[] = JSON.parse(readFileSync('test/house/floors.json', 'utf8'))
const OWN_APP = 'page'

const files = readdirSync('src', {
  recursive: true, encoding: 'utf8',
}).filter(name => name.endsWith('.ts') && !name.startsWith(`${OWN_APP}/`))
const floorOf = (file: string) => FLOORS.indexOf(file.split('/', 1)[0]!.replace(/\.ts$/, ''))

const imports = files.flatMap(file => {
  const specifiers = readFileSync(`src/${file}`, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)
  return [
    ...specifiers,
  ].map(([, specifier]) => [file, posix.normalize(posix.join(posix.dirname(file), specifier!)).replace(/\.js$/, '.ts')] as const)
})

t.test('every folder and loose file of src has a floor', async t => {
  t.strictSame(files.filter(file => floorOf(file) === -1), [])
})

t.test('no import climbs to a higher floor', async t => {
  t.strictSame(imports.filter(([from, to]) => floorOf(from) < floorOf(to)).map(edge => edge.join(' -> ')), [])
})

t.test('no files import each other in a circle', async t => {
  const targets = new Map(files.map(file => [file, imports.filter(([from]) => from === file).map(([, to]) => to)]))
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
    if (done.has(file) || path.includes(file)) return
    for (const target of targets.get(file) ?? []) walk(target, [...path, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  t.strictSame(circles, [])
})
