import os from 'node:os'
import type { KibanaContext } from '../kibana/context.js'
import { clientMetricsAreReported } from './versions.js'

const mebibyte = 1024 * 1024

/** Figures of this process; constants when `random` is set, so that responses are reproducible. */
function figuresOf ({ random }: KibanaContext) {
  if (random.state) return { pid: 1, release: '0', uptime: 0, memory: { heapTotal: 0, heapUsed: 0, rss: 0, arrayBuffers: 0, external: 0 } }
  return { pid: process.pid, release: os.release(), uptime: Math.round(process.uptime() * 1000), memory: process.memoryUsage() }
}

/**
 * The metrics of `/api/status`, which monitoring agents read. Nothing is measured over time, so such figures are zero.
 * Source: Kibana's core metrics server (OpsMetrics), and an answer of 8.16
 */
export function statusMetrics (kibana: KibanaContext) {
  const { version, clock } = kibana
  const { pid, release, uptime, memory } = figuresOf(kibana)
  const now = clock.iso()
  const platformRelease = `${process.platform}-${release}`
  const self = {
    memory: {
      heap: { total_in_bytes: memory.heapTotal, used_in_bytes: memory.heapUsed, size_limit: 4096 * mebibyte },
      resident_set_size_in_bytes: memory.rss,
      array_buffers_in_bytes: memory.arrayBuffers,
      external_in_bytes: memory.external,
    },
    pid,
    event_loop_delay: 0,
    event_loop_delay_histogram: {
      min: 0, max: 0, mean: 0, exceeds: 0, stddev: 0, fromTimestamp: now, lastUpdatedAt: now, percentiles: { 50: 0, 75: 0, 95: 0, 99: 0 },
    },
    event_loop_utilization: { idle: 0, active: 0, utilization: 0 },
    uptime_in_millis: uptime,
  }
  return {
    last_updated: now,
    collection_interval_in_millis: 5000,
    os: {
      platform: process.platform,
      platformRelease,
      load: { '1m': 0, '5m': 0, '15m': 0 },
      memory: { total_in_bytes: 0, free_in_bytes: 0, used_in_bytes: 0 },
      uptime_in_millis: uptime,
      distro: process.platform,
      distroRelease: platformRelease,
    },
    process: self,
    processes: [self],
    response_times: { avg_in_millis: 0, max_in_millis: 0 },
    concurrent_connections: 0,
    requests: { disconnects: 0, total: 0, statusCodes: {}, status_codes: {} },
    ...(clientMetricsAreReported(version) && {
      elasticsearch_client: { totalActiveSockets: 0, totalIdleSockets: 0, totalQueuedRequests: 0 },
    }),
  }
}
