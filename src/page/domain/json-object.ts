/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a value is an object, but not a list. */
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Parses JSON. Any other text is returned as it is. */
export function parseJson (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
