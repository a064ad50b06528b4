import { signal } from '@preact/signals'
import { clock, serverNow } from './server.js'

/** The time on the server's clock, updated often enough to show seconds. */
export const now = signal(serverNow())

setInterval(() => {
  if (!document.hidden) now.value = serverNow()
}, 500)

// A clock that was moved or frozen is shown immediately
clock.subscribe(state => {
  now.value = serverNow(state)
})
