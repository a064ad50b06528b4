import { difference } from '../versions/difference.js'

export const conflictsSayHave = difference({
  since: '9.4',
  text: 'The 409 of an update says `These cases … have been updated`; before, it says `has been updated`.',
})
