// Writes fixtures/recorded: the responses of this package to every scenario, at each of the recorded versions. Responses of a real
// Kibana are recorded by `kibana-cases-mock verify --record`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

/** Beside node_modules, so that packages can be resolved. */
const COMPILED = '.build-record.mjs'
const contents = `export { RECORDED_VERSIONS, runAll } from './test/helpers/scenarios.ts'
export { printRecording, recorded } from './src/verify/recording.ts'`

async function loadSources () {
  await build({
    stdin: { contents, resolveDir: '.' },
    outfile: COMPILED,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  })
  try {
    return await import(pathToFileURL(COMPILED))
  } finally {
    rmSync(COMPILED)
  }
}

const { RECORDED_VERSIONS, runAll, printRecording, recorded } = await loadSources()
mkdirSync('fixtures/recorded', { recursive: true })
for (const version of RECORDED_VERSIONS) {
  const ran = await runAll(version)
  writeFileSync(`fixtures/recorded/${version}.json`, printRecording({
    version,
    recordedFrom: 'kibana-cases-mock itself: no real Kibana of this version has been recorded yet',
    license: 'trial',
    security: true,
    scenarios: Object.fromEntries(ran.map(({ scenario, outcomes }) => [scenario.establishes, recorded(scenario, outcomes)])),
  }))
}
