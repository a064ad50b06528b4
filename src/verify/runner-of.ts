import type { Send } from '../kibana-client/exchange.js'
import type { ExternalSystem } from './external-system.js'
import type { Client } from './request.js'
import type { Runner } from './run-scenario.js'
import type { User } from './workspace.js'

interface Place {
  /** The server's origin, as in its responses. */
  readonly origin: string
  readonly user: User
  readonly send: Send
  readonly system?: ExternalSystem | undefined
}

/** Creates the runner for a server and its user. Replaces origin, space, user and external system in responses with placeholders. */
export function runnerOf (client: Client, { origin, user, send, system }: Place): Runner {
  const { username } = user
  const texts = new Map([
    [origin, '{kibana}'], [client.space, '{space}'],
    // Descriptions of incidents end with their author
    [` by ${user.full_name || username}.`, ' by {user}.'],
    ...(system ? [[system.url, '{system}']] as const : []),
  ])
  return { ...client, send, system, surroundings: { username, texts } }
}
