import { ROLES_OUTSIDE_CASES } from './roles-outside-cases.js'
import type { RoleAttributes } from './role.js'

/** The built-in role that can do everything. Its privileges are built in, not listed. */
export const SUPERUSER = 'superuser'

type IndexPrivileges = NonNullable<RoleAttributes['elasticsearch']['indices']>[number]

const onIndexes = (names: string[], privileges: string[], allow_restricted_indices = false): IndexPrivileges =>
  ({ names, privileges, allow_restricted_indices })

const everyIndex = [onIndexes(['*'], ['all']), onIndexes(['*'], ['monitor', 'read', 'view_index_metadata', 'read_cross_cluster'], true)]

const READ = ['read', 'view_index_metadata']
const WRITE = [...READ, 'write', 'maintenance']
const ordinary = onIndexes(['/~(([.]|ilm-history-).*)/'], READ)
const ofSolutions = (privileges: string[]) => [
  onIndexes(['.siem-signals*', '.lists-*', '.items-*'], privileges), onIndexes(['.alerts*', '.preview.alerts*'], privileges),
]

const inAllSpaces = (base: string): RoleAttributes['kibana'] => [{ base: [base], feature: {}, spaces: ['*'] }]
const ALL_FEATURES = 'Grants access to all features in Kibana.'
const withoutElasticsearch = { cluster: [], indices: [], run_as: [] }

/**
 * The built-in roles of Elasticsearch by name. They exist in every instance and cannot be changed.
 * Source: Elasticsearch's ReservedRolesStore and KibanaOwnedReservedRoleDescriptors
 */
export const BUILT_IN_ROLES: ReadonlyMap<string, RoleAttributes> = new Map<string, RoleAttributes>([
  ['editor', {
    description: 'Grants full access to all features in Kibana (including Solutions) and read-only access to data indices.',
    metadata: { _reserved: true },
    elasticsearch: { cluster: [], indices: [ordinary, ...ofSolutions(WRITE)], run_as: [] },
    kibana: inAllSpaces('all'),
  }],
  ['kibana_admin', {
    description: ALL_FEATURES,
    metadata: { _reserved: true },
    elasticsearch: withoutElasticsearch,
    kibana: inAllSpaces('all'),
  }],
  ['kibana_user', {
    description: ALL_FEATURES,
    metadata: { _reserved: true, _deprecated: true, _deprecated_reason: 'Please use the [kibana_admin] role instead' },
    elasticsearch: withoutElasticsearch,
    kibana: inAllSpaces('all'),
  }],
  [SUPERUSER, {
    description:
      'Grants full access to cluster management and data indices. This role also grants direct read-only access to restricted indices ' +
        'like .security. A user with this role can impersonate any other user in the system, manage security and create roles with ' +
        'unlimited privileges. Take extra care when assigning it to a user.',
    metadata: { _reserved: true },
    elasticsearch: {
      cluster: ['all'],
      indices: everyIndex,
      remote_indices: everyIndex.map(privileges => ({ clusters: ['*'], ...privileges })),
      run_as: ['*'],
    },
    kibana: inAllSpaces('*'),
  }],
  ['viewer', {
    description: 'Grants read-only access to all features in Kibana (including Solutions) and to data indices.',
    metadata: { _reserved: true },
    elasticsearch: { cluster: [], indices: [ordinary, ...ofSolutions(READ)], run_as: [] },
    kibana: inAllSpaces('read'),
  }],
  ...ROLES_OUTSIDE_CASES,
])
