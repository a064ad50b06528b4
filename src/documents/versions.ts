import { difference } from '../versions/difference.js'

export const connectorTypesHaveNames = difference({
  since: '8.5',
  text: 'Texts about unknown keys print the name of a connector beside each of its types; before, once in front of them.',
})
