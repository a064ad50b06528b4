import { difference } from '../versions/difference.js'

export const enteringASpaceHasATarget = difference({
  since: '8.14', text: '`/spaces/enter` redirects to the relative path in `next`; before, always to the start page.',
})

export const targetKeepsItsQuery = difference({
  since: '8.15', text: '`/spaces/enter` redirects to the path in `next` with its query; before, without.',
})
