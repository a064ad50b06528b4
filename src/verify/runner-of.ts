import type { Send } from '../kibana-client/exchange.js'
import type { ExternalSystem } from './external-system.js'
import type { Client } from './request.js'
import type { Runner } from './run-scenario.js'
import type { User } from './workspace.js'

interface Place {
  /** Where the server is, as its answers name it. */
  readonly origin: string
  readonly user: User
  readonly send: Send
  readonly system?: ExternalSystem | undefined
}

/** The runner of a server whose user is known. Origin, space, user and external system are replaced by their roles in its answers. */
export function runnerOf (client: Client, { origin, user, send, system }: Place): Runner {
  const { username } = user
  const texts = new Map([
    [origin, '{kibana}'], [client.space, '{space}'],
    // Descriptions of incidents say who wrote them
    [` by ${user.full_name || username}.`, ' by {user}.'],
    ...(system ? [[system.url, '{system}']] as const : []),
  ])
  return { ...client, send, system, surroundings: { username, texts } }
}
