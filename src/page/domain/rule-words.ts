// Faults in words.
import type { Failure, ListedRule, Rule } from '../types.js'

type Effect = NonNullable<Rule['effect']>

const lengthWords = (delay: NonNullable<Effect['delay']>) =>
  [delay].flat().map(length => (typeof length === 'number' ? `${length} ms` : length)).join(' to ')

/** The effect of a fault: "503, after 2s". */
export function effectWords (effect: Effect): string {
  const { preset, status, conflict, alertsConflict, starting } = effect
  const parts = [
    preset ?? status,
    conflict && 'a write just before',
    preset === undefined && alertsConflict && 'a write that overtakes the alerts',
    preset === undefined && starting && 'Kibana still starting',
    effect.cut !== undefined && (effect.cut === 'in-body' ? 'cut in the body' : 'cut before the answer'),
    effect.hang && 'no answer at all',
    effect.malformed && 'broken JSON',
    effect.bytesPerSecond !== undefined && `${effect.bytesPerSecond} bytes a second`,
    effect.delay !== undefined && `${lengthWords(effect.delay)} later`,
    effect.afterWrite && 'after the write',
  ]
  return parts.filter(Boolean).join(', ')
}

/** The requests that a fault applies to: "PATCH /api/cases". */
export const matchWords = ({ method, path, space, user, service, body }: NonNullable<Rule['match']> = {}) =>
  [[method ?? ''].flat().join(' or '),
    path, space && `space ${space}`, user && `user ${user}`, service && `to ${service}`, body !== undefined && 'with a matching body']
    .filter(Boolean).join(' ') || 'any request'

/** The steps of a fault in words: "503, then pass". */
export const stepWords = ({ effect, sequence = [] }: Rule | ListedRule) =>
  (effect ? [effect] : sequence).map(step => (step === 'pass' ? 'pass' : effectWords(step))).join(', then ')

/** A whole fault: "PATCH /api/cases → 503, once". */
export function ruleWords (rule: Rule | ListedRule): string {
  const { match, times } = rule
  const often = times === undefined ? '' : times === 1 ? ', once' : `, ${times} times`
  return `${matchWords(match)} → ${stepWords(rule)}${often}`
}

/** The way in which an external system fails: the name of the failure, or its own response. */
export const failureWords = ({ failure, preset, response }: Pick<Failure, 'failure' | 'preset' | 'response'>) =>
  failure ?? preset ?? (response ? `status ${response.status}` : 'unavailable')
