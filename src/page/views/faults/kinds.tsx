// The words for each kind of rule.
import type { ComponentChildren } from 'preact'
import { Icon } from '../../components/icon.js'
import { colorOfStatus } from '../../domain/outcome.js'
import { failureWords, matchWords, stepWords } from '../../domain/rule-words.js'
import { targetOf, type AnyRule, type RuleKind } from '../../state/rules.js'
import type { Failure, ListedRule, Stub } from '../../types.js'

interface Kind {
  readonly title: string
  readonly one: string
  readonly note: string
  readonly nothing: string
  /** The title for the top-level properties of the rule. */
  readonly rest: string
  /** The operation id of the route that adds one. */
  readonly operation: string
}

export const KINDS: Readonly<Record<RuleKind, Kind>> = {
  faults: {
    title: 'Kibana',
    one: 'fault',
    note: 'applied once the user is known and the body is read',
    nothing: 'Kibana does nothing wrong on purpose.',
    rest: 'How often',
    operation: 'addFault',
  },
  failures: {
    title: 'External systems',
    one: 'failure',
    note: 'applied to pushes',
    nothing: 'Every system answers as it should.',
    rest: 'What happens, and how often',
    operation: 'addFailure',
  },
  stubs: {
    title: 'Stubs',
    one: 'stub',
    note: 'your answers for paths that this server does not have',
    nothing: 'Does your code ask this server for something outside Cases? A stub answers it.',
    rest: 'The answer',
    operation: 'addStub',
  },
}

/** A planned status, as shown in lists. */
const PlannedStatus = ({ status }: { status: number }) => (
  <span class={`out ${colorOfStatus(status)}`}><Icon name='bolt' />{status}</span>
)

const statusAnd = (status: number | undefined, words: string) => (
  <>{status !== undefined && <PlannedStatus status={status} />} {words}</>
)

function ofFault (rule: ListedRule): ComponentChildren {
  const { effect, probability } = rule
  const chance = probability === undefined ? '' : `, ${Math.round(probability * 100)} % of the time`
  if (effect?.status === undefined) return stepWords(rule) + chance
  const { status, ...more } = effect
  return statusAnd(status, [stepWords({ effect: more }), effect.message].filter(Boolean).join(', ') + chance)
}

/** The requests that a rule applies to, and its effect, in words. */
export function rowOf (kind: RuleKind, rule: AnyRule): { readonly meets: string; readonly does: ComponentChildren } {
  if (kind === 'faults') return { meets: matchWords((rule as ListedRule).match), does: ofFault(rule as ListedRule) }
  if (kind === 'failures') {
    const failure = rule as Failure
    return { meets: targetOf(failure), does: failure.response ? statusAnd(failure.response.status, '') : failureWords(failure) }
  }
  const { status = 200, body, ...match } = rule as Stub
  return { meets: matchWords(match), does: statusAnd(status, body === undefined ? 'no body' : typeof body === 'string' ? 'text' : 'JSON') }
}
