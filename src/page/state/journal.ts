import { computed, signal } from '@preact/signals'
import { isPlanned, isTrouble, outcomeOf } from '../domain/outcome.js'
import { VersionIndex } from '../domain/versions.js'
import type { Request } from '../types.js'
import { Meanwhile } from './meanwhile.js'

/** The requests of the Kibana that is shown, the oldest first. */
export const requests = signal<readonly Request[]>([])
/** Whether new requests wait in `held` instead of being shown. */
export const isPaused = signal(false)
export const held = signal<readonly Request[]>([])
/** The versions of all cases, filled as requests and events arrive. */
export const versions = new VersionIndex()

/** The failed requests. */
export const trouble = computed(() => requests.value.filter(request => isTrouble(outcomeOf(request))))
export const unplanned = computed(() => trouble.value.filter(request => !isPlanned(request)))
export const byId = computed(() => new Map(requests.value.map(request => [request.id, request])))

let waiting: Request[] = []

function flush (): void {
  const fresh = waiting
  waiting = []
  if (fresh.length === 0) return
  for (const request of fresh) versions.add(request)
  if (isPaused.value) {
    held.value = [...held.value, ...fresh]
    return
  }
  requests.value = merge(requests.value, fresh)
}

/** Merges requests in the order of their numbers. A completed request replaces its pending entry. */
function merge (known: readonly Request[], fresh: readonly Request[]): readonly Request[] {
  const last = known.at(-1)?.id ?? 0
  if (fresh.every(({ id }, index) => id > (fresh[index - 1]?.id ?? last))) return [...known, ...fresh]
  const all = new Map([...known, ...fresh].map(request => [request.id, request]))
  return [...all.values()].sort((one, other) => one.id - other.id)
}

/** Requests that arrive on the stream while the log is being loaded. */
export const heardMeanwhile = new Meanwhile<Request>()

/** Adds a completed request; updates are drawn in batches. */
export function hearRequest (request: Request): void {
  heardMeanwhile.add(request)
  waiting.push(request)
  if (waiting.length === 1) setTimeout(flush, 40)
}

/** @param heard requests that arrived on the stream since the log was requested */
export function setRequests (log: readonly Request[], heard: readonly Request[] = []): void {
  const all = merge(log, heard)
  waiting = []
  held.value = []
  leaveOld()
  versions.clear()
  for (const request of all) versions.add(request)
  requests.value = all
}

export function resume (): void {
  if (isOld.value) {
    requests.value = current
    leaveOld()
  }
  isPaused.value = false
  requests.value = merge(requests.value, held.value)
  held.value = []
}

export function switchPaused (): void {
  if (isPaused.peek()) resume()
  else isPaused.value = true
}

/** The requests of the previous server process, from before a restart. */
export const previous = signal<readonly Request[]>([])
export const isOld = signal(false)
let current: readonly Request[] = []

/** The requests of the current server process, even while the previous ones are shown. */
export const currentRequests = () => (isOld.peek() ? current : requests.peek())

function leaveOld (): void {
  if (isOld.peek()) isPaused.value = false
  isOld.value = false
}

/** Switches between the previous process's request log and the current one. */
export function showPrevious (isShown: boolean): void {
  if (isShown === isOld.value) return
  if (!isShown) return resume()
  current = requests.value
  isOld.value = true
  isPaused.value = true
  requests.value = previous.value
}
