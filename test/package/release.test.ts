import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { cleanEnvironment } from '../helpers/command.js'
import { commands } from '../helpers/commands.js'

const read = (path: string) => readFileSync(path, 'utf8')
const { version } = JSON.parse(read('package.json')) as { version: string }

interface Workflow { jobs: Record<string, { steps: { name?: string, run?: string }[] }> }
const { jobs } = parse(read('.github/workflows/release.yml')) as Workflow
const script = (job: string, start: string) => jobs[job]!.steps.find(({ name }) => name?.startsWith(start))!.run!

/** Runs a step of the release workflow as its runner does, with stand-ins for the commands that need permissions. */
function runStep (t: Test, run: string, scripts: Record<string, string>, env: Record<string, string>) {
  const { folder, path } = commands(t, scripts)
  for (const file of ['package.json', 'CHANGELOG.md']) writeFileSync(join(folder, file), read(file))
  const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', run], {
    cwd: folder, encoding: 'utf8', env: { ...cleanEnvironment(), PATH: path, ...env },
  })
  return { status, stdout, file: (name: string) => read(join(folder, name)) }
}

t.test('every file that names a version of the package names this one', async t => {
  const files = execFileSync('git', ['ls-files', '*.md', 'examples', 'package-lock.json', ':!docs/reference', ':!CHANGELOG.md'], {
    encoding: 'utf8',
  }).trim().split('\n')
  const NAMED = /kibana-cases-mock(?:[@:-]v?|": "\^|",\n\s+"version": ")(\d+\.\d+\.\d+)/g
  const named = files.flatMap(path => [...read(path).matchAll(NAMED)].map(([, found = '']) => ({ path, found })))
  t.ok(named.length >= 10, 'they are found')
  t.strictSame(named.filter(({ found }) => found !== version), [])
  t.match(read('RELEASING.md'), `git push origin v${version}\n`)
})

t.test('RELEASING.md names every page that the first release makes outdated', async t => {
  const pages = execFileSync('git', ['ls-files', '*.md', ':!RELEASING.md', ':!CHANGELOG.md'], { encoding: 'utf8' }).trim().split('\n')
  const [, named = ''] = /"until the first release" from (.*?) \|/.exec(read('RELEASING.md'))!
  t.strictSame(
    [...named.matchAll(/`([^`]+)`/g)].map(([, page]) => page).sort(),
    pages.filter(page => /until the\s+first\s+release/i.test(read(page))).sort(),
  )
})

t.test('CHANGELOG.md', async t => {
  const [, date = ''] = new RegExp(`^## ${version.replaceAll('.', '\\.')} - (\\d{4}-\\d\\d-\\d\\d)$`, 'm').exec(read('CHANGELOG.md'))!
  t.equal(new Date(date).toISOString().slice(0, 10), date, 'the version has a date')
})

t.test('package.json has the fields that npm requires of a package with provenance', async t => {
  const {
    license, repository, homepage, bugs, ...rest
  } = JSON.parse(read('package.json')) as Record<string, unknown> & { repository: { url: string } }
  const page = repository.url.replace(/^git\+|\.git$/g, '')
  t.strictSame({ license, homepage, bugs }, { license: 'MIT', homepage: `${page}#readme`, bugs: `${page}/issues` })
  t.notOk('private' in rest)
  t.match(read('Dockerfile'), `org.opencontainers.image.source="${page}"`, 'the image belongs to the same repository')
})

t.test('.github/workflows/release.yml', async t => {
  t.test('refuses a tag that is not the version, and one that is not on main', async t => {
    const check = script('test', 'Check that the tag')
    const status = (tag: string, git = 'exit 0') => runStep(t, check, { git }, { GITHUB_REF_NAME: tag }).status
    t.equal(status(`v${version}`), 0)
    t.equal(status('v99.0.0'), 1)
    t.equal(status(`v${version}`, 'exit 1'), 1)
  })

  t.test('logs in to npm only with a token', async t => {
    const npm = 'if [ "$2" = get ]; then echo https://packages.example.com/; else echo "$@"; fi'
    const output = (NPM_TOKEN: string) => runStep(t, script('npm', 'Publish'), { npm }, { NPM_TOKEN }).stdout
    t.equal(output(''), 'publish --provenance --access public\n')
    t.equal(output('secret'), 'config set //packages.example.com/:_authToken=secret\npublish --provenance --access public\n')
  })

  t.test('creates the release with the lines of the changelog', async t => {
    const {
      status, stdout, file,
    } = runStep(t, script('github', 'Create'), { gh: 'echo "$@"' }, { GITHUB_REF_NAME: `v${version}`, GITHUB_REPOSITORY: 'owner/name' })
    t.equal(status, 0)
    t.equal(stdout, `release create v${version} --repo owner/name --notes-file notes.md --verify-tag\n`)
    const [, notes = ''] = read('CHANGELOG.md').split(`## ${version} - `)
    t.equal(file('notes.md'), notes.slice(notes.indexOf('\n') + 1).split('\n## ')[0])
  })
})
