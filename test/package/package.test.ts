import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { cleanEnvironment } from '../helpers/command.js'
import { OptionsSchema } from '../../src/options/schema.js'

interface Packed { files: { path: string, mode: number }[], size: number }

t.test('npm pack', async t => {
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8', timeout: 60_000,
  })) as Packed[]
  const paths = packed!.files.map(({ path }) => path)

  t.test('ships everything that runs', async t => {
    for (const path of [
      'package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.js', 'dist/index.cjs', 'dist/cli.js', 'dist/bundle.cjs',
      'dist/later.cjs', 'dist/THIRD-PARTY-LICENSES.txt', 'dist/testcontainers/index.js', 'dist/testcontainers/index.cjs',
      'dist/page/index.html', 'dist/page/page.js', 'dist/page/page.css', 'fixtures/docs-examples.json',
    ]) {
      t.ok(paths.includes(path), path)
    }
    t.equal(packed!.files.find(({ path }) => path === 'dist/cli.js')!.mode & 0o111, 0o111, 'the command can be executed')
  })

  t.test('ships nothing else', async t => {
    t.strictSame(
      paths.filter(path =>
        !/^(?:package\.json|(?:README|CHANGELOG)\.md|LICENSE|dist\/(?:index|cli|bundle|later|subcommands)\.(?:js|cjs|d\.ts|d\.cts)|dist\/testcontainers\/(?:index\.(?:js|cjs)|(?:index|container|started-container)\.d\.c?ts)|dist\/page\/(?:index\.html|page\.js|page\.css)|dist\/THIRD-PARTY-LICENSES\.txt|fixtures\/[^/]+\.json)$/.test(
          path,
        )),
      [],
    )
    t.ok(packed!.size < 700_000, `${packed!.size} bytes`)
  })
})

t.test('links of README.md are absolute in the package, and relative again after packing or at the next build', async t => {
  const manifest = readFileSync('package.json', 'utf8')
  const { homepage, version, scripts } = JSON.parse(manifest) as { homepage: string, version: string, scripts: Record<string, string> }
  const repository = homepage.replace('#readme', '')
  const before = `${readFileSync('README.md', 'utf8')}[a](README.md#b) ![c](d.png) [e](#f) [g](${repository}/issues)\n`
  const folder = t.testdir({ 'package.json': manifest, 'README.md': before })
  const readme = () => readFileSync(join(folder, 'README.md'), 'utf8')
  const run = (script: string) => execFileSync(process.execPath, [join(process.cwd(), 'scripts/readme-links.mjs'), script], { cwd: folder })
  run('absolute')
  const [blob, raw] = [`${repository}/blob/v${version}`, `${repository}/raw/v${version}`]
  t.equal(readme().split('\n').at(-2), `[a](${blob}/README.md#b) ![c](${raw}/d.png) [e](#f) [g](${repository}/issues)`)
  t.notMatch(readme(), /\]\((?!https?:|#)/)
  writeFileSync(join(folder, 'package.json'), manifest.replace(`"version": "${version}"`, '"version": "9.9.9"'))
  run('relative')
  t.equal(readme(), before, 'even if the version has changed')
  t.match([scripts.postpack, scripts.build], [/^node scripts\/readme-links\.mjs relative$/, /^node scripts\/readme-links\.mjs relative && /])
})

t.test('README.md lists every option', async t => {
  const listed = [
    ...readFileSync('README.md', 'utf8').matchAll(/^\| (`[^|]*`) \|/gm),
  ].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name))
  t.strictSame(listed, Object.keys(OptionsSchema.properties))
})

t.test('the image runs the command as npm start does', async t => {
  const { scripts: { start } } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
  const command = start.replace('dist/cli.js', '/app/dist/cli.js').split(' ')
  const [, health, entrypoint] = /^HEALTHCHECK .* CMD (\[.*\])\nENTRYPOINT (\[.*\])$/m.exec(readFileSync('Dockerfile', 'utf8')) ?? []
  t.strictSame(JSON.parse(entrypoint!), command)
  t.strictSame(JSON.parse(health!), [...command, '--health'])
})

t.test('code that start-up does not need is loaded later', async t => {
  const script = `
    const { startServer } = require('./dist/index.cjs')
    const loaded = () => Object.keys(require.cache).map(file => require('node:path').basename(file))
    startServer().then(async kibana => {
      await (await fetch(kibana.url + '/api/status')).text()
      const before = loaded()
      await kibana.app.inject('/_mock/openapi.json')
      console.log(JSON.stringify({ before, after: loaded() }))
      await kibana.close()
    })`
  const {
    before, after,
  } = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env: cleanEnvironment() })) as Record<string, string[]>
  t.strictSame(before, ['index.cjs', 'bundle.cjs'])
  t.strictSame(after, ['index.cjs', 'bundle.cjs', 'later.cjs'])
  t.ok(statSync('dist/bundle.cjs').size < 1_700_000, 'the bundle stays small: V8 reads all of it')
})
