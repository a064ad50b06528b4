import { difference } from '../versions/difference.js'

export const featuresHaveTheirOwnPrivilege = difference({
  since: '9.0', text: 'The refusal of `/api/features` names the privilege `read_features`; before, `features`.',
})
