import { readFileSync } from 'node:fs'
import { findPackageFile } from '../input/package-file.js'

/** The published image of the release that is installed. */
export function imageOfRelease (): string {
  const { version } = JSON.parse(readFileSync(findPackageFile('package.json')!, 'utf8'))
  return `ghcr.io/kibana-cases-mock/kibana-cases-mock:${version}`
}
