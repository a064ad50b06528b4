import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { OptionsSchema } from '../../src/options/schema.js'

interface Packed { files: { path: string, mode: number }[], size: number }

t.test('npm pack', async t => {
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8', timeout: 60_000 })) as Packed[]
  const paths = packed!.files.map(({ path }) => path)

  t.test('ships what runs', async t => {
    for (const path of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.js', 'dist/index.cjs', 'dist/cli.js', 'dist/bundle.cjs', 'dist/THIRD-PARTY-LICENSES.txt', 'fixtures/docs-examples.json']) {
      t.ok(paths.includes(path), path)
    }
    t.equal(packed!.files.find(({ path }) => path === 'dist/cli.js')!.mode & 0o111, 0o111, 'the command can be executed')
  })

  t.test('ships nothing else', async t => {
    t.strictSame(paths.filter(path => !/^(?:package\.json|(?:README|CHANGELOG)\.md|LICENSE|dist\/(?:index|cli|bundle)\.(?:js|cjs|d\.ts|d\.cts)|dist\/THIRD-PARTY-LICENSES\.txt|fixtures\/[^/]+\.json)$/.test(path)), [])
    t.ok(packed!.size < 700_000, `${packed!.size} bytes`)
  })
})

t.test('README.md lists every option', async t => {
  const listed = [...readFileSync('README.md', 'utf8').matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name))
  t.strictSame(listed, Object.keys(OptionsSchema.properties))
})

t.test('the image runs the command as npm start does', async t => {
  const { scripts: { start } } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
  const command = start.replace('dist/cli.js', '/app/dist/cli.js').split(' ')
  const [, health, entrypoint] = /^HEALTHCHECK .* CMD (\[.*\])\nENTRYPOINT (\[.*\])$/m.exec(readFileSync('Dockerfile', 'utf8')) ?? []
  t.strictSame(JSON.parse(entrypoint!), command)
  t.strictSame(JSON.parse(health!), [...command, '--health'])
})
