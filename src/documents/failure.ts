/** What can go wrong at an external system, each answered in that system's own way. */
export const FAILURES = ['bad-credentials', 'missing-field', 'unknown-issue-type', 'not-found', 'rate-limit', 'unavailable', 'not-json', 'timeout', 'connection-refused'] as const

export type Failure = typeof FAILURES[number]
