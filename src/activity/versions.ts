import { difference } from '../versions/difference.js'

export const activityHasPayloads = difference({
  since: '8.1',
  text: 'Listed user actions have `type`, `action` and `payload`; before, `action_field` and, as strings, `new_value` and `old_value`.',
})

export const changedCommentsAreUserActivity = difference({
  until: '9.4',
  text: '`types=user` lists every user action about user comments; from 9.4 on, only their creation.',
})
