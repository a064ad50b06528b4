import type { KibanaContext } from '../../kibana/context.js'
import { printChoice, printValue } from '../../input/describe-schema.js'
import { InvalidInput } from '../../input/invalid-input.js'
import { EVENT_TYPES, eventsOf, type CaseEvent, type EventType } from './event.js'

export type EventListener = (event: CaseEvent) => void

/** What happens to the cases of one Kibana, told to who listens. It costs nothing while nobody does. */
export class Events {
  readonly #kibana: KibanaContext
  readonly #listeners = new Map<EventListener, ReadonlySet<string>>()
  #isQuiet = false

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /**
   * Calls for every event of a type (`'*'` for all) from now on, until the function it gives back is called. What a listener
   * throws does not reach the request; it ends the process, as an uncaught exception.
   * @throws TypeError for a type that there is not
   */
  on (types: EventType | '*' | readonly EventType[], listener: EventListener): () => void {
    const wanted = new Set<string>(types === '*' ? EVENT_TYPES : [types].flat())
    for (const type of wanted) {
      if (!EVENT_TYPES.some(known => known === type)) throw new InvalidInput('event', printChoice(['*', ...EVENT_TYPES]), printValue(type))
    }
    if (typeof listener !== 'function') throw new InvalidInput('listener', 'a function', printValue(listener))
    const own: EventListener = event => listener(event)
    this.#listeners.set(own, wanted)
    this.#watch()
    return () => {
      this.#listeners.delete(own)
      this.#watch()
    }
  }

  /** Does what a test arranges, which is nothing that happened to a case. */
  quietly (work: () => void): void {
    this.#isQuiet = true
    try {
      work()
    } finally {
      this.#isQuiet = false
    }
  }

  #watch (): void {
    const { store, clock } = this.#kibana
    store.observe(this.#listeners.size === 0 ? undefined : writes => this.#isQuiet || eventsOf(writes, store, clock.iso()).forEach(event => this.#emit(structuredClone(event))))
  }

  #emit (event: CaseEvent): void {
    for (const [listener, types] of this.#listeners) {
      if (!types.has(event.type)) continue
      try {
        listener(event)
      } catch (error) {
        queueMicrotask(() => { throw error })
      }
    }
  }
}
