/** Generates ids for unnamed things: `fault-1`, `fault-2`, … */
export class IdSeries {
  readonly #kind: string
  #last = 0

  constructor (kind: string) {
    this.#kind = kind
  }

  /** Returns the next id that is not taken. */
  next (taken: { has (id: string): boolean }): string {
    let id
    do id = `${this.#kind}-${++this.#last}`; while (taken.has(id))
    return id
  }

  /** Restarts at 1. */
  reset (): void {
    this.#last = 0
  }
}
