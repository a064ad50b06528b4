import type { KibanaContext } from '../../kibana/context.js'
import { checkInput } from '../../input/check-input.js'
import { callListener, checkListener } from '../../input/listener.js'
import { EVENT_TYPES, eventsOf, ListenerTypesSchema, type CaseEvent, type EventType } from './event.js'

/** A function that is called for each event. */
export type EventListener = (event: CaseEvent) => void

/** Case events of one Kibana. They cost nothing without listeners. */
export class Events {
  readonly #kibana: KibanaContext
  readonly #listeners = new Map<EventListener, ReadonlySet<string>>()
  #isQuiet = false

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /**
   * Calls the listener for every event of these types (`'*'` for all), until the returned function is called. An exception in a listener
   * does not reach the request; it ends the process as uncaught.
   * @throws InvalidInput for an unknown type, or none
   */
  on (types: EventType | '*' | readonly (EventType | '*')[], listener: EventListener): () => void {
    const given = [checkInput(ListenerTypesSchema, types, 'event', ['event'])].flat()
    const wanted = new Set<string>(given.includes('*') ? EVENT_TYPES : given)
    checkListener(listener)
    const own: EventListener = event => listener(event)
    this.#listeners.set(own, wanted)
    this.#watch()
    return () => {
      this.#listeners.delete(own)
      this.#watch()
    }
  }

  /** Runs `work` without emitting events; used for seeding and resetting. */
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
    store.observe(
      this.#listeners.size === 0
        ? undefined
        : writes => this.#isQuiet || eventsOf(writes, store, clock.iso()).forEach(
          event => this.#emit(structuredClone(event)),
        ),
    )
  }

  #emit (event: CaseEvent): void {
    for (const [listener, types] of this.#listeners) {
      if (types.has(event.type)) callListener(listener, event)
    }
  }
}
