import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
// A script's module, which has no types
const { headingsOf, pageOf } = await import('../../scripts/site/pages.mjs' as string) as {
  headingsOf: (text: string) => Set<string>
  pageOf: (file: string) => string
}

const files = ['README.md', ...readdirSync('docs', {
  recursive: true, encoding: 'utf8',
}).filter(name => name.endsWith('.md')).map(name => join('docs', name))]

t.test('pages of the docs site', async t => {
  t.test('have one address each', async t => {
    const pages = files.map(pageOf)
    t.ok(pages.length > 40)
    t.equal(new Set(pages).size, pages.length)
    t.strictSame(['README.md', 'docs/README.md', 'docs/guides/container.md', 'docs/decisions/README.md'].map(pageOf), [
      'index', 'guides/index', 'guides/container', 'decisions/index',
    ])
  })

  t.test('have a title', async t => {
    for (const file of files) t.match(readFileSync(file, 'utf8'), /^# \S/m, file)
  })

  t.test('have the anchors that GitHub generates', async t => {
    t.strictSame([...headingsOf('# A title\n\n```\n# a comment\n```\n\n## `GET /api/cases`: it [links](x.md)\n')], [
      'a-title', 'get-apicases-it-links',
    ])
  })
})
