import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { CannotRun } from '../kibana-client/cannot-run.js'
import type { PulledCase } from './read-case.js'

/** The options that affect the contents of a progress file. A pull with other options cannot continue from it. */
export interface PullKey {
  readonly origin: string
  readonly spaces: readonly string[]
  readonly query: string
  readonly anonymize: boolean
}

interface Line { readonly space: string, readonly id: string, readonly version: string, readonly pulled: PulledCase }

/** Parses the first line; an empty object if another program wrote it. */
function parse (line: string): { readonly key?: PullKey, readonly secret: string } {
  try {
    return Object(JSON.parse(line))
  } catch {
    return { secret: '' }
  }
}

/** The cases pulled so far, in a file next to the result, from which an interrupted pull continues. */
export class Progress {
  readonly #path: string
  readonly #lines = new Map<string, Line>()
  /** The key of the anonymizer; the same key gives the same names. */
  readonly secret: string

  /** @throws CannotRun if the file belongs to another pull */
  constructor (path: string, key: PullKey) {
    this.#path = path
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    // An interruption may leave the last line incomplete
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    const [first, ...lines] = whole.split('\n').filter(line => line !== '')
    const head = first === undefined ? { key, secret: randomBytes(16).toString('hex') } : parse(first)
    if (JSON.stringify(head.key) !== JSON.stringify(key)) {
      throw new CannotRun(`${path} belongs to another pull: remove it, or name another --out`)
    }
    this.secret = head.secret
    if (first === undefined) writeFileSync(path, `${JSON.stringify(head)}\n`)
    else truncateSync(path, Buffer.byteLength(whole))
    for (const line of lines) this.#keep(JSON.parse(line))
  }

  /** The case as pulled before; undefined if it has changed since. */
  get (space: string, id: string, version: string): PulledCase | undefined {
    const line = this.#lines.get(`${space} ${id}`)
    return line?.version === version ? line.pulled : undefined
  }

  add (line: Line): void {
    this.#keep(line)
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`)
  }

  remove (): void {
    rmSync(this.#path)
  }

  #keep (line: Line): void {
    this.#lines.set(`${line.space} ${line.id}`, line)
  }
}
