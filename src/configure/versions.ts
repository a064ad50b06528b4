import { difference } from '../versions/difference.js'

export const ownersAreAmongKeys = difference({
  since: '8.11',
  text: 'Errors about the body of a new configuration print `owner` among the other keys; before, as a part of its own.',
})

export const customFieldsAreNamedByLabel = difference({
  since: '8.13',
  text: 'Messages about the types of custom fields name labels in quotes; before, they name keys.',
})

export const requiredCustomFieldsHaveDefaults = difference({
  since: '8.13',
  text: 'A required custom field without a value takes its default, and null for one has its own error; before, the error for both is ' +
    '`Missing required custom fields`.',
})

export const duplicatesSayCustomFields = difference({
  since: '8.15',
  text: 'Repeated custom fields: `Invalid duplicated customFields keys in request`; before, `custom field keys`.',
})

export const hostNamesAreTwoWords = difference({
  since: '9.2', text: 'The label of `observable-type-hostname` is `Host name`; before, `Hostname`.',
})

export const agentIdsAreObservables = difference({ since: '9.3', text: 'The observable type `observable-type-agent-id` is built in.' })
