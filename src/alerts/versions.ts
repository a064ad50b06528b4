import { difference } from '../versions/difference.js'

export const alertsNameTheirCases = difference({
  since: '8.7',
  text: 'Attaching alerts requires read access to the last of them, and writes `kibana.alert.case_ids`, up to ten cases for each alert.',
})

export const detachedAlertsForgetTheirCase = difference({
  since: '8.8',
  text: 'Deleting a case or an alert attachment removes the case from `kibana.alert.case_ids`; in 8.7 it stays.',
})

export const refusalsNameTheConsumerFirst = difference({
  since: '8.11',
  text: 'An alert that the caller may not read is refused with `Unauthorized by "siem" to get "siem.queryRule" alert`; before, with ' +
    '`Unauthorized to get a "siem.queryRule" alert for "siem"`.',
})

export const triageIsAudited = difference({
  since: '8.12',
  text: 'Triage that changes the status of alerts sets `kibana.alert.workflow_user` and `kibana.alert.workflow_status_updated_at`.',
})

// Source: PR 164851 of September 2023; 8.11 by its date
export const signalsAreVersioned = difference({
  since: '8.11',
  text: 'Routes for the triage of alerts send the header `elastic-api-version` and refuse unknown versions; before, they ignore it.',
})

export const syncTimesAreKept = difference({
  since: '8.18',
  text: 'Synchronizing alerts with their case sets `kibana.alert.workflow_status_updated_at`.',
})

export const alertsInSyncAreSkipped = difference({
  since: '9.4', text: 'Synchronizing alerts with their case skips those that already have its status.',
})

export const reasonsAreConfigurable = difference({
  since: '9.4',
  text: 'An unknown `reason` for closing an alert is refused by the handler of the route; before, by the schema of its body.',
})
