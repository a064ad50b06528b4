/**
 * The `version` of a document: base64 of `[seq_no,primary_term]`, with the term 1 of a new cluster.
 * Source: Kibana's saved-objects-base-server-internal/src/version/encode_version.ts
 */
export function encodeVersion (sequenceNumber: number): string {
  return btoa(`[${sequenceNumber},1]`)
}

/** Returns the sequence number of a version; `undefined` if `encodeVersion` can't have produced it. */
export function decodeVersion (version: string): number | undefined {
  const [, number] = /^\[(\d+),\d+\]$/.exec(Buffer.from(version, 'base64').toString()) ?? []
  return number === undefined ? undefined : Number(number)
}
