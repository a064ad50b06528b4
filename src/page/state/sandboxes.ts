import { computed, signal } from '@preact/signals'
import { mock, sandbox } from '../api.js'
import { showSandbox } from './address.js'
import { health, loadAround, sandboxes } from './server.js'
import { attempt, say } from './toast.js'

/** A Kibana of this server. */
export interface ServerPlace {
  /** Null for the server's own. */
  readonly id: string | null
  readonly version: string
}

/** The version of the server's own Kibana; empty until the server has answered. */
const ownVersion = signal('')

sandbox.subscribe(async shown => {
  if (shown === null) return
  try {
    ownVersion.value = (await mock.health(null)).kibanaVersion
  } catch {
    // The connection state already shows this error
  }
})
health.subscribe(about => {
  if (sandbox.peek() === null && about) ownVersion.value = about.kibanaVersion
})

/** The server's own Kibana, and its sandboxes. */
export const places = computed<readonly ServerPlace[]>(() => [
  { id: null, version: ownVersion.value },
  ...sandboxes.value.map(({ id, kibanaVersion }) => ({ id, version: kibanaVersion })),
])

/** Removes a sandbox; the page goes back to the server's own Kibana if it showed that one. */
export const removeSandbox = (id: string) => attempt(async () => {
  await mock.removeSandbox(id)
  if (sandbox.peek() === id) showSandbox(null)
  await loadAround()
}, `${id} removed`)

/**
 * Creates a sandbox and offers to undo it.
 * @returns whether it was created
 */
export async function makeSandbox (id: string, kibanaVersion: string): Promise<boolean> {
  const made = await attempt(() => mock.makeSandbox({ ...(id !== '' && { id }), ...(kibanaVersion !== '' && { kibanaVersion }) }))
  if (!made) return false
  await loadAround()
  say(`${made.id} answers at ${made.url}`, { undo: () => removeSandbox(made.id) })
  return true
}
