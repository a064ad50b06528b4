import { badRequest, forbidden, type KibanaError } from '../kibana-error.js'
import type { Scope } from '../kibana/context.js'
import type { Store } from '../store/store.js'
import { findAlerts, writeAlert, type AlertReference, type SavedAlert } from './alert.js'
import { textAt, valuesAt, withField } from './fields.js'

/** The field of an alert that lists the cases it is attached to. */
const CASE_IDS = 'kibana.alert.case_ids'
const MAX_CASES_PER_ALERT = 10

const caseIdsOf = ({ attributes: { source } }: SavedAlert) => valuesAt(source, CASE_IDS).map(String)

/** @returns the error for an alert that the caller may not read; alerts without a rule type and a consumer are readable */
function refuseUnreadable ({ authorization }: Scope, alerts: readonly SavedAlert[]): KibanaError | undefined {
  for (const { attributes: { source } } of alerts) {
    const ruleType = textAt(source, 'kibana.alert.rule.rule_type_id')
    const consumer = textAt(source, 'kibana.alert.rule.consumer')
    if (ruleType === undefined || consumer === undefined || authorization.levelIn(consumer) !== 'none') continue
    return forbidden(`Unauthorized by "${consumer}" to get "${ruleType}" alert`)
  }
  return undefined
}

/**
 * Adds a case to the alerts that were attached to it. Alerts without a document are skipped.
 * @returns the error that stopped it: the caller may not read an alert, or an alert has ten cases; the attachment is stored by then
 * Source: Kibana's rule_registry/server/alert_data_client/alerts_client.ts (bulkUpdateCases)
 */
export function addCaseId (scope: Scope, caseId: string, references: readonly AlertReference[]): KibanaError | undefined {
  const { store } = scope.kibana
  const alerts = findAlerts(store, references)
  const refusal = refuseUnreadable(scope, alerts)
  if (refusal) return refusal
  const additions = alerts.map(alert => ({ alert, caseIds: [...new Set([...caseIdsOf(alert), caseId])] }))
  if (additions.some(({ caseIds }) => caseIds.length > MAX_CASES_PER_ALERT)) {
    return badRequest(`You cannot attach more than ${MAX_CASES_PER_ALERT} cases to an alert`)
  }
  for (const { alert, caseIds } of additions) writeAlert(store, alert, withField(alert.attributes.source, CASE_IDS, caseIds))
  return undefined
}

function removeFrom (store: Store, alerts: readonly SavedAlert[], caseIds: readonly string[]): void {
  for (const alert of alerts) {
    const before = caseIdsOf(alert)
    const after = before.filter(id => !caseIds.includes(id))
    if (after.length < before.length) writeAlert(store, alert, withField(alert.attributes.source, CASE_IDS, after))
  }
}

/** Removes a case from the alerts of its deleted attachments. Their status stays. */
export function removeCaseId ({ kibana: { store } }: Scope, caseId: string, references: readonly AlertReference[]): void {
  removeFrom(store, findAlerts(store, references), [caseId])
}

/** Removes deleted cases from all alerts. */
export function removeCaseIds ({ kibana: { store } }: Scope, caseIds: readonly string[]): void {
  if (store.count('alert') > 0) removeFrom(store, store.all('alert'), caseIds)
}
