import type { Request } from '../types.js'

/** Kibana's checks of a request, in order, named as in the request log. */
const CHECKS = [
  'authentication', 'payload', 'kbn-xsrf', 'kbn-version', 'internal route', 'privileges', 'request schema', 'space', 'decoding',
  'operation',
] as const

export interface Check {
  readonly name: string
  readonly state: 'passed' | 'refused' | 'not reached'
}

/** The checks up to and after the one that rejected a request; empty if none did. */
export function checksOf ({ refusedBy }: Request): readonly Check[] {
  const index = CHECKS.findIndex(name => name === refusedBy)
  if (index === -1) return []
  return CHECKS.map((name, place) => ({ name, state: place < index ? 'passed' : place === index ? 'refused' : 'not reached' }))
}
