import { difference } from '../versions/difference.js'

export const suggestionsAreLimitedToTen = difference({
  since: '8.10',
  text: '`_suggest_user_profiles` takes a `size` of 1 to 10; before, of 0 to 100, checked after the license.',
})

export const readersAreSuggested = difference({
  since: '8.12',
  text: '`_suggest_user_profiles` finds users who can read cases; before, only those who can also update them.',
})
