/** The sequence number in a Kibana version such as `WzEwLDFd`; undefined for an invalid one. */
export function sequenceOf (version: unknown): number | undefined {
  if (typeof version !== 'string') return undefined
  try {
    const [, number] = /^\[(\d+),\d+\]$/.exec(atob(version)) ?? []
    return number === undefined ? undefined : Number(number)
  } catch {
    return undefined
  }
}

/** A version as people compare it: [10,1]. */
export function readableVersion (version: unknown): string {
  try {
    return /^\[\d+,\d+\]$/.exec(atob(String(version)))?.[0] ?? String(version)
  } catch {
    return String(version)
  }
}
