// A server in a separate process, which receives requests over sockets.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { Agent, request as send } from 'node:http'
import { NODE_OPTIONS } from '../node-options.mjs'

const SEED = JSON.stringify({
  spaces: [{ id: 'soc', name: 'SOC' }],
  connectors: [{
    id: 'jira',
    actionTypeId: '.jira',
    config: { apiUrl: 'https://jira.example.com', projectKey: 'SOC' },
    secrets: { email: 'e', apiToken: 't' },
  }],
  cases: [
    {
      id: 'case-1',
      title: 'Login',
      comments: [{ id: 'comment-1', comment: 'Hello' }],
      connector: { id: 'jira', name: 'Jira', type: '.jira', fields: null },
    },
    { id: 'case-2', title: 'Malware', status: 'closed', owner: 'securitySolution', tags: ['a'] },
  ],
})

/** Running servers, none of which may outlive the run. */
const children = new Set()
process.once('exit', () => children.forEach(child => child.kill()))

/**
 * Starts a server.
 * @param {{ version?: string, file?: string, patience: number }} options its version of Kibana, the file that starts it, and the longest
 * wait for an answer in milliseconds
 */
export async function startFuzzed ({ version, file = 'dist/cli.js', patience }) {
  const flags = [
    '--host=127.0.0.1', '--port=0', '--ready-json', '--logger=false', `--seed=${SEED}`,
    '--clock={"now":"2025-06-01T10:00:00.000Z","frozen":true}',
  ]
  const child = spawn(process.execPath, [...NODE_OPTIONS, file, ...flags, ...(version ? [`--kibana-version=${version}`] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child.once('exit', () => children.delete(child)))
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  if (!Buffer.isBuffer(line)) {
    // The server has printed the reason
    console.error('fuzz: the server has not started')
    process.exit(1)
  }
  const { url } = JSON.parse(line)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    ask: (request, longest = patience) => ask(url, agent, request, longest),
    isUp: () => child.exitCode === null,
    megabytes: () => memoryOf(child.pid),
    stop: () => child.kill(),
  }
}

/** Memory of a process in megabytes, if the system reports it. */
function memoryOf (pid) {
  const path = `/proc/${pid}/status`
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(existsSync(path) ? readFileSync(path, 'utf8') : '') ?? []
  return kilobytes === undefined ? undefined : Math.round(kilobytes / 1024)
}

/** @returns status and text of the answer, or the problem */
function ask (origin, agent, { method, url, headers, type, body }, patience) {
  const { hostname, port } = new URL(origin)
  const all = {
    ...headers, ...(type && { 'content-type': type }), ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
  }
  return new Promise(resolve => {
    const sending = send({ hostname, port, method, path: url, headers: all, agent, timeout: patience }, answer => {
      const chunks = []
      answer.on('data', chunk => chunks.push(chunk)).on('end', () => resolve({
        status: answer.statusCode, text: Buffer.concat(chunks).toString(),
      }))
        .on('error', error => resolve({ problem: error.message }))
    })
    sending.on('timeout', () => {
      resolve({ problem: `no answer within ${patience} ms` })
      sending.destroy()
    }).on('error', error => resolve({ problem: error.message })).end(body)
  })
}
