/** A Kibana version such as `WzEwLDFd` decoded: [10,1]. Undefined for an invalid one. */
function decoded (version: unknown): string | undefined {
  try {
    return /^\[\d+,\d+\]$/.exec(atob(String(version)))?.[0]
  } catch {
    return undefined
  }
}

/** The sequence number in a version; undefined for an invalid one. */
export function sequenceOf (version: unknown): number | undefined {
  const text = decoded(version)
  return text === undefined ? undefined : Number.parseInt(text.slice(1))
}

/** A version in readable form: [10,1]. */
export const readableVersion = (version: unknown): string => decoded(version) ?? String(version)
