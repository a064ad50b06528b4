/** Backing indices of alerts are named after their alias. */
const BACKING = /^\.internal(\.(?:alerts|preview\.alerts)-.+)-\d{6}$/
const ALIAS = /^\.(?:alerts|preview\.alerts)-/

/** The UUID of every index, as reported in errors. */
export const INDEX_UUID = 'wYkkpPsiT7uzFpFBCKzKSQ'

/** The alias of a backing index of alerts; any other name is unchanged. */
export const aliasOf = (index: string): string => BACKING.exec(index)?.[1] ?? index

/** The backing index of an alias of alerts; any other name is unchanged. */
export const backingIndexOf = (name: string): string => ALIAS.test(name) ? `.internal${name}-000001` : name

/** The alias of the alerts of Elastic Security in a space. */
export const securityAlertsAlias = (space: string) => `.alerts-security.alerts-${space}`

/** True if a name, as in a request or an attachment, refers to an index, directly or by its alias. */
export function isSameIndex (name: string, index: string): boolean {
  return name === index || aliasOf(name) === aliasOf(index)
}

/** All names of an index; a privilege on any of them is enough. */
export const namesOf = (index: string): string[] => [index, aliasOf(index), backingIndexOf(index)]
