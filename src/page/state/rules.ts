// The rules: faults, failures and stubs.
import { computed } from '@preact/signals'
import { mock } from '../api.js'
import { patternToSend } from '../domain/near-rules.js'
import { matchWords } from '../domain/rule-words.js'
import type { Failure, ListedRule, Request, Stub } from '../types.js'
import { connectorName } from './case-facts.js'
import { requests } from './journal.js'
import { failures, faults, loadRules, stubs } from './server.js'
import { attempt, say } from './toast.js'

export const KIND_NAMES = ['faults', 'failures', 'stubs'] as const
export type RuleKind = (typeof KIND_NAMES)[number]
export type AnyRule = ListedRule | Failure | Stub

/** Every rule that is in use, by kind. */
export const rules = computed<Readonly<Record<RuleKind, readonly AnyRule[]>>>(() => ({
  faults: faults.value, failures: failures.value, stubs: stubs.value,
}))

/** The external systems that a failure is for. */
export function targetOf ({ match }: Failure): string {
  const { connectorId, connectorType, operation } = match ?? {}
  return `${connectorId ? connectorName(connectorId) : connectorType ?? 'Every system'}${operation ? `, ${operation}` : ''}`
}

/** Groups requests by the rule that applied to them. */
function byRule (all: readonly Request[], idOf: (request: Request) => string | null | undefined): ReadonlyMap<string, readonly Request[]> {
  return Map.groupBy(all.filter(request => idOf(request)), request => idOf(request)!)
}

/** The requests that each rule applied to, by kind and id, the newest first. */
export const hits = computed<Readonly<Record<RuleKind, ReadonlyMap<string, readonly Request[]>>>>(() => {
  const newest = requests.value.toReversed()
  return {
    faults: byRule(newest, ({ fault }) => fault?.id),
    failures: byRule(newest, ({ failure }) => failure?.id),
    stubs: byRule(newest, ({ stub }) => stub),
  }
})

/** The number of requests that a rule still applies to; undefined without a limit. */
export function left (rule: AnyRule): number | undefined {
  const steps = 'sequence' in rule ? rule.sequence!.length : undefined
  const times = 'times' in rule ? rule.times : undefined
  return times === undefined && steps === undefined ? undefined : (times ?? 1) * (steps ?? 1) - rule.hits
}

/** A rule as it was sent, without its hits. */
export function asSent ({ hits, ...rule }: AnyRule): object {
  const own = { ...rule }
  if ('path' in own) return { ...own, path: patternToSend(String(own.path)) }
  if (own.match && 'path' in own.match) return { ...own, match: { ...own.match, path: patternToSend(String(own.match.path)) } }
  return own
}

const addAgain = (kind: RuleKind, all: readonly AnyRule[], words: string) => attempt(async () => {
  for (const rule of all) await mock[kind].add(asSent(rule))
  await loadRules()
}, words)

/** Removes a rule and shows a message with an undo button. */
export const removeRule = (kind: RuleKind, rule: AnyRule) => attempt(async () => {
  await mock[kind].remove(rule.id)
  await loadRules()
  say(`${rule.id} removed`, { undo: () => addAgain(kind, [rule], `${rule.id} is back`) })
})

/** Removes all rules of every kind and shows a message with an undo button. */
export const clearRules = () => attempt(async () => {
  const before = rules.value
  const kinds = KIND_NAMES.filter(kind => before[kind].length > 0)
  for (const kind of kinds) await mock[kind].clear()
  await loadRules()
  say('All removed', { undo: async () => { for (const kind of kinds) await addAgain(kind, before[kind], 'All are back') } })
})

/** Describes the request that a rule waits for. */
const waitsFor = (kind: RuleKind, rule: AnyRule) =>
  kind === 'failures' ? 'push' : matchWords(kind === 'stubs' ? rule as Stub : (rule as ListedRule).match)

/**
 * Adds a rule and shows which request it waits for, with an undo button.
 * @throws AnswerError if the server does not accept it
 */
export async function addRule (kind: RuleKind, rule: object): Promise<void> {
  const added = await mock[kind].add(rule)
  await loadRules()
  say(`${added.id} waits for the next ${waitsFor(kind, added)}`, { undo: () => removeRule(kind, added) })
}
