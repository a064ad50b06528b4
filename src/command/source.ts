import type { TSchema } from '@sinclair/typebox'
import { checkInput, fits } from '../input/check-input.js'
import { InvalidInput, naming } from '../input/invalid-input.js'
import { OptionsSchema, type ServerOptions } from '../options/schema.js'

/** Options from one source (a flag, a variable, a file), and its name for messages. */
export interface Source {
  readonly name: string
  readonly options: ServerOptions
}

/**
 * Checks the options of one source.
 * @throws InvalidInput that names the source
 */
export function checkedSource (name: string, options: unknown): Source {
  return { name, options: naming(name, () => checkInput(OptionsSchema, options, 'options')) }
}

/**
 * Reads one option from text: as a string if the schema accepts that, else as JSON.
 * @throws InvalidInput that names the source, for an invalid value or malformed JSON
 */
export function textSource (name: string, option: string, schema: TSchema, text: string): Source {
  const value = fits(schema, text) && !/^\s*[[{]/.test(text) ? text : parse(name, schema, text)
  return { name, options: { [option]: naming(name, () => checkInput(schema, value, '')) } }
}

function parse (name: string, { secret }: TSchema, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // Node's message quotes the text
    const reason = secret ? 'a value that is not shown' : (error as Error).message
    if (/^\s*[[{]/.test(text)) throw new InvalidInput('', 'JSON', reason, { subject: name })
    return text
  }
}
