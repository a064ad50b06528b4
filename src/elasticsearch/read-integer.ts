import { illegalArgument } from '../alerts/query/elasticsearch-error.js'

/** The first number that is too large for each type; its negation is the smallest number of the type. */
const RANGES = { int: 2n ** 31n, long: 2n ** 63n }

const isWithin = (range: bigint, value: bigint) => value >= -range && value < range

/**
 * Reads a whole number from a parameter.
 * @param type the name of its type in the message
 * @throws ElasticsearchError 400
 */
export function readInteger (name: string, value: unknown, type: 'int' | 'long' = 'int'): number {
  const text = String(value)
  if (!/^[+-]?\d+$/.test(text) || !isWithin(RANGES[type], BigInt(text))) {
    throw illegalArgument(`Failed to parse ${type} parameter [${name}] with value [${text}]`)
  }
  return Number(text)
}
