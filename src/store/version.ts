/**
 * The `version` of a document: base64 of `[seq_no,primary_term]`, with the primary term 1 as in a new cluster.
 * Source: Kibana's saved-objects-base-server-internal/src/version/encode_version.ts
 */
export function encodeVersion (sequenceNumber: number): string {
  return btoa(`[${sequenceNumber},1]`)
}

/** The highest sequence number that a state can contain. As many again are left for later writes before numbers become inexact. */
export const MAX_SEQUENCE_NUMBER = 2 ** 52

/** Returns the sequence number of a version; `undefined` if it is not one, or too high. */
export function decodeVersion (version: string): number | undefined {
  const [, text] = /^\[(\d+),\d+\]$/.exec(Buffer.from(version, 'base64').toString()) ?? []
  const number = Number(text)
  return number <= MAX_SEQUENCE_NUMBER ? number : undefined
}
