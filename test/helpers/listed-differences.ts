import t from 'tap'
import { compareOutcomes } from '../../src/verify/compare-outcomes.js'
import { proven, SHARED_HEADERS } from '../../src/verify/proven.js'
import type { Lifespan } from '../../src/versions/cuts.js'
import { Version } from '../../src/versions/version.js'
import { versionChanges } from '../docs/version-changes.js'
import { recordedIn, runAll } from './scenarios.js'
import { UNSEEN } from './unseen-changes.js'
import { changesBetween, explainAll, isAsked, lineOf, type Found } from './version-differences.js'

/** Runs the scenarios of both versions on each of them, and lists what differs, headers included. */
async function differencesBetween (older: string, newer: string): Promise<Found[]> {
  const versions = [older, newer]
  const [before, after] = [await runAll(older, versions), await runAll(newer, versions)]
  return before.flatMap(({ scenario, outcomes }, number) => scenario.steps.flatMap((step, index) => {
    const [
      kibana, here,
    ] = [outcomes[index], after[number]!.outcomes[index]].map(outcome => outcome && proven(step, index, outcome, SHARED_HEADERS))
    const { method, path, body } = step
    return compareOutcomes(kibana, here).map(difference => ({
      ...difference, establishes: scenario.establishes, step: index + 1, request: { method, path, body },
    }))
  }))
}

/** Tests that each recorded version in this span differs from the previous one in exactly what docs/reference/versions.md lists. */
export async function testListedDifferences (lifespan: Lifespan): Promise<void> {
  const changes = await versionChanges()
  const versions = recordedIn(lifespan)
  for (const [index, text] of versions.slice(1).entries()) {
    const [older, newer] = [new Version(versions[index]!), new Version(text)]
    await t.test(`Kibana ${newer.text} differs from ${older.text} in exactly what the reference lists`, async t => {
      const found = await differencesBetween(older.text, newer.text)
      const { unexplained, unused } = explainAll(found, changes, older, newer)
      t.strictSame(unexplained, [], 'each difference is listed; a sentence of the reference also in SENTENCES of version-differences.ts')
      const unseen = changesBetween(changes, older, newer).filter(isAsked).map(lineOf).filter(line => UNSEEN.includes(line))
      t.strictSame([...unused].sort(), unseen.sort(), 'each change is seen by a scenario, or is listed in unseen-changes.ts')
    })
  }
}
