import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expecting, naming } from '../input/invalid-input.js'
import type { ServerOptions } from '../options/schema.js'
import { configFileSource } from './config-file.js'
import { environmentSources } from './environment.js'
import type { Flags } from './flags.js'

/** Defaults of the command that differ from those of an embedded server. */
export const COMMAND_DEFAULTS = { host: '0.0.0.0', port: 5601, logger: { level: 'info' } } satisfies ServerOptions

/**
 * Merges the options of the command. Precedence: flags, environment, config file, defaults. The seed is followed by the JSON files
 * of the fixtures directory, sorted by name; the default is the fixture of Kibana's documentation.
 * @throws InvalidInput that names the option, its source and the problem
 */
export function commandOptions (flags: Flags, env: NodeJS.ProcessEnv, docsFixture: string): ServerOptions {
  const environment = environmentSources(env)
  const config = flags.config ?? env.KCM_CONFIG
  const sources = [...(config ? [configFileSource(config)] : []), ...environment, ...flags.sources]
  const options: ServerOptions = Object.assign({ ...COMMAND_DEFAULTS }, ...sources.map(({ options }) => options))
  const fixtures = fixtureFiles(flags.fixturesDir ?? env.KCM_FIXTURES_DIR)
  return { ...options, seed: combineSeeds(options.seed, fixtures) ?? docsFixture }
}

function fixtureFiles (directory: string | undefined): string[] {
  if (!directory) return []
  const names = naming(directory, () => expecting('a fixtures directory that can be read', () => readdirSync(resolve(directory))))
  return names.filter(name => name.endsWith('.json')).sort().map(name => join(directory, name))
}

function combineSeeds (seed: ServerOptions['seed'], fixtures: readonly string[]): ServerOptions['seed'] {
  if (fixtures.length === 0) return seed
  if (Array.isArray(seed)) return [...seed, ...fixtures]
  return [...(seed === undefined ? [] : [seed]), ...fixtures]
}
