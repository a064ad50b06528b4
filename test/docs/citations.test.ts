import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

// Comments and pages cite the reference by page and section: `docs/reference/kibana/http.md §1`

const files = ['src', 'test', 'docs', 'scripts'].flatMap(root => readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.(ts|mjs|md)$/.test(name)).map(name => join(root, name)))

const sectionsOf = (page: string): Set<string> =>
  new Set([...readFileSync(page, 'utf8').matchAll(/^#+ (\d+(?:\.\d+)*)/gm)].map(([, number]) => number!))

t.test('every page and section that is cited exists', async t => {
  const wrong = files.flatMap(file => [
    ...readFileSync(file, 'utf8').matchAll(/\b(docs\/[\w/-]+\.md)((?:[, ]+§\d+(?:\.\d+)*)*)/g),
  ].flatMap(([, page, sections]) => {
    if (!existsSync(page!)) return [`${file}: ${page}`]
    const known = sectionsOf(page!)
    return [
      ...sections!.matchAll(/§(\d+(?:\.\d+)*)/g),
    ].filter(([, section]) => !known.has(section!)).map(([mark]) => `${file}: ${page} ${mark}`)
  }))
  t.strictSame(wrong, [])
})

t.test('no page outside the repository is cited', async t => {
  t.strictSame(
    files.filter(file => /(?<!reference\/|\()\bkibana\/[\w-]+\.md/.test(readFileSync(file, 'utf8')) && !file.endsWith('citations.test.ts')),
    [],
  )
})
