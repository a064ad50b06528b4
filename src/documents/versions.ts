import { difference } from '../versions/difference.js'

export const connectorTypesHaveNames = difference({
  since: '8.5',
  text: 'Errors about unknown keys print `name` in each type of a connector; before, once in front of the types.',
})
