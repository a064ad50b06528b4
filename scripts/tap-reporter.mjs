// A tap reporter that prints what failed, and last the plain line `N passed, N failed` with the runner's own numbers.
import { Transform } from 'node:stream'
import { Parser } from 'tap-parser'

export default class PlainReporter extends Transform {
  constructor () {
    super()
    this.parser = new Parser()
    this.files = 0
    this.watch(this.parser, [])
    this.parser.on('complete', results => { this.results = results })
  }

  watch (parser, path) {
    let failed = false
    parser.on('child', child => this.watch(child, [...path, child.name]))
    parser.on('assert', ({ ok, name, diag }) => {
      if (ok) return
      // A parent of what failed says nothing new
      if (!failed) this.push(`not ok ${[...path, name].join(' > ')}\n${diag ? JSON.stringify(diag, null, 2) + '\n' : ''}`)
      failed = true
    })
    parser.on('comment', comment => { if (path.length === 0) this.push(comment) })
    parser.on('bailout', reason => this.push(`Bail out! ${reason}\n`))
  }

  _transform (chunk, _encoding, done) {
    this.parser.write(chunk)
    done()
  }

  _flush (done) {
    this.parser.end()
    const { pass = 0, fail = 0 } = this.results ?? {}
    this.push(`${pass} passed, ${fail} failed\n`)
    done()
  }
}
