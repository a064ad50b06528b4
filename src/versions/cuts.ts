/**
 * The versions of Kibana at which the Cases API changed, in the order of features. A version between two cuts behaves like the lower
 * one. 9.0 has the features of 8.18, and 9.1 those of 8.19, which was released after 9.0: neither is a cut in this list.
 *
 * Source: docs/reference/kibana/versions.md §1
 */
export const FEATURE_CUTS = [
  '8.0', '8.1', '8.2', '8.3', '8.4', '8.5', '8.6', '8.7', '8.8', '8.9', '8.10', '8.11', '8.12', '8.13', '8.14', '8.15', '8.16', '8.17',
  '8.18', '8.19',
  '9.2', '9.3', '9.4', '9.4.4', '9.5', '9.5.1', '9.5.2', '9.5.3', '9.5.4',
] as const

/** The cut of 9.0, compared by the major version: it does not apply to any 8.x, however recent. */
export const MAJOR_CUT = '9.0'

/**
 * A point at which something appears or disappears. A feature of 8.19 is also in 9.1 but not in 9.0; it is declared as `since: '8.19'`.
 */
export type Cut = typeof FEATURE_CUTS[number] | typeof MAJOR_CUT

/** The versions in which something exists: from `since` on, up to but not including `until`. Without either, all versions. */
export interface Lifespan {
  readonly since?: Cut | undefined
  readonly until?: Cut | undefined
}

/** Every known behavior, oldest first, with the newest feature cut that it includes. */
export const RELEASES: readonly { readonly name: string, readonly reached: typeof FEATURE_CUTS[number] }[] = FEATURE_CUTS.flatMap(cut => {
  const release = { name: cut, reached: cut }
  return cut === '8.19' ? [release, { name: '9.0', reached: '8.18' }, { name: '9.1', reached: '8.19' }] : [release]
})
