import { configSchemaValidator } from '../decoding/config-schema.js'
import { BUILT_IN_ROLES } from '../documents/built-in-roles.js'
import { checkBasePrivileges, RoleBodySchema } from '../documents/role-body.js'
import { toRoleAttributes } from '../documents/role.js'
import { printPath, printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import type { Store } from '../store/store.js'
import type { Version } from '../versions/version.js'
import { checkFeaturesOfRole } from './known-names.js'
import type { SecurityOption } from './schema.js'
import { Security } from './security.js'

const validateRole = configSchemaValidator(RoleBodySchema)

/**
 * Creates the security of an instance from its option. Roles become documents of the store, so that they can change like cases.
 * @param now milliseconds of the instance's clock
 * @throws InvalidInput for invalid users, roles or keys
 */
export function createSecurity (
  store: Store, option: SecurityOption | undefined, version: Version, now: () => number,
): Security {
  for (const [name, body] of Object.entries(option?.roles ?? {})) {
    const path = printPath(['security', 'roles', name])
    if (BUILT_IN_ROLES.has(name)) throw new InvalidInput(path, 'a name that no built-in role has', printValue(name))
    const { value, message } = validateRole(body)
    const problem = message ?? checkBasePrivileges(value!)
    if (problem !== undefined) {
      throw new InvalidInput(path, `a role that Kibana accepts (${problem.replaceAll('\n', ' ')})`, printValue(body))
    }
    checkFeaturesOfRole(['security', 'roles', name], value!)
    store.create('role', { id: name, space: '*', attributes: toRoleAttributes(structuredClone(value!)) })
  }
  return new Security(store, option, version, now)
}
