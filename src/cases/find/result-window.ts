import type { Version } from '../../versions/version.js'
import { resultWindowTooLarge } from '../errors.js'
import { pagesAreLimited } from '../versions.js'

const MAX_RESULT_WINDOW = 10_000

/**
 * Rejects a page that Elasticsearch does not reach, in versions whose decoding accepts it.
 * @throws KibanaError 400
 */
export function ensureInWindow (version: Version, page: number, perPage: number): void {
  if (!pagesAreLimited(version) && page * perPage > MAX_RESULT_WINDOW) throw resultWindowTooLarge(page * perPage)
}
