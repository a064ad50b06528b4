import { spawn, spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'
import t from 'tap'
import type { App } from '../../src/index.js'
import { fill } from '../../src/verify/references.js'
import { elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'
import type { Step } from './set-up.js'
import { SET_UPS } from './set-ups.js'

type Request = Pick<Step, 'ask' | 'headers' | 'body'>

/** Sends the request of a step, and returns the answer with the cookie that it sets. */
async function send (app: App, { ask, headers, body }: Request) {
  const [method = '', url = ''] = ask.split(' ', 2)
  const answer = await app.inject({ method: method as 'GET', url, headers: { ...headers }, ...(body && { payload: body }) })
  const [cookie] = String(answer.headers['set-cookie']).split(';')
  const isJson = String(answer.headers['content-type']).includes('json') && answer.body !== ''
  return {
    status: answer.statusCode,
    body: isJson ? answer.json() : undefined,
    text: answer.body,
    response: isJson ? { ...answer.json(), cookie } : { cookie },
  }
}

t.test('set-ups of public clients', async t => {
  for (const { client, options = {}, headers, steps } of SET_UPS) {
    t.test(client, async t => {
      const { kibana, app } = await elasticsearchOf(t, options)
      const known = new Map<string, unknown>()
      for (const { to, as, status, reads, ...request } of steps) {
        const filled = fill({ ...request, headers: { ...headers, ...request.headers } }, known) as Request
        const answer = await send(to ? app : kibana.app, filled)
        t.equal(answer.status, status, `${request.ask}: ${answer.text.slice(0, 300)}`)
        if (reads) t.match(answer.body, fill(reads, known), request.ask)
        if (as !== undefined) known.set(as, answer.response)
      }
    })
  }
})

const hasClient = spawnSync('python3', ['-c', 'import elasticsearch; assert elasticsearch.__version__[0] >= 9']).status === 0

/** Runs a Python program, and returns its lines of output, each decoded as JSON. */
async function run (...args: string[]): Promise<unknown[]> {
  const child = spawn('python3', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (errors !== '') throw new Error(errors)
  return output.trim().split('\n').map(line => JSON.parse(line))
}

t.test("Elastic's Python client works", { skip: hasClient ? false : 'python3 has no module elasticsearch of version 9' }, async t => {
  const { kibana, url } = await elasticsearchOf(t, { security: SECURITY })
  t.strictSame(await run('test/clients/elastic-client.py', url), [
    ['info', '9.1.0'],
    ['health', 'green'],
    ['license', 'trial'],
    ['bulk', [3, []]],
    ['search', ['a3', 'a2']],
    ['search after', ['a1']],
    ['update', 'updated'],
    ['get', 'closed'],
    ['count', 2],
    ['mget', [true, false]],
    ['exists', [true, false]],
    ['missing document', ['NotFoundError', 404]],
    ['missing index', ['NotFoundError', 404]],
    ['unknown query', ['BadRequestError', 400]],
    ['taken id', ['ConflictError', 409]],
    ['wrong password', ['AuthenticationException', 401]],
    ['API key', 'ci'],
    ['token', 'token'],
    ['invalidated', ['AuthenticationException', 401]],
    ['profiles', ['elastic']],
  ])
  t.equal(kibana.requests.all({ user: 'elastic' }).every(({ service }) => service === 'elasticsearch'), true)
})
