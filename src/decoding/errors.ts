import { badRequest } from '../kibana-error.js'

/** Elasticsearch's error for a page that reaches too far, in the format of its client. */
export const resultWindowTooLarge = (reached: number) => badRequest(
  'all shards failed: search_phase_execution_exception\n\tRoot causes:\n\t\tillegal_argument_exception: Result window is too large, ' +
    `from + size must be less than or equal to: [10000] but was [${reached}]. See the scroll api for a more efficient way to request ` +
    'large data sets. This limit can be set by changing the [index.max_result_window] index level setting.',
)
