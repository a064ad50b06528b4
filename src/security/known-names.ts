import { BUILT_IN_ROLES } from '../documents/built-in-roles.js'
import type { RoleBody } from '../documents/role-body.js'
import { printChoice, printPath, printValue } from '../input/describe-schema.js'
import { InvalidInput, type Path } from '../input/invalid-input.js'
import { byVersion } from '../versions/by-version.js'
import { ACTIONS_FEATURE, CASES_FEATURES } from './features.js'
import { dataFrameRolesExist } from './versions.js'

/** The built-in roles of a version, which requests can't change. */
export const builtInRolesAt = byVersion(version => dataFrameRolesExist(version)
  ? BUILT_IN_ROLES
  : new Map([...BUILT_IN_ROLES].filter(([name]) => !name.startsWith('data_frame_'))))

/** Ids that seem meant for a feature of Cases, including misspelled ones. */
const MEANS_CASES = /^(?:general|observability|security_?solution)_?cases?|^\w*cases?(?:v\d+)?$/i

const ACTIONS_PRIVILEGES = ['all', 'read', 'minimal_all', 'minimal_read']

/** @throws InvalidInput if a user has an unknown role; the message lists the existing ones */
export function checkRolesOfUser (username: string, roles: readonly string[], own: readonly string[]): void {
  for (const [index, name] of roles.entries()) {
    if (BUILT_IN_ROLES.has(name) || own.includes(name)) continue
    throw new InvalidInput(
      printPath(['security', 'users', username, 'roles', index]),
      `a role of security.roles, of the seed or of Elasticsearch: ${printChoice([...own, ...BUILT_IN_ROLES.keys()])}`,
      printValue(name),
    )
  }
}

/**
 * Checks the features of Cases and connectors in a role, in all versions, since a server may have sandboxes of several. Other features
 * are not checked.
 * @param within the place of the role in the input
 * @throws InvalidInput for an unknown feature of Cases, and for an unknown privilege of a known one
 */
export function checkFeaturesOfRole (within: Path, { kibana = [] }: Pick<RoleBody, 'kibana'>): void {
  for (const [index, { feature = {} }] of kibana.entries()) {
    const path = [...within, 'kibana', index, 'feature']
    for (const [id, privileges] of Object.entries(feature)) {
      const known = id === ACTIONS_FEATURE ? ACTIONS_PRIVILEGES : [...CASES_FEATURES.get(id)?.privileges.keys() ?? []]
      if (known.length === 0) {
        if (!MEANS_CASES.test(id)) continue
        throw new InvalidInput(printPath(path), `features of Cases such as ${printChoice([...CASES_FEATURES.keys()])}`, printValue(id))
      }
      const unknown = privileges.findIndex(privilege => !known.includes(privilege))
      if (unknown >= 0) throw new InvalidInput(printPath([...path, id, unknown]), printChoice(known), printValue(privileges[unknown]))
    }
  }
}
