import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Test } from 'tap'
import { cleanEnvironment } from './command.js'

/** A script to run in place of the command: a server behind a proxy, in which the code `hook` plants a bug. */
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
export function fuzz (
  t: Test, hook: string, ...args: readonly string[]
): Promise<{ code: unknown, stdout: string, stderr: string, commands: string[] }> {
  const server = join(t.testdir({ 'server.mjs': faulty(hook) }), 'server.mjs')
  const all = ['scripts/fuzz.mjs', '--requests', '600', '--seed', '3', '--server', server, ...args]
  return new Promise(resolve => execFile(process.execPath, all, { env: cleanEnvironment() }, (error, stdout, stderr) => {
    const commands = stdout.split('\n').filter(line => line.startsWith('curl '))
    resolve({ code: error?.code ?? 0, stdout, stderr, commands })
  }))
}
