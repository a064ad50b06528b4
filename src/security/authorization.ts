import { forbidden } from '../kibana-error.js'
import { ACTIONS_READ_OPERATIONS, OWNERS, type ActionsOperation, type ApiPrivilege } from './features.js'
import { OPERATIONS, type OperationName } from './operations.js'
import type { Privileges } from './privileges.js'

export { OWNERS }

/**
 * What one caller may do in one space. An owner that no feature of the space brings is refused to everybody, superusers
 * included.
 * Source: Kibana's cases/server/authorization/authorization.ts, actions/server/authorization/actions_authorization.ts,
 * security/server/authorization/api_authorization.ts
 */
export interface Authorization {
  /**
   * Refuses the request unless the caller may do every one of `operations` for every one of `owners`.
   * @throws KibanaError 403 that names all owners of the request
   */
  ensure (operations: OperationName | readonly OperationName[], owners: readonly string[]): void
  /**
   * The owners for whom the caller may do `operation`.
   * @throws KibanaError 403 when there is none
   */
  authorizedOwners (operation: OperationName): readonly string[]
  /**
   * Actions and Connectors: `get` also for lists of connectors. `actionTypeId` is given where Kibana's text names the type: on
   * create, and on execute when there is such a connector.
   * @throws KibanaError 403, such as `Unauthorized to get actions`
   */
  ensureActions (operation: ActionsOperation, actionTypeId?: string): void
  /**
   * What a route asks for as a whole. `target` is method and path as the text names them: `GET /api/x?y=z`.
   * @throws KibanaError 403
   */
  ensureApi (privileges: readonly ApiPrivilege[], target: string): void
  /** Whether the caller has anything to do in this space. */
  readonly entersSpace: boolean
  /** Whether saved objects may be copied and shared into this space. */
  readonly receivesSavedObjects: boolean
  /** Whether the caller may create, change and delete spaces. */
  readonly managesSpaces: boolean
  /** The names of the caller's roles; none with security off, where nobody asks. */
  readonly roles: readonly string[]
  /** What the same caller may do in another space, also in one that does not exist. */
  inSpace (space: string): Authorization
}

/** What does not depend on who exactly the caller is. */
export type Powers = Omit<Authorization, 'roles' | 'inSpace'>

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

function unauthorizedTo (operations: readonly OperationName[], whom: string) {
  const verbs = unique(operations.map(operation => OPERATIONS[operation].verb))
  const docTypes = unique(operations.map(operation => OPERATIONS[operation].docType))
  return forbidden(`Unauthorized to ${verbs.join(', ')} ${docTypes.join(', ')} ${whom}`)
}

/** The text that refuses `operations` for `owners`. */
export const unauthorizedForOwners = (operations: readonly OperationName[], owners: readonly string[]) =>
  unauthorizedTo(operations, `with owners: "${unique(owners).join(', ')}"`)

const refuseUnknownOwners = (operations: OperationName | readonly OperationName[], owners: readonly string[], known: readonly string[]) => {
  if (!owners.every(owner => known.includes(owner))) throw unauthorizedForOwners([operations].flat(), owners)
}

/** Security off: everyone may do everything that exists, and lists are not filtered. */
export function unrestricted (knownOwners: readonly string[]): Powers {
  return {
    ensure: (operations, owners) => refuseUnknownOwners(operations, owners, knownOwners),
    authorizedOwners: () => OWNERS,
    ensureActions () {},
    ensureApi () {},
    entersSpace: true,
    receivesSavedObjects: true,
    managesSpaces: true,
  }
}

/** A superuser: as with security off, but lists show only what the space's features bring. */
export function superuser (knownOwners: readonly string[]): Powers {
  return {
    ...unrestricted(knownOwners),
    authorizedOwners (operation) {
      if (knownOwners.length === 0) throw unauthorizedTo([operation], 'of any owner')
      return knownOwners
    },
  }
}

/** Somebody with roles. What they hold was worked out before; here it is only looked up. */
export function restricted (privileges: Privileges, knownOwners: readonly string[]): Powers {
  const { cases, actions, api, entersSpace, receivesSavedObjects, managesSpaces } = privileges
  const held = new Map(knownOwners.map(owner => [owner, cases.get(owner)]))
  const may = (operation: OperationName, owner: string) => held.get(owner)?.has(OPERATIONS[operation].privilege) === true
  return {
    ensure (operations, owners) {
      const all = [operations].flat()
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
    ensureApi (required, target) {
      const missing = required.filter(privilege => !api.has(privilege))
      if (missing.length > 0) throw forbidden(`API [${target}] is unauthorized for user, this action is granted by the Kibana privileges [${missing}]`)
    },
    entersSpace,
    receivesSavedObjects,
    managesSpaces,
  }
}
