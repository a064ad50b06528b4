import type { InjectOptions } from 'fastify'
import type { RunningServer, ServerOptions } from '../../src/index.js'

type SecurityOption = NonNullable<ServerOptions['security']>
type Role = NonNullable<SecurityOption['roles']>[string]

/** A role that grants features in `space1`, unless other spaces are given. */
export function roleOf (feature: Record<string, string[]>, spaces = ['space1']): Role {
  return { kibana: [{ spaces, feature }] }
}

/** The text of an Elasticsearch error that Kibana passes on unchanged. */
export const elasticsearchText = (type: string, reason: string) => `[${type}\n\tRoot causes:\n\t\t${type}: ${reason}]: ${reason}`

/** The `Authorization` header of a user whose password is the name, as in Kibana's own tests. */
export function basic (username: string, password = username): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** Sends a request as a user: Basic credentials, and the headers for writes. */
export async function as (kibana: RunningServer, username: string, { headers, ...request }: InjectOptions) {
  return await kibana.app.inject({ ...request, headers: { 'kbn-xsrf': 'true', authorization: basic(username), ...headers } })
}
