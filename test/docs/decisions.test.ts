import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { createOpenApi } from '../../src/openapi/document.js'
import { FEATURE_CUTS, MAJOR_CUT } from '../../src/versions/cuts.js'
import { NEWEST_VERSION } from '../../src/versions/version.js'

const FOLDER = 'docs/decisions'
const pages = readdirSync(FOLDER).filter(name => name !== 'README.md')
const read = (name: string) => readFileSync(`${FOLDER}/${name}`, 'utf8')

t.test('docs/decisions', async t => {
  t.test('the index lists every decision', async t => {
    t.strictSame([...read('README.md').matchAll(/^- \[.+\]\((.+)\)$/gm)].map(([, name]) => name).sort(), pages.sort())
  })

  for (const name of pages) {
    t.test(`${name} has a context, a decision, consequences and figures`, async t => {
      const parts = [...read(name).matchAll(/^\*\*(Context|Decision|Consequences|Figure)s?\.\*\*/gm)].map(([, part]) => part)
      t.strictSame(parts.sort(), ['Consequences', 'Context', 'Decision', 'Figure'])
    })
  }

  t.test('the figures that can be counted are right', async t => {
    const { paths } = await createOpenApi(NEWEST_VERSION)
    const controlRoutes = Object.entries(paths!).filter(([path]) => path.startsWith('/_mock')).flatMap(([, routes]) => Object.keys(routes!))
    const { dependencies = {}, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, object>
    t.match(read('control-routes-beside-kibana.md'), `**Figure.** ${controlRoutes.length} control routes`)
    t.match(read('versions-by-cut.md'), `**Figure.** ${new Set([...FEATURE_CUTS, MAJOR_CUT]).size} cuts,`)
    t.match(read('toolchain.md'), `**Figure.** ${Object.keys(devDependencies!).length} development dependencies`)
    t.strictSame(dependencies, {}, 'none at run time')
  })
})
