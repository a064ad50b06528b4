// Times of the test controls with many cases in the store, and memory of a sandbox before its first write.
import { startServer } from '../dist/index.js'
import { caseBody } from './cases.mjs'
import { median } from './quantile.mjs'

const CASES = 100_000
const ROUNDS = 101

function medianTime (work) {
  return median(Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  }))
}

/** Time of the slowest of the four, in milliseconds. */
export async function controlTimes () {
  const cases = Array.from({ length: CASES }, (_, number) => caseBody(number))
  const kibana = await startServer({ seed: { cases } })
  try {
    const snapshot = kibana.snapshot()
    const times = {
      reset: medianTime(() => kibana.reset()),
      snapshot: medianTime(() => kibana.snapshot()),
      restore: medianTime(() => kibana.restore(snapshot)),
      sandbox: medianTime(() => kibana.sandbox()),
    }
    const before = process.memoryUsage().heapUsed
    for (let count = 0; count < 100; count++) kibana.sandbox()
    const perSandbox = (process.memoryUsage().heapUsed - before) / 100 / 1024
    const list = Object.entries(times).map(([name, time]) => `${name} ${time.toFixed(3)}`).join(', ')
    return {
      value: Math.max(...Object.values(times)),
      note: `${list}; a sandbox takes ${perSandbox.toFixed(0)} KB; ${CASES.toLocaleString('en')} cases`,
    }
  } finally {
    await kibana.close()
  }
}
