import type { TSchema } from '@sinclair/typebox'
import { OptionsSchema } from '../options/schema.js'

/** The names and schema of one option of the command. */
interface CommandOption {
  /** `maxPayloadBytes`, as in a config file. */
  readonly name: string
  /** `max-payload-bytes`, after two dashes. */
  readonly flag: string
  /** `KCM_MAX_PAYLOAD_BYTES`. */
  readonly variable: string
  readonly schema: TSchema
}

const words = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter}`).toLowerCase().split('_')

/** Every option has a flag and an environment variable named after it. */
export const COMMAND_OPTIONS: readonly CommandOption[] = Object.entries(OptionsSchema.properties).map(([name, schema]) => ({
  name,
  schema,
  flag: words(name).join('-'),
  variable: `KCM_${words(name).join('_').toUpperCase()}`,
}))
