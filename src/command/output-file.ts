import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { InvalidInput } from '../input/invalid-input.js'

/**
 * Checks the file that a flag names for a result, so that a long run does not end without one.
 * @throws InvalidInput that names the flag
 */
export function checkOutput (flag: string, path: string | undefined): void {
  if (path === undefined) return
  if (path === '' || statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InvalidInput('', 'the path of a file', JSON.stringify(path), { subject: flag })
  }
  try {
    accessSync(dirname(path), constants.W_OK)
  } catch (error) {
    throw new InvalidInput('', 'a file that can be written', (error as Error).message, { subject: flag, cause: error })
  }
}
