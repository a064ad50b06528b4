import { difference } from '../versions/difference.js'

export const observablesAreRecorded = difference({
  since: '9.2',
  text: 'Adding, changing and deleting observables leaves activity of the type `observables`, without their values.',
})
