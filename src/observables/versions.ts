import { difference } from '../versions/difference.js'

// By date: an API test of 9.2 in development expects the later text. The first version that has it is unknown
export const invalidValuesAreQuoted = difference({
  since: '9.2',
  text: 'The error for an invalid observable has its value and type: `Observable value "x" is not valid for selected observable type ' +
    'observable-type-ipv4.`; before, it has neither.',
})

// PR 244350, in the release notes of 9.3.0
export const filePathsMayHaveSpaces = difference({
  since: '9.3',
  text: 'An observable of type `observable-type-file-path` may have spaces and other characters; before, only letters, digits and ' +
    '`. _ : / \\ -`.',
})
