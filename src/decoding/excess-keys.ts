/**
 * Lists the keys of `input` that `decoded` lacks, at every depth, in request order. A key whose value is an object or an array is
 * followed by that value as JSON.
 * Source: Kibana's kbn-securitysolution-io-ts-utils/src/exact_check
 */
export function findExcessKeys (input: unknown, decoded: unknown, found: string[] = []): string[] {
  if (input === decoded || !isContainer(input) || !isContainer(decoded)) return found
  for (const key in input) {
    const value = input[key]
    if (Object.hasOwn(decoded, key)) findExcessKeys(value, decoded[key], found)
    else if (isContainer(value)) found.push(key, JSON.stringify(value))
    else found.push(key)
  }
  return found
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
