// A tap reporter for logs: what failed, with its file and difference, and last the plain line `N passed, N failed` with
// tap's own totals.
import { Transform } from 'node:stream'
import { Parser } from 'tap-parser'

const indent = text => text.replace(/^(?=.)/gm, '    ')

export default class PlainReporter extends Transform {
  #parser = new Parser()
  #totals = { pass: 0, fail: 0 }

  constructor () {
    super()
    this.#watch(this.#parser, [])
    this.#parser.on('bailout', reason => this.push(`Bail out! ${reason}\n`))
    this.#parser.on('comment', comment => this.#readTotals(comment))
  }

  /** Prints each failure once: a test that failed because something in it did says nothing new. */
  #watch (parser, path) {
    const seen = { failures: 0 }
    let child
    parser.on('child', inner => { child = this.#watch(inner, [...path, inner.name]) })
    parser.on('assert', ({ ok, name, todo, skip, diag }) => {
      const inner = child
      child = undefined
      if (ok || todo || skip) return
      seen.failures++
      if (!inner?.failures) this.#print([...path, name], diag ?? {})
    })
    return seen
  }

  #print (path, { diff, found, wanted, at, stack, exitCode, signal, timeout }) {
    const where = at?.fileName && `${at.fileName}:${at.lineNumber}:${at.columnNumber}`
    const details = [
      where && `at ${where}`,
      timeout && `no end after ${timeout} ms`,
      (exitCode || signal) && `the file ended with ${signal ?? `exit status ${exitCode}`}`,
      diff ?? (wanted !== undefined && `wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`),
      stack,
    ]
    this.push(`not ok ${path.join(' > ')}\n${details.filter(Boolean).map(indent).join('\n')}\n\n`)
  }

  /** tap ends with a comment such as `# { total: 4, pass: 1, fail: 2, skip: 1 }`. */
  #readTotals (comment) {
    if (!comment.startsWith('# { total: ')) return
    for (const [, name, count] of comment.matchAll(/(\w+): (\d+)/g)) this.#totals[name] = Number(count)
  }

  _transform (chunk, _encoding, done) {
    this.#parser.write(chunk)
    done()
  }

  _flush (done) {
    this.#parser.end()
    this.push(`${this.#totals.pass} passed, ${this.#totals.fail} failed\n`)
    done()
  }
}
