// Runs one compiled test file and reads its TAP.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Parser } from 'tap-parser'
import { OUT } from './compile.mjs'

/** Generous, since several files share a busy machine; tap's own limit of 30 s per file is off. */
const TIMEOUT_MS = 300_000

/** Returns the number of assertions that passed and failed, and a report of the failures. */
export function runFile (file, coverage) {
  const started = performance.now()
  const compiled = join(OUT, file.replace(/\.ts$/, '.js'))
  const child = spawn(process.execPath, ['--enable-source-maps', compiled], {
    env: { ...process.env, TAP_TIMEOUT: '0', ...(coverage && { NODE_V8_COVERAGE: coverage }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const totals = { pass: 0, fail: 0 }
  const reports = []
  const parser = new Parser()
  watch(parser, [file], totals, reports)
  let errors = ''
  child.stderr.on('data', chunk => { errors += chunk })
  child.stdout.on('data', chunk => parser.write(chunk))
  const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS)
  return new Promise(resolve => child.on('close', (code, signal) => {
    clearTimeout(timer)
    parser.end()
    const hasCrashed = (code !== 0 || signal !== null) && totals.fail === 0
    if (hasCrashed || totals.pass + totals.fail === 0) {
      totals.fail++
      reports.push(`not ok ${file}\n    ended with ${signal ?? `exit status ${code}`} and no failed assertion\n${indent(errors)}`)
    }
    resolve({ ...totals, report: reports.join('\n\n'), seconds: (performance.now() - started) / 1000 })
  }))
}

const indent = text => text.replace(/^(?=.)/gm, '    ')

/**
 * Counts the assertions of a parser and its children, and reports each failure once: a test that failed because of a nested one adds
 * nothing.
 */
function watch (parser, path, totals, reports) {
  const seen = { failures: 0 }
  let child
  parser.on('child', inner => { child = watch(inner, [...path, inner.name], totals, reports) })
  parser.on('assert', ({ ok, name, todo, skip, diag }) => {
    const inner = child
    child = undefined
    if (todo || skip) return
    if (!inner) totals[ok ? 'pass' : 'fail']++
    if (ok) return
    seen.failures++
    if (inner?.failures) return
    // A failed test without a failed assertion: it threw, or did not end
    if (inner) totals.fail++
    reports.push(describe([...path, name], diag ?? {}))
  })
  parser.on('bailout', reason => {
    totals.fail++
    reports.push(`not ok ${path.join(' > ')}\n    Bail out! ${reason}`)
  })
  return seen
}

function describe (path, { diff, found, wanted, at, stack, exitCode, signal, timeout, cause }) {
  const where = at?.fileName && `${at.fileName}:${at.lineNumber}:${at.columnNumber}`
  const details = [
    where && `at ${where}`,
    timeout && `no end after ${timeout} ms`,
    (exitCode || signal) && `ended with ${signal ?? `exit status ${exitCode}`}`,
    diff ?? (wanted !== undefined && `wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`),
    stack,
    // fast-check's own message has the input, and its cause the failure
    cause && `cause: ${typeof cause === 'string' ? cause : cause.message ?? JSON.stringify(cause)}`,
  ]
  return `not ok ${path.join(' > ')}\n${details.filter(Boolean).map(indent).join('\n')}`
}
