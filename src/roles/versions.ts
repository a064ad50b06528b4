import { difference } from '../versions/difference.js'

export const reservedNamesFailValidation = difference({
  since: '8.14',
  text: 'Changing a built-in role: `Role [viewer] is reserved and may not be used.`; before, `role [viewer] is reserved and cannot be ' +
    'modified.`',
})
