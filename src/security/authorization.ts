import type { RoleAttributes } from '../documents/role.js'
import { forbidden } from '../kibana-error.js'
import { ACTIONS_READ_OPERATIONS, type ActionsOperation, type ApiPrivilege } from './features.js'
import { OPERATIONS, type OperationName } from './operations.js'
import { higher, lower, type Level, type Privileges } from './privileges.js'

/**
 * The permissions of one caller in one space. Owners that no feature of the space provides are denied to all callers, including
 * superusers.
 * Source: Kibana's cases/server/authorization/authorization.ts, actions/server/authorization/actions_authorization.ts,
 * security/server/authorization/api_authorization.ts
 */
export interface Authorization {
  /**
   * Checks that the caller may perform all of `operations` for all of `owners`.
   * @throws KibanaError 403 that names all owners of the request
   */
  ensure (operations: OperationName | readonly OperationName[], owners: readonly string[]): void
  /**
   * Lists the owners for which the caller may perform `operation`.
   * @throws KibanaError 403 if there are none
   */
  authorizedOwners (operation: OperationName): readonly string[]
  /**
   * Checks an operation of Actions and Connectors; lists of connectors use `get`. Pass `actionTypeId` where Kibana's message names
   * the type: on create, and on execute of an existing connector.
   * @throws KibanaError 403, such as `Unauthorized to get actions`
   */
  ensureActions (operation: ActionsOperation, actionTypeId?: string): void
  /** The caller's level in a feature of Kibana; `siem` means the alerts of Elastic Security. */
  levelIn (feature: string): Level
  /**
   * Checks that the caller has one of the privileges of a whole route. `target` is its method and path for Kibana's message:
   * `GET /api/x?y=z`.
   * @throws KibanaError 403
   */
  ensureApi (privileges: readonly ApiPrivilege[], target: string): void
  /** True if the caller has any privilege in this space. */
  readonly entersSpace: boolean
  /** True if the caller may read connectors. */
  readonly readsConnectors: boolean
  /** True if the caller may copy and share saved objects into this space. */
  readonly receivesSavedObjects: boolean
  /** True if the caller may create, change and delete spaces. */
  readonly managesSpaces: boolean
  /** Names of the caller's roles; empty with security off. */
  readonly roles: readonly string[]
  /** The roles that limit the caller's API key; each privilege must be granted by one of them too. */
  readonly limits?: readonly RoleAttributes[] | undefined
  /** Returns the caller's permissions in another space, which need not exist. */
  inSpace (space: string): Authorization
}

/** The part of an authorization that callers with equal privileges share. */
type Powers = Omit<Authorization, 'roles' | 'limits' | 'inSpace'>

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

function unauthorizedTo (operations: readonly OperationName[], whom: string) {
  const verbs = unique(operations.map(operation => OPERATIONS[operation].verb))
  const docTypes = unique(operations.map(operation => OPERATIONS[operation].docType))
  return forbidden(`Unauthorized to ${verbs.join(', ')} ${docTypes.join(', ')} ${whom}`)
}

/** The 403 for `operations` on `owners`. */
const unauthorizedForOwners = (operations: readonly OperationName[], owners: readonly string[]) =>
  unauthorizedTo(operations, `with owners: "${unique(owners).join(', ')}"`)

const refuseUnknownOwners = (operations: OperationName | readonly OperationName[], owners: readonly string[], known: readonly string[]) => {
  if (!owners.every(owner => known.includes(owner))) throw unauthorizedForOwners([operations].flat(), owners)
}

/**
 * Permissions with security off: every known operation is allowed, and lists are not filtered.
 * @param allOwners all owners of the version, including those that the space disables
 */
export function unrestricted (knownOwners: readonly string[], allOwners = knownOwners): Powers {
  return {
    ensure: (operations, owners) => refuseUnknownOwners(operations, owners, knownOwners),
    authorizedOwners: () => allOwners,
    ensureActions () {},
    levelIn: () => 'all',
    ensureApi () {},
    entersSpace: true,
    readsConnectors: true,
    receivesSavedObjects: true,
    managesSpaces: true,
  }
}

/** Permissions of a superuser: as with security off, but lists show only owners that the space's features provide. */
export function superuser (knownOwners: readonly string[]): Powers {
  return {
    ...unrestricted(knownOwners),
    authorizedOwners (operation) {
      if (knownOwners.length === 0) throw unauthorizedTo([operation], 'of any owner')
      return knownOwners
    },
  }
}

/** Permissions of a user with roles, based on their computed privileges. */
export function restricted (privileges: Privileges, knownOwners: readonly string[]): Powers {
  const { cases, actions, levels, base, api, entersSpace, receivesSavedObjects, managesSpaces } = privileges
  const held = new Map(knownOwners.map(owner => [owner, cases.get(owner)]))
  const may = (operation: OperationName, owner: string) => held.get(owner)?.has(OPERATIONS[operation].privilege) === true
  return {
    ensure (operations, owners) {
      const all = typeof operations === 'string' ? [operations] : operations
      if (!owners.every(owner => all.every(operation => may(operation, owner)))) throw unauthorizedForOwners(all, owners)
    },
    authorizedOwners (operation) {
      const authorized = knownOwners.filter(owner => may(operation, owner))
      if (authorized.length === 0) throw unauthorizedTo([operation], 'of any owner')
      return authorized
    },
    ensureActions (operation, actionTypeId) {
      const isRead = ACTIONS_READ_OPERATIONS.some(read => read === operation)
      if (actions === 'all' || (actions === 'read' && isRead)) return
      throw forbidden(`Unauthorized to ${operation} ${actionTypeId === undefined ? 'actions' : `a "${actionTypeId}" action`}`)
    },
    levelIn: feature => higher(base, levels.get(feature) ?? 'none'),
    ensureApi (required, target) {
      if (required.some(privilege => api.has(privilege))) return
      throw forbidden(`API [${target}] is unauthorized for user, this action is granted by the Kibana privileges [${required}]`)
    },
    entersSpace,
    readsConnectors: actions !== 'none',
    receivesSavedObjects,
    managesSpaces,
  }
}

/** The permissions that two callers share. */
export function common (one: Powers, other: Powers): Powers {
  const both = (check: (powers: Powers) => void) => [one, other].forEach(check)
  return {
    ensure: (operations, owners) => both(powers => powers.ensure(operations, owners)),
    authorizedOwners (operation) {
      const owners = one.authorizedOwners(operation)
      const authorized = other.authorizedOwners(operation).filter(owner => owners.includes(owner))
      if (authorized.length === 0) throw unauthorizedTo([operation], 'of any owner')
      return authorized
    },
    ensureActions: (operation, actionTypeId) => both(powers => powers.ensureActions(operation, actionTypeId)),
    levelIn: feature => lower(one.levelIn(feature), other.levelIn(feature)),
    ensureApi: (privileges, target) => both(powers => powers.ensureApi(privileges, target)),
    entersSpace: one.entersSpace && other.entersSpace,
    readsConnectors: one.readsConnectors && other.readsConnectors,
    receivesSavedObjects: one.receivesSavedObjects && other.receivesSavedObjects,
    managesSpaces: one.managesSpaces && other.managesSpaces,
  }
}
