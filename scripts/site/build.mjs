// Builds the docs site into site/: the Markdown of docs/, with the README as the first page. Links to files outside docs/ point to the
// repository; a dead link fails the build. VitePress is installed only by this step, into a directory that is removed again.
// Usage: node scripts/site/build.mjs
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../run.mjs'
import { headingsOf, pageOf } from './pages.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
process.chdir(root)
const { homepage } = JSON.parse(readFileSync('package.json', 'utf8'))
const repository = homepage.replace(/#.*/, '')
const work = mkdtempSync(join(tmpdir(), 'kcm-site-'))

/** Every Markdown file of the site, by its path in the repository. */
const files = [
  'README.md', ...readdirSync('docs', { recursive: true }).map(name => posix.join('docs', name)).filter(name => name.endsWith('.md')),
]
const headings = new Map(files.map(file => [file, headingsOf(readFileSync(file, 'utf8'))]))

/** Resolves a link on the site. VitePress finds dead pages, this function dead headings and files. */
function target (file, link) {
  const [path, heading] = link.split('#')
  const found = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), path))
  if (!existsSync(found)) throw new Error(`${file}: a link to ${link}, which does not exist`)
  if (!headings.has(found)) return `${repository}/${/\.(?:png|svg|webp)$/.test(found) ? 'raw' : 'blob'}/main/${found}`
  if (heading !== undefined && !headings.get(found).has(heading)) throw new Error(`${file}: a link to ${link}, which has no such heading`)
  return `/${pageOf(found)}${heading === undefined ? '' : `#${heading}`}`
}

/** Rewrites links for the site; code stays unchanged. */
const withLinks = (file, text) => text.split(/(^```.*?^```$|`[^`\n]+`)/ms).map((part, index) => index % 2 === 1
  ? part
  : part.replace(/(\]\()(?![a-z]+:)([^)\s]+)\)/g, (_, start, link) => `${start}${target(file, link)})`)).join('')

try {
  cpSync('scripts/site', work, { recursive: true })
  for (const file of files) {
    const page = join(work, 'src', `${pageOf(file)}.md`)
    mkdirSync(dirname(page), { recursive: true })
    writeFileSync(page, withLinks(file, readFileSync(file, 'utf8')))
  }
  writeFileSync(join(work, 'pages.json'), JSON.stringify({
    repository, titles: Object.fromEntries(files.map(file => [pageOf(file), /^# (.*)$/m.exec(readFileSync(file, 'utf8'))[1]])),
  }))
  run('npm', ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], work)
  run(process.execPath, ['node_modules/vitepress/bin/vitepress.js', 'build', '.'], work)
  rmSync('site', { recursive: true, force: true })
  cpSync(join(work, '.vitepress/dist'), 'site', { recursive: true })
  console.log(`site/: ${files.length} pages, no dead link`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
