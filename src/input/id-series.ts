/** Ids for things that nobody has named: `fault-1`, `fault-2`, … */
export class IdSeries {
  readonly #kind: string
  #last = 0

  constructor (kind: string) {
    this.#kind = kind
  }

  /** The next one that is not among those taken. */
  next (taken: { has (id: string): boolean }): string {
    let id
    do id = `${this.#kind}-${++this.#last}`; while (taken.has(id))
    return id
  }

  /** Starts anew. */
  reset (): void {
    this.#last = 0
  }
}
