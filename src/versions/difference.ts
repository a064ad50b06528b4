import type { Lifespan } from './cuts.js'
import { byVersion } from './by-version.js'
import type { Version } from './version.js'

/** True if a version has a certain behavior; operations call it by name. */
export interface Difference extends Lifespan {
  (version: Version): boolean
  /** The sentence of the reference page. */
  readonly text: string
}

/**
 * Declares a difference between versions that is not a field, route or key. It belongs in its area's `versions.ts`; operations call it by
 * name, and the reference page lists it.
 * @example
 * // push/versions.ts
 * export const closedCasesCanBePushed = difference({ since: '8.17', text: 'A closed case can be pushed.' })
 * // push/push.ts
 * if (isClosed && !closedCasesCanBePushed(kibana.version)) throw caseIsClosed(title)
 */
export function difference ({ text, ...lifespan }: Lifespan & { readonly text: string }): Difference {
  return Object.assign(byVersion(version => version.has(lifespan)), { text, ...lifespan })
}
