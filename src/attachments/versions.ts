import { difference } from '../versions/difference.js'

export const repeatedAlertsAreDropped = difference({
  since: '8.8',
  text: 'Alerts that a case has already are dropped, and the rest is kept as lists; before, every alert attachment is kept as it was sent.',
})

export const alertsAreLimited = difference({ since: '8.3', text: 'A case has at most 1,000 alerts.' })

export const attachmentsAreLimited = difference({
  since: '8.10',
  text: 'A case has at most 100 files and 100 external or persistable attachments.',
})

export const deletingTouchesTheCase = difference({
  since: '8.19',
  text: 'Deleting attachments gives their case a new version, `updated_at` and `updated_by`.',
})

export const deletionsAreRecordedAsSent = difference({
  since: '8.9',
  text: 'The activity of a deleted attachment has only the keys of a request; before, it has all keys but `id` and `version`.',
})

export const findListsCommentsOnly = difference({
  since: '8.9',
  text: '`comments/_find` lists user comments, on pages of at most 100; before, attachments of all types, on pages of any size.',
})

export const pagesOfCommentsAreCheckedLast = difference({
  since: '8.9',
  until: '8.10',
  text: '`comments/_find` checks the limits of pages after the decoding, in words of its own: `The provided perPage value was too high. …`',
})

export const zipHasTwoTypes = difference({ since: '9.3.4', text: 'Files of the type `application/x-zip-compressed` can be attached.' })

export const observablesAreExtracted = difference({
  since: '9.4.4',
  text: 'The observables in attached alerts and events are added to a case whose settings ask for it, without repeats and up to 50; ' +
    'the answer shows the case before that.',
})
