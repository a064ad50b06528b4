// The GitHub Action: starts the command in the background, waits until it answers, and outputs its URL.
import { spawn } from 'node:child_process'
import { appendFileSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const PATIENCE_MS = 120_000
const RETRY_MS = 100

const { INPUT_PORT = '5601', INPUT_ARGS = '', INPUT_PACKAGE, RUNNER_TEMP = '.', GITHUB_OUTPUT, GITHUB_STATE } = process.env
const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const url = `http://localhost:${INPUT_PORT}`
const log = join(RUNNER_TEMP, `kibana-cases-mock-${INPUT_PORT}.log`)
const output = openSync(log, 'a')

// npx takes the path of a tarball only as a package
const args = [
  '--yes', `--package=${INPUT_PACKAGE || `${name}@${version}`}`, '--', name, '--port', INPUT_PORT,
  ...INPUT_ARGS.split(/\s+/).filter(Boolean),
]
const server = spawn('npx', args, { detached: true, stdio: ['ignore', output, output] })
let ended
server.on('error', error => { ended = error.message })
server.on('exit', code => { ended = `it ended with status ${code}` })

const isUp = () => fetch(`${url}/_mock/health`).then(response => response.ok, () => false)

const deadline = Date.now() + PATIENCE_MS
while (!await isUp()) {
  if (ended === undefined && Date.now() < deadline) await delay(RETRY_MS)
  else {
    console.log(
      `::error::Kibana does not answer on ${url}: ${ended ?? `nothing within ${PATIENCE_MS / 1000} s`}\n${readFileSync(log, 'utf8')}`,
    )
    process.exit(1)
  }
}
appendFileSync(GITHUB_OUTPUT, `url=${url}\n`)
appendFileSync(GITHUB_STATE, `url=${url}\nlog=${log}\n`)
console.log(`Kibana answers on ${url}; its log is ${log}`)
// The server outlives this step; the runner ends it with the job
process.exit(0)
