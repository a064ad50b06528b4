/**
 * The keys of `input` that `decoded` lacks, at every depth, in the order of the request. One whose value is an object or an
 * array is followed by that value as JSON.
 * Source: Kibana's kbn-securitysolution-io-ts-utils/src/exact_check
 */
export function findExcessKeys (input: unknown, decoded: unknown): string[] {
  if (input === decoded || !isContainer(input) || !isContainer(decoded)) return []
  return Object.entries(input).flatMap(([key, value]) => {
    if (Object.hasOwn(decoded, key)) return findExcessKeys(value, decoded[key])
    return isContainer(value) ? [key, JSON.stringify(value)] : [key]
  })
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
