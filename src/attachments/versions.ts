import { difference } from '../versions/difference.js'

export const repeatedAlertsAreDropped = difference({
  since: '8.8',
  text: 'Alerts that a case already has are dropped, and the rest are stored as lists; before, every alert attachment is stored as sent.',
})

export const alertsAreLimited = difference({ since: '8.3', text: 'A case has at most 1,000 alerts.' })

export const alertLimitHasTodaysText = difference({
  since: '8.5',
  text: 'The error for more than 1,000 alerts begins with `Case has reached the maximum allowed number`; before, with ' +
    '`Case has already reach the maximum allowed number`.',
})

export const filesAreLimited = difference({ since: '8.8', text: 'A case has at most 100 files.' })

export const attachmentsAreLimited = difference({ since: '8.10', text: 'A case has at most 100 external or persistable attachments.' })

export const typesAreCheckedInBulk = difference({
  since: '8.8',
  text: '`attachments/_bulk_create` refuses external and persistable attachments of unregistered types; before, it accepts them.',
})

export const manyAttachmentsAreRead = difference({
  until: '8.10',
  text: '`attachments/_bulk_get` takes up to 10,000 ids, or none: `Maximum request limit of 10000 attachments reached`.',
})

export const deletingTouchesTheCase = difference({
  since: '8.19',
  text: 'Deleting attachments gives their case a new version, `updated_at` and `updated_by`.',
})

export const deletionsAreRecordedAsSent = difference({
  since: '8.9',
  text: 'The user action for a deletion holds the attachment as a request would send it; before, with all keys but `id` and `version`.',
})

export const findListsCommentsOnly = difference({
  since: '8.9',
  text: '`comments/_find` lists user comments, on pages of at most 100; before, attachments of all types, on pages of any size.',
})

export const pagesOfCommentsAreCheckedLast = difference({
  since: '8.9',
  until: '8.10',
  text: '`comments/_find` checks the page limits only after decoding, with its own errors: `The provided perPage value was too high. …`',
})

export const observablesAreExtracted = difference({
  since: '9.4.4',
  text: 'If the settings of a case say so, the observables in attached alerts and events are added to it, each once and up to 50 in ' +
    'all; the answer shows the case before that.',
})
