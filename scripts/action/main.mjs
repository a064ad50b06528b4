// The GitHub Action: starts the command in the background, waits until it answers, and outputs its URL.
import { spawn } from 'node:child_process'
import { appendFileSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const PATIENCE_MS = 120_000
const RETRY_MS = 100

const { INPUT_PORT = '5601', INPUT_ARGS = '', INPUT_PACKAGE, RUNNER_TEMP = '.', GITHUB_OUTPUT, GITHUB_STATE } = process.env
const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const log = join(RUNNER_TEMP, `kibana-cases-mock-${INPUT_PORT}.log`)
const output = openSync(log, 'w')

// npx accepts the path of a tarball only as --package
const args = [
  '--yes', `--package=${INPUT_PACKAGE || `${name}@${version}`}`, '--', name, '--ready-json', '--port', INPUT_PORT,
  ...INPUT_ARGS.split(/\s+/).filter(Boolean),
]
const server = spawn('npx', args, { detached: true, stdio: ['ignore', output, output] })
let ended
server.on('error', error => { ended = error.message })
server.on('exit', code => { ended = `it ended with status ${code}` })

/** Reads the URL, with https and a base path if it has them, from the line that the command writes once it listens. */
const urlInLog = () => /^\{"url":"([^"]+)".*\}$/m.exec(readFileSync(log, 'utf8'))?.[1].replace('//127.0.0.1:', '//localhost:')

const deadline = Date.now() + PATIENCE_MS
let url
while ((url = urlInLog()) === undefined) {
  if (ended === undefined && Date.now() < deadline) await delay(RETRY_MS)
  else {
    console.log(`::error::Kibana did not start: ${ended ?? `nothing within ${PATIENCE_MS / 1000} s`}\n${readFileSync(log, 'utf8')}`)
    process.exit(1)
  }
}
appendFileSync(GITHUB_OUTPUT, `url=${url}\n`)
appendFileSync(GITHUB_STATE, `url=${url}\nlog=${log}\n`)
console.log(`Kibana answers on ${url}; its log is ${log}`)
// The server outlives this step; the runner ends it with the job
process.exit(0)
