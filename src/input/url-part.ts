/** Percent-encodes a part of a path or header. Half of a surrogate pair, which has no encoding, becomes U+FFFD. */
export const encodePart = (text: string): string => encodeURIComponent(Buffer.from(String(text)).toString())

/** Decodes a part of a URL. One with invalid escapes is returned as it is. */
export function decodePart (text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
