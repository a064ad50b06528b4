import type { Scope } from '../../src/kibana/context.js'
import type { RunningServer } from '../../src/index.js'
import { kibanaContext } from './kibana-context.js'

/** Returns the context of a request by `elastic` in the default space of a server with security off. */
export async function scopeOf (server: RunningServer): Promise<Scope> {
  const kibana = await kibanaContext(server)
  const identity = kibana.security.identify(undefined)
  return { kibana, space: 'default', user: identity.user, authorization: kibana.security.authorize(identity, 'default') }
}
