import { describe } from '../../domain/describe.js'
import { effectWords, failureWords } from '../../domain/rule-words.js'
import { shortPath } from '../../domain/words.js'
import { connectorName } from '../../state/case-facts.js'
import { hits, rules, type RuleKind } from '../../state/rules.js'
import type { Request } from '../../types.js'

/** A rule that applied to requests and has since been used up or removed. */
export interface UsedUp {
  readonly id: string
  readonly meets: string
  readonly does: string
  readonly requests: readonly Request[]
}

/** The request to which a rule applied, or the system that failed. */
function meetsOf (request: Request): string {
  const { connectorId } = describe(request)
  return request.failure && connectorId ? connectorName(connectorId) : `${request.method} ${shortPath(request.path)}`
}
const doesOf = ({ fault, failure }: Request) => (fault ? effectWords(fault.effect) : failure ? failureWords(failure) : 'an answer')

export function usedUp (kind: RuleKind): readonly UsedUp[] {
  const inUse = new Set(rules.value[kind].map(({ id }) => id))
  return [...hits.value[kind]].filter(([id]) => !inUse.has(id)).map(([id, requests]) => {
    const latest = requests[0]!
    return { id, meets: meetsOf(latest), does: doesOf(latest), requests }
  })
}
