import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KibanaFacts } from '../kibana-client/ask.js'
import type { License } from '../kibana/license.js'
import { printRecording, recorded } from '../verify/recording.js'
import { jsonReport, junitReport } from '../verify/report.js'
import type { Verdict } from '../verify/verify.js'
import type { VerifyFlags } from './verify-flags.js'

/** Facts for the header of a report. */
interface About {
  readonly kibana: KibanaFacts & { readonly url: string }
  readonly license: License
  readonly package: string
}

/** Writes the files requested by the flags. */
export function writeVerifyFiles (flags: VerifyFlags, verdicts: readonly Verdict[], about: About): void {
  const { kibana: { version, build, security }, license } = about
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(jsonReport(verdicts, about), null, 2)}\n`)
  if (flags.junit !== undefined) writeFileSync(flags.junit, junitReport(verdicts))
  if (flags.record === undefined) return
  const ran = verdicts.filter(({ skipped }) => skipped === undefined)
  writeFileSync(join(flags.record, `${version}.json`), printRecording({
    version,
    recordedFrom: `a server that calls itself Kibana ${version}, build ${build}, by kibana-cases-mock ${about.package}`,
    license,
    security,
    scenarios: Object.fromEntries(ran.map(({ scenario, outcomes }) => [scenario.establishes, recorded(scenario.steps, outcomes)])),
  }))
}
