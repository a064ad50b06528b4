import { printPath, printValue } from './describe-schema.js'
import { InvalidInput, type Path } from './invalid-input.js'

const OWN_PATH = /^\/_(?:mock|sandbox)(?:\/|$)/

/** @throws InvalidInput for a path that belongs to the control routes or to sandboxes */
export function ensureNotOwn (path: string, within: Path): void {
  if (OWN_PATH.test(path)) throw new InvalidInput(printPath(within), 'a path outside /_mock and /_sandbox', printValue(path))
}
