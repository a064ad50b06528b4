import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { expecting, InvalidInput, naming } from '../input/invalid-input.js'

/**
 * Checks the file that a flag names for a result, so that a long run does not end without one.
 * @throws InvalidInput that names the flag
 */
export function checkOutput (flag: string, path: string | undefined): void {
  if (path === undefined) return
  const isThere = existsSync(path)
  if (path === '' || (isThere && statSync(path).isDirectory())) {
    throw new InvalidInput('', 'the path of a file', JSON.stringify(path), { subject: flag })
  }
  // The slash refuses a file that has the name of the directory
  attempt(flag, 'a file that can be written', () => accessSync(isThere ? path : `${dirname(path)}/`, constants.W_OK))
}

/**
 * Creates the directory that a flag names for results, before the run for the same reason.
 * @throws InvalidInput that names the flag
 */
export function createOutputDirectory (flag: string, path: string | undefined): void {
  if (path === undefined) return
  attempt(flag, 'a directory that can be written', () => {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
  })
}

const attempt = (flag: string, expected: string, work: () => void): void => naming(flag, () => expecting(expected, work))
