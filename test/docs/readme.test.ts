import { readFileSync } from 'node:fs'
import t from 'tap'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { runCommand } from '../helpers/command.js'
import { readme } from './page.js'
import { missing, Project } from './project.js'

const blocksIn = (language: string) => readme.blocks.filter(block => block.language === language).map(({ code }) => code)

/** The client that the test in README.md imports: it reads the case again after a conflict. */
const CLIENT = `
export async function closeCase (url, id) {
  for (let attempt = 0; attempt < 2; attempt++) {
    const { version } = await (await fetch(url + '/api/cases/' + id)).json()
    const cases = [{ id, version, status: 'closed' }]
    const headers = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }
    const answer = await fetch(url + '/api/cases', { method: 'PATCH', headers, body: JSON.stringify({ cases }) })
    if (answer.ok) return
  }
}
`

t.test('JavaScript in README.md runs', async t => {
  const [start = '', test = '', ...others] = blocksIn('js')
  t.strictSame(others, [], 'each block is run below')
  const project = new Project(t)

  t.test('the start of a server', async t => {
    project.write('start.mjs', `${start}\nconsole.log((await fetch(kibana.url + '/api/cases/case-1')).status)\nawait kibana.close()\n`)
    t.strictSame(await project.node('start.mjs'), { code: 0, stdout: '200\n', stderr: '' })
  })

  for (const [
    kind, client, pass,
  ] of [['a client that tries again', CLIENT, true], ['one that does not', CLIENT.replace('attempt < 2', 'attempt < 1'), false]] as const) {
    t.test(`the test, with ${kind}`, async t => {
      project.write('your-client.js', client)
      project.write('close.test.mjs', test)
      const { code, stdout } = await project.run(process.execPath, ['--test-reporter=tap', '--test-force-exit', 'close.test.mjs'])
      t.equal(code, pass ? 0 : 1, stdout)
      t.match(stdout, pass ? '# pass 1\n' : 'got 0 among')
    })
  }
})

t.test('the calls in README.md are answered', { skip: missing('curl') }, async t => {
  const url = await runCommand(t, ['--port', '0', '--host', '127.0.0.1']).listening()
  const project = new Project(t)
  const calls = blocksIn('sh').filter(code => /^curl /m.test(code))
  t.equal(calls.length, 2)
  for (const code of calls) {
    const script = code.replaceAll('curl ', 'curl --fail --silent --show-error ').replaceAll('localhost:5601', new URL(url).host)
    const { code: status, stderr } = await project.run('bash', ['-ec', script])
    t.strictSame({ status, stderr }, { status: 0, stderr: '' }, code)
  }
  const { requests } = await (await fetch(`${url}/_mock/requests`)).json() as { requests: unknown[] }
  t.strictSame(requests, [], 'the last call but one was a reset')
})

t.test('README.md and the site name the newest version', async t => {
  t.equal(/\| `kibanaVersion` \| `([^`]+)` \|/.exec(readme.text)?.[1], NEWEST_VERSION, 'the default of kibanaVersion in README.md')
  const minor = NEWEST_VERSION.split('.').slice(0, 2).join('.')
  for (const path of ['README.md', 'scripts/site/.vitepress/config.mjs']) {
    const named = [...readFileSync(path, 'utf8').matchAll(/\b(?:from|any of|Kibana) 8\.0 to (\d+\.\d+)/g)].map(([, newest]) => newest)
    t.strictSame(new Set(named), new Set([minor]), path)
  }
})

t.test('every block of README.md is tested', async t => {
  const others = readme.blocks.filter(({ language, code }) => language !== 'js' &&
    !/^curl /m.test(code)).map(({ code }) => code.trim().split('\n').map(line => line.split(' ').slice(0, 2).join(' ')))
  // Tested in test/command and test/package
  t.strictSame(others, [['npx kibana-cases-mock'], ['docker run'], ['docker build', 'docker run']])
})
