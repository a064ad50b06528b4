import { difference } from '../versions/difference.js'

export const activityHasPayloads = difference({
  since: '8.1',
  text: 'The list of activity has `type`, `action` and `payload`; before, `action_field`, `new_value` and `old_value`, which are texts.',
})

export const changedCommentsAreUserActivity = difference({
  until: '9.4',
  text: '`types=user` lists every step about user comments; from 9.4 on, only their creation.',
})
