import { difference } from '../versions/difference.js'

export const unknownKeysAreRefusedAtAnyDepth = difference({
  since: '8.9',
  text: 'Unknown keys are refused at any depth, after wrong types: `invalid keys "foo"`; before, only at the top level of the body, and ' +
    'before wrong types: `Invalid value … supplied to : …, excess properties: ["foo"]`.',
})

// Source: PR 258633 of March 2026; 9.4 by its date
export const unknownKeysAreNamed = difference({
  since: '9.4',
  text: 'The platform refuses an unknown key with `Additional properties are not allowed (\'x\' was unexpected)`; before, with ' +
    '`definition for this key is missing`.',
})

export const securityReadsWithZod = difference({
  since: '8.15',
  text: 'The routes of Elastic Security report errors in a body as zod does, `signal_ids: Required`; before, as Cases does.',
})
