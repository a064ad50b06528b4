import { printPath, printValue } from './describe-schema.js'
import { InvalidInput, type Path } from './invalid-input.js'

/** True for a status whose answers have no body. */
export const hasNoBody = (status: number | undefined): boolean => status === 204 || status === 304

/** @throws InvalidInput for a body, or a part of one, with a status whose answers have none */
export function checkBody (status: number | undefined, parts: Readonly<Record<string, unknown>>, within: Path): void {
  const [key, value] = Object.entries(parts).find(([, value]) => value !== undefined) ?? []
  if (key !== undefined && hasNoBody(status)) {
    throw new InvalidInput(printPath([...within, key]), `nothing beside the status ${status}, which has no body`, printValue(value))
  }
}
