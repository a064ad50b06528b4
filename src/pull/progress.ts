import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** The cases pulled so far, in a file next to the result, from which an interrupted pull continues. */
export class Progress {
  readonly #path: string
  readonly #lines = new Map<string, Line>()
  /** The key of the anonymizer; the same key gives the same names. */
  readonly secret: string

  /** @throws CannotRun if the file belongs to another pull */
  constructor (path: string, key: PullKey) {
    this.#path = path
    const [first, ...lines] = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
    const head = first === undefined ? { key, secret: randomBytes(16).toString('hex') } : JSON.parse(first)
    if (JSON.stringify(head.key) !== JSON.stringify(key)) {
      throw new CannotRun(`${path} is of another pull: remove it, or name another --out`)
    }
    this.secret = head.secret
    if (first === undefined) writeFileSync(path, `${JSON.stringify(head)}\n`)
    // The last line may be incomplete
    for (const line of lines.slice(0, -1)) this.#keep(JSON.parse(line))
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
