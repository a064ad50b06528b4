import { difference } from '../versions/difference.js'

export const syncTimesAreKept = difference({
  since: '9.4',
  text: 'Synchronizing alerts with their case skips those that have its status, and sets `kibana.alert.workflow_status_updated_at`.',
})

export const reasonsAreConfigurable = difference({
  since: '9.4',
  text: 'An unknown `reason` for closing an alert is refused by the handler of the triage; before, by the schema of its body.',
})
