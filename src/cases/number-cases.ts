import type { BackgroundTask } from '../kibana/background-tasks.js'
import { compareTexts } from '../documents/keyword-order.js'
import type { Store } from '../store/store.js'
import { draftOf } from './draft.js'

const MINUTE = 60_000

/**
 * The task that numbers the cases of each space (`incremental_id`) from 1, oldest first; no number is used twice. It records no
 * activity. Unlike in Kibana, the cases keep their versions: otherwise, a client that moves the clock between a read and a write
 * would have to read again.
 * Source: Kibana's cases/server/tasks/incremental_id/incremental_id_task_manager.ts, docs/reference/kibana/versions.md §13.1
 */
export const numberCases = (store: Store): BackgroundTask => ({
  delay: 15 * MINUTE,
  interval: 10 * MINUTE,
  waiting: () => unnumberedCases(store).length,
  run: () => {
    const unnumbered = unnumberedCases(store)
    if (unnumbered.length === 0) return
    const last = lastNumbers(store)
    unnumbered.sort((a, b) => compareTexts(a.attributes.created_at, b.attributes.created_at))
    store.transaction(() => {
      for (const savedCase of unnumbered) {
        const attributes = draftOf(savedCase.attributes)
        attributes.incremental_id = (last.get(savedCase.space) ?? 0) + 1
        last.set(savedCase.space, attributes.incremental_id)
        store.amend(savedCase, attributes)
      }
      for (const [space, last_id] of last) store.create('cases-incrementer', { id: space, space, attributes: { last_id } })
    })
  },
})

const unnumberedCases = (store: Store) => store.all('cases').filter(({ attributes }) => attributes.incremental_id === undefined)

/** The last number used in each space. Imported cases bring their own numbers, which may be higher than the stored counter. */
function lastNumbers (store: Store): Map<string, number> {
  const last = new Map(store.all('cases-incrementer').map(({ id, attributes }) => [id, attributes.last_id]))
  for (const { space, attributes: { incremental_id: number = 0 } } of store.all('cases')) {
    if (number > (last.get(space) ?? 0)) last.set(space, number)
  }
  return last
}
