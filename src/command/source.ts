import type { TSchema } from '@sinclair/typebox'
import { findProblem } from '../options/problem.js'
import { OptionsSchema, type ServerOptions } from '../options/schema.js'
import { UsageError } from './usage-error.js'

/** Options from one place, which messages name: a flag, a variable, a file. */
export interface Source {
  readonly name: string
  readonly options: ServerOptions
}

/**
 * Options as one place gives them, checked.
 * @throws UsageError that names the place
 */
export function checkedSource (name: string, options: unknown): Source {
  const problem = findProblem(OptionsSchema, options)
  if (problem) throw new UsageError(`${name}: ${problem}`)
  return { name, options: options as ServerOptions }
}

/**
 * One option that was given as text: as it is where a text will do, else JSON.
 * @throws UsageError for what looks like a JSON object or list and is none
 */
export function textSource (name: string, option: string, schema: TSchema, text: string): Source {
  return checkedSource(name, { [option]: findProblem(schema, text) === undefined && !/^\s*[[{]/.test(text) ? text : parse(name, text) })
}

function parse (name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (/^\s*[[{]/.test(text)) throw new UsageError(`${name}: not JSON: ${(error as Error).message}`)
    return text
  }
}
