// Resident memory of a server that holds many cases; a process of its own, so that nothing else counts.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { caseBody } from './cases.mjs'

const CASES = 100_000
const MEBIBYTE = 1024 * 1024
const self = fileURLToPath(import.meta.url)

export async function memoryOfCases () {
  const child = fork(self, { execArgv: ['--expose-gc'] })
  const [{ full, empty }] = await once(child, 'message')
  return { value: full / MEBIBYTE, note: `${CASES.toLocaleString('en')} cases; empty server ${Math.round(empty / MEBIBYTE)} MB` }
}

if (process.argv[1] === self) {
  const { startServer } = await import('../dist/index.js')
  const { app, close } = await startServer()
  const rss = () => { globalThis.gc(); return process.memoryUsage.rss() }
  const empty = rss()
  for (let number = 0; number < CASES; number++) {
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/api/cases', headers: { 'kbn-xsrf': 'true' }, payload: caseBody(number) })
    if (statusCode !== 200) throw new Error(body)
  }
  process.send({ full: rss(), empty })
  await close()
  process.disconnect()
}
