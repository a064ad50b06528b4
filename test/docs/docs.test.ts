import { resolve } from 'node:path'
import t from 'tap'
import { createCertificate } from '../../src/tls/certificate.js'
import { testServer } from '../helpers/app.js'
import { runCommand } from '../helpers/command.js'
import { fileOf, filesOf, guides, programOf, type Block, isOutput } from './page.js'
import { atPort, freePort, guideProject, missing } from './project.js'

const project = guideProject(t)

t.test('JavaScript on the pages runs', async t => {
  const programs = guides.map(page => ({ page, code: programOf(page, 'js') })).filter(({ code }) => code !== '')
  const paths = programs.map(({ page: { path }, code }) => project.write(`${path}.mjs`, code))
  const { code, stdout, stderr } = await project.node(resolve('test/docs/run-modules.mjs'), paths)
  const results = stdout.trim().split('\n').map(line => JSON.parse(line) as { path: string, problem: string | null })
  for (const [number, { page: { path } }] of programs.entries()) t.strictSame(results[number], { path: paths[number], problem: null }, path)
  t.strictSame({ code, stderr }, { code: 0, stderr: '' }, 'everything that was started has ended')
})

t.test('examples over HTTP', async t => {
  const url = await runCommand(t, ['--port', '0']).listening()
  const { port } = new URL(url)
  t.beforeEach(() => fetch(`${url}/_mock/reset`, { method: 'POST' }))

  const BETWEEN = '\u001e'
  /** Joins the commands of a page, with a separator after the output of each block. */
  const scriptOf = (blocks: readonly Block[]) => ['set -euo pipefail', ...blocks.map(({ code }) => `${code}\nprintf '\\x1e'`)].join('\n')

  for (const page of guides.filter(({ blocks }) => blocks.some(({ language }) => language === 'sh'))) {
    t.test(`the commands of ${page.path}`, { skip: missing('curl') }, async t => {
      const commands = page.blocks.filter(({ language }) => language === 'sh')
      const ownPort = commands.some(({ code }) => code.includes('npx ')) ? await freePort() : port
      const { code, stdout, stderr } = await project.run('bash', ['-c', atPort(scriptOf(commands), ownPort)], { PORT: String(ownPort) })
      t.equal(code, 0, stderr)
      const outputs = stdout.split(BETWEEN)
      for (const [place, { language, code: expected }] of page.blocks.entries()) {
        if (!isOutput(page.blocks, place)) continue
        const output = outputs[commands.indexOf(page.blocks[place - 1]!)]!
        if (language === 'text') t.equal(output.trimEnd(), expected.trimEnd())
        else t.match(JSON.parse(output), JSON.parse(atPort(expected, ownPort)))
      }
    })
  }

  t.test('the test with unittest passes', { skip: missing('pytest') }, async t => {
    const { code, stderr } = await project.run('python3', ['-m', 'unittest', 'test_conflict'], { KIBANA_URL: url })
    t.equal(code, 0, stderr)
    t.match(stderr, /^Ran 1 test/m)
  })

  t.test('the tests with pytest pass and end the server', { skip: missing('pytest') }, async t => {
    const { code, stdout, stderr } = await project.pytest('test_triage.py')
    t.equal(code, 0, stdout + stderr)
    t.match(stdout, /\b2 passed/)
  })

  t.test('the test over https in Python passes only with a certificate that it trusts', { skip: missing('pytest') }, async t => {
    const { url, tls } = await testServer(t, { tls: true })
    const pytest = (ca: string) => project.pytest('test_https.py', { KIBANA_URL: url, REQUESTS_CA_BUNDLE: project.write('ca.pem', ca) })
    t.match(await pytest(tls!.ca), { code: 0, stdout: '1 passed' })
    t.match(await pytest(createCertificate(['127.0.0.1']).ca), { code: 1, stdout: 'CERTIFICATE_VERIFY_FAILED' })
  })

  t.test('the tests in Java pass', { skip: missing('javac') }, async t => {
    const files = filesOf('from-java.md', 'java').map(({ file }) => file)
    const { code, stdout, stderr } = await project.run(
      'sh', ['-c', `javac -d java ${files.join(' ')} && exec java -XX:TieredStopAtLevel=1 -cp java CasesTest`], { KIBANA_URL: url },
    )
    t.equal(code, 0, stdout + stderr)
  })

  t.test('the tests in Go pass and are formatted as gofmt does', { skip: missing('go') }, async t => {
    project.write('go/go.mod', 'module cases\n\ngo 1.18\n')
    for (const { file, code } of filesOf('from-go.md', 'go')) project.write(`go/${file}`, code)
    const { code, stdout, stderr } = await project.run('sh', ['-c', 'cd go && gofmt -l . && exec go test -v ./...'], { KIBANA_URL: url })
    t.equal(code, 0, stdout + stderr)
    t.match(stdout, /^=== RUN/, 'no file is listed as unformatted')
    t.equal(stdout.match(/^--- PASS/gm)?.length, 2)
  })

  // The tests cannot rely on .NET being installed: they read its calls from the page and send them
  t.test('the requests in .NET get the answers that the page expects', async t => {
    const [control, tests] = filesOf('from-dotnet.md', 'csharp').map(({ code }) => code)
    const routes = new Map([
      ...control!.matchAll(/ (\w+)\(string \w+\) => Control\("(\w+)", "([^"]+)", \w+\);/g),
    ].map(([, name, method, path]) => [name!, { method: method!, path: path! }]))
    t.strictSame([...routes.keys()], ['Fault', 'Verify'])
    const [, seed] = /const string Seed = """(.*)""";/.exec(tests!)!
    const [, change] = /var body = """(.*)""";/.exec(tests!)!
    const headers = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }
    const send = (base: string, method: string, path: string, body: string) => fetch(base + path, { method, headers, body })
    for (const [, test] of tests!.matchAll(/\[Fact\](.*?)^ {4}\}$/gms)) {
      const sandbox = await (await send(url, 'POST', '/_mock/sandboxes', seed!)).json() as { url: string }
      const calls = [...test!.matchAll(/(?:kibana\.(\w+)\("""(.*)"""\)|Assert\.Equal\((\d+), await Close\(kibana\.Url\)\));/g)]
      t.equal(calls.length, test!.match(/await (?:kibana\.\w|Close)/g)!.length, 'all are found')
      for (const [call, name, argument, status] of calls) {
        const { method, path } = routes.get(name ?? '') ?? { method: 'PATCH', path: '' }
        const response = name === undefined
          ? await send(sandbox.url, 'PATCH', '/api/cases', change!)
          : await send(sandbox.url, method, `/_mock${path}`, argument!)
        t.ok(status === undefined ? response.ok : response.status === Number(status), `${call} ${response.status} ${await response.text()}`)
      }
    }
  })

  t.test('the code for control calls is short enough to paste', async t => {
    const CONTROLS = {
      'from-a-shell.md': 'sh', 'from-python.md': 'python', 'from-go.md': 'go', 'from-java.md': 'java', 'from-dotnet.md': 'csharp',
    }
    for (const [page, language] of Object.entries(CONTROLS)) {
      const { file, code } = fileOf(page, language)
      t.match(file, /^kibana[_-]?mock/i)
      const lines = code.split('\n').filter(line => !/^\s*(?:$|#|\/[/*])/.test(line)).length
      t.ok(lines <= 40, `${page}: ${lines} lines`)
      for (const verb of ['sandbox', 'fault', 'requests', 'verify', 'advance']) t.match(code, new RegExp(`${verb}`, 'i'), page)
    }
  })
})
