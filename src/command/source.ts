import type { TSchema } from '@sinclair/typebox'
import { checkInput, fits } from '../input/check-input.js'
import { InvalidInput, naming } from '../input/invalid-input.js'
import { OptionsSchema, type ServerOptions } from '../options/schema.js'

/** Options from one place, which messages name: a flag, a variable, a file. */
export interface Source {
  readonly name: string
  readonly options: ServerOptions
}

/**
 * Options as one place gives them, checked.
 * @throws InvalidInput that names the place
 */
export function checkedSource (name: string, options: unknown): Source {
  return { name, options: naming(name, () => checkInput(OptionsSchema, options, 'options')) }
}

/**
 * One option that was given as text: as it is where a text will do, else JSON.
 * @throws InvalidInput that names the place, also for broken JSON
 */
export function textSource (name: string, option: string, schema: TSchema, text: string): Source {
  const value = fits(schema, text) && !/^\s*[[{]/.test(text) ? text : parse(name, text)
  return { name, options: { [option]: naming(name, () => checkInput(schema, value, '')) } }
}

function parse (name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (/^\s*[[{]/.test(text)) throw new InvalidInput('', 'JSON', (error as Error).message, { subject: name })
    return text
  }
}
