import { startServer, type RunningServer } from '../../src/index.js'
import type { Outcome } from '../../src/verify/answer.js'
import { AREAS } from '../../src/verify/areas.js'
import { ExternalSystems, LIVE_SERVICES, type ExternalSystem } from '../../src/verify/external-system.js'
import type { Recording } from '../../src/verify/recording.js'
import { runScenario, type Runner } from '../../src/verify/run-scenario.js'
import { runnerOf } from '../../src/verify/runner-of.js'
import type { Scenario } from '../../src/verify/scenario.js'
import type { Lifespan } from '../../src/versions/cuts.js'
import { Version } from '../../src/versions/version.js'
import { basic } from './security.js'

/** The space in which scenarios run; it exists from the start. */
export const SPACE = 'kcm-space'

/** Every version whose answers are recorded. */
export const RECORDED_VERSIONS = ['8.0.0', '8.5.0', '8.9.0', '8.12.0', '8.15.0', '8.17.0', '8.19.0', '9.1.0', '9.3.0', '9.5.4'] as const

/** Marks recordings of this package's own answers, in `recordedFrom`. */
export const ITSELF = 'kibana-cases-mock itself'
export const isReal = ({ recordedFrom }: Pick<Recording, 'recordedFrom'>): boolean => !recordedFrom.startsWith(ITSELF)

/** The recorded versions in this span. */
export const recordedIn = (lifespan: Lifespan) => RECORDED_VERSIONS.filter(version => new Version(version).has(lifespan))

/** Runs scenarios on a server in this process, without sockets. The clock advances by a second before each request. */
function injectRunner ({ app, url, clock }: RunningServer, system: ExternalSystem): Runner {
  return runnerOf({ space: SPACE, authorization: basic('elastic', 'changeme'), password: 'changeme' }, {
    origin: url,
    system,
    user: { username: 'elastic' },
    send: async ({ method, path, headers, body }) => {
      clock.advance('1s')
      const {
        statusCode, headers: received, payload,
      } = await app.inject({ method, url: path, headers, ...(body !== undefined && { payload: body }) })
      return {
        status: statusCode,
        text: payload,
        headers: Object.fromEntries(Object.entries(received).map(([name, value]) => [
          name, String(value),
        ])),
      }
    },
  })
}

export interface Ran { readonly area: string, readonly scenario: Scenario, readonly outcomes: Outcome[] }

/** Runs every scenario of some versions (by default the server's own) on a server of one version, each from the same state. */
export async function runAll (kibanaVersion: string, of: readonly string[] = [kibanaVersion]): Promise<Ran[]> {
  const versions = of.map(version => new Version(version))
  const systems = new ExternalSystems()
  await systems.listen('127.0.0.1')
  const system = systems.open('here', '127.0.0.1')
  await using kibana = await startServer({
    kibanaVersion,
    spaces: [SPACE],
    externalServices: LIVE_SERVICES,
    random: 1,
    clock: { now: '2025-06-01T10:00:00.000Z', frozen: true },
    security: { users: { elastic: { password: 'changeme', roles: ['superuser'] } } },
  })
  const runner = injectRunner(kibana, system)
  const all = AREAS.flatMap(({ name, scenarios }) => scenarios.map(scenario => ({ area: name, scenario })))
  const ran = []
  for (const { area, scenario } of all.filter(({ scenario }) => versions.some(version => version.has(scenario)))) {
    kibana.reset()
    system.reset()
    ran.push({ area, scenario, outcomes: await runScenario(scenario.steps, runner) })
  }
  systems.close()
  return ran
}
