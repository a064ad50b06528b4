import { badRequest } from '../kibana-error.js'

/** Elasticsearch's error for a page that reaches too far. */
export const resultWindowTooLarge = (reached: number) =>
  badRequest(`Result window is too large, from + size must be less than or equal to: [10000] but was [${reached}]`)
