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

// Source: PR 148521 of January 2023, with @elastic/transport 8.3.1 of December 2022; 8.7 by its date
export const rootCausesHaveLines = difference({
  since: '8.7',
  text: 'Errors of Elasticsearch have a line for each root cause, after `Root causes:`; before, they are one line, ' +
    '`security_exception: [security_exception] Reason: …`.',
})
