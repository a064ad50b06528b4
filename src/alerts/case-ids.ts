import { badRequest, forbidden, type KibanaError } from '../kibana-error.js'
import type { KibanaContext, Scope } from '../kibana/context.js'
import { findAlerts, writeAlert, type AlertReference, type SavedAlert } from './alert.js'
import { textAt, valuesAt, withField } from './fields.js'
import { aliasOf } from './index-names.js'
import { alertsNameTheirCases, detachedAlertsForgetTheirCase, refusalsNameTheConsumerFirst } from './versions.js'

/** The field of an alert that lists the cases it is attached to. */
const CASE_IDS = 'kibana.alert.case_ids'
const MAX_CASES_PER_ALERT = 10

const caseIdsOf = ({ attributes: { source } }: SavedAlert) => valuesAt(source, CASE_IDS).map(String)

/**
 * Checks that the caller may read alerts. Like Kibana, it checks only the last one, and only if that has a rule type and a consumer.
 * @returns the error for an alert that the caller may not read
 * Source: Kibana's rule_registry/server/alert_data_client/alerts_client.ts (ensureAllAuthorized)
 */
function refuseUnreadable ({ kibana: { store, version }, authorization }: Scope, references: readonly AlertReference[]) {
  const [last] = findAlerts(store, references.slice(-1))
  if (!last) return undefined
  const ruleType = textAt(last.attributes.source, 'kibana.alert.rule.rule_type_id')
  const consumer = textAt(last.attributes.source, 'kibana.alert.rule.consumer')
  if (ruleType === undefined || consumer === undefined || authorization.levelIn(consumer) !== 'none') return undefined
  return forbidden(refusalsNameTheConsumerFirst(version)
    ? `Unauthorized by "${consumer}" to get "${ruleType}" alert`
    : `Unauthorized to get a "${ruleType}" alert for "${consumer}"`)
}

/**
 * Adds a case to the alerts that were attached to it. Alerts without a document are skipped.
 * @returns the error, if any: the caller may not read an alert, or an alert already has ten cases, even if this is one of them. The
 * attachment is kept nevertheless
 * Source: Kibana's rule_registry/server/alert_data_client/alerts_client.ts (bulkUpdateCases)
 */
export function addCaseId (scope: Scope, caseId: string, references: readonly AlertReference[]): KibanaError | undefined {
  const { store, version } = scope.kibana
  if (!alertsNameTheirCases(version)) return undefined
  const refusal = refuseUnreadable(scope, references)
  if (refusal) return refusal
  const alerts = findAlerts(store, references)
  if (alerts.some(alert => caseIdsOf(alert).length >= MAX_CASES_PER_ALERT)) {
    return badRequest(`You cannot attach more than ${MAX_CASES_PER_ALERT} cases to an alert`)
  }
  for (const alert of alerts) {
    const caseIds = caseIdsOf(alert)
    if (!caseIds.includes(caseId)) writeAlert(store, alert, withField(alert.attributes.source, CASE_IDS, [...caseIds, caseId]))
  }
  return undefined
}

function removeFrom ({ store, version }: KibanaContext, alerts: readonly SavedAlert[], caseIds: readonly string[]): void {
  if (!detachedAlertsForgetTheirCase(version)) return
  for (const alert of alerts) {
    const before = caseIdsOf(alert)
    const after = before.filter(id => !caseIds.includes(id))
    if (after.length < before.length) writeAlert(store, alert, withField(alert.attributes.source, CASE_IDS, after))
  }
}

/** Removes a case from the alerts of its deleted attachments. Their status stays. */
export function removeCaseId ({ kibana }: Scope, caseId: string, references: readonly AlertReference[]): void {
  removeFrom(kibana, findAlerts(kibana.store, references), [caseId])
}

/**
 * Removes deleted cases from all alerts whose index, or its alias, is named `.alerts-…`.
 * Source: Kibana's rule_registry/server/alert_data_client/alerts_client.ts (removeCaseIdsFromAllAlerts)
 */
export function removeCaseIds ({ kibana }: Scope, caseIds: readonly string[]): void {
  if (kibana.store.count('alert') === 0) return
  removeFrom(kibana, kibana.store.all('alert').filter(({ attributes: { index } }) => aliasOf(index).startsWith('.alerts-')), caseIds)
}
