import { InvalidInput } from '../input/invalid-input.js'
import { COMMAND_OPTIONS } from './option-names.js'
import { textSource, type Source } from './source.js'

type Environment = Readonly<Record<string, string | undefined>>

/** Variables of the command that are not options of a server. */
const OTHERS = ['KCM_CONFIG', 'KCM_FIXTURES_DIR']

/** Variables that hosting platforms set for any server. Ours take precedence. */
const COMMON: Readonly<Record<string, string>> = { HOST: 'host', PORT: 'port' }

/**
 * Reads options from the environment; later sources win. An empty variable counts as unset.
 * @throws InvalidInput for an unknown variable with our prefix, or an invalid value
 */
export function environmentSources (env: Environment): Source[] {
  const unknown = Object.keys(env).find(name =>
    name.startsWith('KCM_') && !OTHERS.includes(name) && !COMMAND_OPTIONS.some(({ variable }) => variable === name))
  if (unknown !== undefined) {
    const known = [...COMMAND_OPTIONS.map(({ variable }) => variable), ...OTHERS]
    throw new InvalidInput('', `one of the variables ${known.join(', ')}`, 'an unknown one', { subject: unknown })
  }
  const variables = [
    ...Object.entries(COMMON).map(([variable, option]) => [variable, COMMAND_OPTIONS.find(({ name }) => name === option)!] as const),
    ...COMMAND_OPTIONS.map(option => [option.variable, option] as const),
  ]
  return variables.flatMap(([variable, { name, schema }]) => {
    const text = env[variable]
    return text ? [textSource(variable, name, schema, text)] : []
  })
}
