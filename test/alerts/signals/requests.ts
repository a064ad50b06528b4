import type { RunningServer } from '../../../src/index.js'
import { call } from '../../helpers/cases.js'

export const SIGNALS = '/api/detection_engine/signals'
export const post = (kibana: RunningServer, route: string, body: unknown) => call(kibana, 'POST', `${SIGNALS}/${route}`, body)
export const updated = (total: number, extra: object = {}) => ({
  took: 3,
  timed_out: false,
  total,
  updated: total,
  deleted: 0,
  batches: Math.ceil(total / 1000),
  version_conflicts: 0,
  noops: 0,
  retries: { bulk: 0, search: 0 },
  throttled_millis: 0,
  requests_per_second: -1,
  throttled_until_millis: 0,
  failures: [],
  ...extra,
})
