import { BackgroundTasks } from './kibana/background-tasks.js'
import { numberCases } from './cases/number-cases.js'
import { casesAreNumbered } from './cases/versions.js'
import { Clock } from './kibana/clock.js'
import { preconfigured } from './connectors/connector.js'
import { checkConnectorType } from './connectors/known-types.js'
import { printPath } from './input/describe-schema.js'
import { checkExternalFailures } from './connectors/simulation/failure-rule.js'
import { ExternalSystems } from './kibana/external-systems.js'
import type { KibanaContext } from './kibana/context.js'
import type { ResolvedOptions } from './options/resolve.js'
import { Random } from './kibana/random.js'
import { createSecurity } from './security/create-security.js'
import { createSpaces } from './spaces/create-spaces.js'
import { Version } from './versions/version.js'
import { Store } from './store/store.js'

/**
 * Builds one Kibana from its options.
 * @throws InvalidInput for invalid spaces, security or connectors
 */
export function createContext (options: ResolvedOptions): KibanaContext {
  const { kibanaVersion, basePath, tls, publicBaseUrl = '', maxPayloadBytes, connectors, externalServices, externalFailures } = options
  for (const [id, { actionTypeId }] of Object.entries(connectors)) {
    checkConnectorType(printPath(['connectors', id, 'actionTypeId']), actionTypeId)
  }
  for (const type of Object.keys(externalServices ?? {})) checkConnectorType(printPath(['externalServices', type]), type)
  const store = new Store()
  const version = new Version(kibanaVersion)
  const random = new Random(options.random)
  const clock = new Clock(options.clock)
  const tasks = new BackgroundTasks(clock)
  if (casesAreNumbered(version)) tasks.add(numberCases(store))
  createSpaces(store, options.spaces)
  return {
    uuid: random.uuid(),
    settings: {
      kibanaVersion,
      basePath,
      isSecure: (tls ?? false) !== false,
      publicBaseUrl,
      maxPayloadBytes,
      preconfiguredConnectors: preconfigured(connectors),
    },
    version,
    store,
    clock,
    tasks,
    random,
    externalSystems: new ExternalSystems(
      { services: externalServices, failures: checkExternalFailures(externalFailures), random: options.random },
    ),
    security: createSecurity(store, options.security, version, () => clock.milliseconds()),
    license: options.license,
  }
}
