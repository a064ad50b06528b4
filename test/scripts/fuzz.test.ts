import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { cleanEnvironment } from '../helpers/command.js'

/** A server with a bug, in place of the command: a hook that sees each request after the server's own hooks. */
const faulty = (hook: string) => `
import { startServer } from ${JSON.stringify(pathToFileURL('dist/index.js').href)}
import { createServer, request } from 'node:http'
const kibana = await startServer({ logger: false, seed: { cases: [{ id: 'case-1', title: 'x' }] } })
let memory = 0
const proxy = createServer((asked, answer) => {
  const { method, url, headers } = asked
  const pass = (change = () => {}) => asked.pipe(request(kibana.url + url, { method, headers }, got => {
    change(got.statusCode)
    answer.writeHead(got.statusCode, got.headers)
    got.pipe(answer)
  }))
  if (url === '/_mock/reset') memory = 0
  const fail = (status, text) => { asked.resume(); answer.writeHead(status, { 'content-type': 'application/json' }).end(text) }
  ${hook}
})
proxy.listen(0, '127.0.0.1', () => process.stdout.write(JSON.stringify({ url: 'http://127.0.0.1:' + proxy.address().port }) + '\\n'))
`

/** Runs the fuzzer on such a server. */
function fuzz (t: Test, hook: string, ...args: readonly string[]): Promise<{ code: unknown, stdout: string, commands: string[] }> {
  const server = join(t.testdir({ 'server.mjs': faulty(hook) }), 'server.mjs')
  const all = ['scripts/fuzz.mjs', '--requests', '600', '--seed', '3', '--server', server, ...args]
  return new Promise(resolve => execFile(process.execPath, all, { env: cleanEnvironment() }, (error, stdout) => {
    const commands = stdout.split('\n').filter(line => line.startsWith('curl '))
    resolve({ code: error?.code ?? 0, stdout, commands })
  }))
}

t.test('the fuzzer finds nothing without a bug', async t => {
  const { code, stdout, commands } = await fuzz(t, 'pass()')
  t.match({
    code, stdout, commands,
  }, { code: 0, stdout: /^fuzz: 600 requests, --seed 3\n\d+ 2xx, \d+ 3xx, \d+ 4xx, 0 5xx in /, commands: [] }, stdout)
})

t.test('a bug that needs two requests is found, and reduced to these two', async t => {
  const { code, stdout, commands } = await fuzz(t, `
    if (method === 'POST' && url !== '/_mock/reset' && url.startsWith('/_mock/')) pass(status => { if (status < 300) memory = 1 })
    else if (memory && method === 'GET' && url.startsWith('/api/cases/')) fail(500, '{"message":"An internal server error occurred"}')
    else pass()`)
  t.match(
    { code, stdout }, { code: 1, stdout: /\nFAILED: 500 \{"message":"An internal server error occurred"\}\nThe shortest sequence/ }, stdout,
  )
  t.match(commands, [/^curl -X POST .*'http:\/\/127\.0\.0\.1:5601\/_mock\//, /^curl -X GET .*'http:\/\/127\.0\.0\.1:5601\/api\/cases\//])
  t.equal(commands.length, 2, stdout)
})

t.test('a refused request that changes the state is found', async t => {
  const { code, stdout } = await fuzz(t, `
    if (method !== 'PATCH') pass()
    else { asked.resume(); kibana.seed({ cases: [{ title: 'left behind' }] }); fail(400, '{"message":"refused"}') }`, '--requests', '5000')
  t.match({ code, stdout }, { code: 1, stdout: /\nFAILED: 400 \{"message":"refused"\}, but the state has changed\n/ }, stdout)
})

t.test('a request without an answer is found', async t => {
  const { code, stdout, commands } = await fuzz(t, 'if (method !== \'PATCH\') pass()', '--patience', '1500')
  t.match({ code, stdout }, { code: 1, stdout: /\nFAILED: no answer within 1500 ms\n/ }, stdout)
  t.not(commands.length, 0, stdout)
})
