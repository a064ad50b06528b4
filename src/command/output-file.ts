import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { expecting, InvalidInput, naming } from '../input/invalid-input.js'

/**
 * Checks that the file in a flag can be written, before a long run whose result would be lost.
 * @throws InvalidInput that names the flag
 */
export function checkOutput (flag: string, path: string | undefined): void {
  if (path === undefined) return
  const isThere = existsSync(path)
  if (path === '' || (isThere && statSync(path).isDirectory())) {
    throw new InvalidInput('', 'the path of a file', JSON.stringify(path), { subject: flag })
  }
  // The slash makes a file in place of the directory fail
  attempt(flag, 'a file that can be written', () => accessSync(isThere ? path : `${dirname(path)}/`, constants.W_OK))
}

/**
 * Creates the directory in a flag, before the run for the same reason.
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
