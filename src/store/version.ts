/**
 * The `version` of a document: base64 of `[seq_no,primary_term]`, the term being 1 as on a fresh cluster.
 * Source: Kibana's saved-objects-base-server-internal/src/version/encode_version.ts
 */
export function encodeVersion (sequenceNumber: number): string {
  return btoa(`[${sequenceNumber},1]`)
}

/** The sequence number in a version; `undefined` when the text is not a version that `encodeVersion` could have made. */
export function decodeVersion (version: string): number | undefined {
  const [, number] = /^\[(\d+),\d+\]$/.exec(Buffer.from(version, 'base64').toString()) ?? []
  return number === undefined ? undefined : Number(number)
}
