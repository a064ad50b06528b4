import { Type } from '@sinclair/typebox'
import { illegalArgument } from '../alerts/query/elasticsearch-error.js'
import { fits } from '../input/check-input.js'

const IntegerTextSchema = Type.String({ pattern: '^-?\\d+$' })

/**
 * Reads a whole number from a parameter.
 * @param type the name of its type for the message
 * @throws ElasticsearchError 400
 */
export function readInteger (name: string, value: unknown, type: 'int' | 'long' = 'int'): number {
  const text = String(value)
  if (!fits(IntegerTextSchema, text)) throw illegalArgument(`Failed to parse ${type} parameter [${name}] with value [${text}]`)
  return Number(text)
}
