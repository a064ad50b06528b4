import type { ExternalSystemAttributes, IncidentCall } from '../../documents/incident.js'
import type { KibanaContext } from '../../kibana/context.js'

/** Number of refused pushes that are kept per system. */
const MAX_REFUSED_CALLS = 1000

/** The document of one external system: the next number of each series, and the pushes it rejected. */
export class SystemRecord {
  readonly #kibana: KibanaContext
  readonly #id: string
  readonly #space: string

  constructor (kibana: KibanaContext, id: string, space: string) {
    this.#kibana = kibana
    this.#id = id
    this.#space = space
  }

  /** True once the system has created or rejected a record. */
  get exists (): boolean {
    return this.#saved !== undefined
  }

  /** Returns the next number of a series, which begins at `first`. */
  number (prefix: string, first: number): number {
    const next = this.#nextNumber(prefix) ?? first
    this.#setNextNumber(prefix, next + 1)
    return next
  }

  /** Advances each series past the number in an existing name such as `ES-554`. */
  keepClearOf (...names: readonly string[]): void {
    for (const name of names) {
      const [, prefix, digits] = /^(|.{0,20}\D)(\d{1,15})$/.exec(name) ?? []
      const number = Number(digits)
      if (prefix !== undefined && number >= (this.#nextNumber(prefix) ?? 0)) this.#setNextNumber(prefix, number + 1)
    }
  }

  addRefusedCall (call: IncidentCall): void {
    this.#write({ refusedCalls: [...this.#saved?.attributes.refusedCalls ?? [], call].slice(-MAX_REFUSED_CALLS) })
  }

  get #saved () {
    return this.#kibana.store.get('external-system', this.#id)
  }

  #nextNumber (prefix: string): number | undefined {
    const numbers = this.#saved?.attributes.nextNumbers
    return numbers && Object.hasOwn(numbers, prefix) ? numbers[prefix] : undefined
  }

  #setNextNumber (prefix: string, next: number): void {
    this.#write({ nextNumbers: { ...this.#saved?.attributes.nextNumbers, [prefix]: next } })
  }

  #write (changes: Partial<ExternalSystemAttributes>): void {
    const { store } = this.#kibana
    const saved = this.#saved
    if (saved) store.update(saved, { ...saved.attributes, ...changes })
    else {
      store.create('external-system', {
        id: this.#id, space: this.#space, attributes: { nextNumbers: {}, refusedCalls: [], ...changes },
      })
    }
  }
}
