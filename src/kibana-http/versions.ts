import { difference } from '../versions/difference.js'

export const internalRoutesAreClosed = difference({
  since: '9.0',
  text: 'Internal routes answer 400 without the header `x-elastic-internal-origin`.',
})
