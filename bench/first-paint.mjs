// The first paint of the page on loopback: from the navigation to the first contentful paint in headless Chromium, without a cache.
import { launchBrowser } from '../scripts/page/browser.mjs'
import { caseBody } from './cases.mjs'
import { median } from './quantile.mjs'
import { forkOurs } from './servers.mjs'

const CASES = 1000
const ROUNDS = 11
const PAINT = `new Promise(resolve => new PerformanceObserver(list => {
  for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') resolve(startTime)
}).observe({ type: 'paint', buffered: true }))`

/** Median time to the first paint, in milliseconds. */
export async function firstPaint () {
  const { port, stop } = await forkOurs({ seed: { cases: Array.from({ length: CASES }, (_, number) => caseBody(number)) } })
  const browser = await launchBrowser()
  const times = []
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${port}/_mock/`)
    times.push(await page.evaluate(PAINT))
    await context.close()
  }
  await browser.close()
  stop()
  return {
    value: median(times),
    note: `median of ${ROUNDS} visits, the slowest ${Math.max(...times).toFixed(0)} ms; ${CASES.toLocaleString('en')} cases`,
  }
}
