import { difference } from '../versions/difference.js'

export const closedCasesCanBePushed = difference({ since: '8.17', text: 'A closed case can be pushed; before, the push answers 409.' })
