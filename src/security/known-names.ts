import { BUILT_IN_ROLES } from '../documents/built-in-roles.js'
import type { RoleBody } from '../documents/role-body.js'
import { printChoice, printPath, printValue } from '../input/describe-schema.js'
import { InvalidInput, type Path } from '../input/invalid-input.js'
import { ACTIONS_FEATURE, CASES_FEATURES } from './features.js'

/** Roles of Elasticsearch that grant nothing in Kibana. Source: Elasticsearch's ReservedRolesStore */
const OTHER_BUILT_IN_ROLES = new Set([
  'kibana_system', 'monitoring_user', 'machine_learning_user', 'machine_learning_admin', 'logstash_admin', 'logstash_system', 'beats_admin',
  'beats_system', 'remote_monitoring_agent', 'remote_monitoring_collector', 'snapshot_user', 'ingest_admin', 'transform_admin',
  'transform_user', 'watcher_admin', 'watcher_user', 'enrich_user', 'reporting_user', 'apm_system', 'apm_user', 'rollup_admin',
  'rollup_user', 'data_frame_transforms_admin', 'data_frame_transforms_user', 'transport_client',
])

/** Whether a role is built into Elasticsearch, so that requests can't change it. */
export const isReservedRole = (name: string): boolean => BUILT_IN_ROLES.has(name) || OTHER_BUILT_IN_ROLES.has(name)

/** Ids that are meant for a feature of Cases, with their mistakes. */
const MEANS_CASES = /^(?:general|observability|security_?solution)_?cases?|^\w*cases?(?:v\d+)?$/i

const ACTIONS_PRIVILEGES = ['all', 'read', 'minimal_all', 'minimal_read']

/** @throws InvalidInput if a user has an unknown role; the message lists the existing ones */
export function checkRolesOfUser (username: string, roles: readonly string[], own: readonly string[]): void {
  for (const [index, name] of roles.entries()) {
    if (isReservedRole(name) || own.includes(name)) continue
    throw new InvalidInput(
      printPath(['security', 'users', username, 'roles', index]),
      `a role of security.roles, of the seed or of Elasticsearch: ${printChoice([...own, ...BUILT_IN_ROLES.keys()])}`,
      printValue(name),
    )
  }
}

/**
 * Checks the features of a role, in every version: a server may have sandboxes of several. Features outside Cases and connectors
 * have no effect here, and are not known.
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
