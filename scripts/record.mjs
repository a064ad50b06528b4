// Writes fixtures/recorded: the responses of this package to every scenario, at each of the recorded versions. Recordings of a real
// Kibana, made with `kibana-cases-mock verify --record`, stay as they are.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { importSources } from './import-sources.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { ITSELF, isReal, RECORDED_VERSIONS, runAll, printRecording, recorded } = await importSources(`
export { ITSELF, isReal, RECORDED_VERSIONS, runAll } from './test/helpers/scenarios.ts'
export { printRecording, recorded } from './src/verify/recording.ts'`)

mkdirSync('fixtures/recorded', { recursive: true })
for (const version of RECORDED_VERSIONS) {
  const path = `fixtures/recorded/${version}.json`
  if (existsSync(path) && isReal(JSON.parse(readFileSync(path, 'utf8')))) continue
  const ran = await runAll(version)
  writeFileSync(path, printRecording({
    version,
    recordedFrom: `${ITSELF}: no real Kibana of this version has been recorded yet`,
    license: 'trial',
    security: true,
    scenarios: Object.fromEntries(ran.map(({ scenario, outcomes }) => [scenario.establishes, recorded(scenario.steps, outcomes)])),
  }))
}
