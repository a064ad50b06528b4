import { Type, type Static } from '@sinclair/typebox'
import { ElasticsearchPrivilegesSchema, type RoleBody } from './role-body.js'

const strings = Type.Array(Type.String())

/** The stored attributes of a role; its id is its name. */
export const RoleAttributesSchema = Type.Object({
  description: Type.Optional(Type.String()),
  metadata: Type.Record(Type.String(), Type.Unknown()),
  elasticsearch: Type.Intersect([
    ElasticsearchPrivilegesSchema,
    Type.Object({ cluster: strings, run_as: strings }),
  ]),
  kibana: Type.Array(Type.Object({
    base: strings,
    feature: Type.Record(Type.String(), strings),
    spaces: strings,
  })),
})
export type RoleAttributes = Readonly<Static<typeof RoleAttributesSchema>>

/** The built-in role that can do everything. Its powers are rules, not listed privileges. */
export const SUPERUSER = 'superuser'
export const SUPERUSER_ROLE: RoleAttributes = {
  description: 'Grants full access to cluster management and data indices. This role also grants direct read-only access to restricted indices like .security. A user with this role can impersonate any other user in the system.',
  metadata: { _reserved: true },
  elasticsearch: {
    cluster: ['all'],
    indices: [
      { names: ['*'], privileges: ['all'], allow_restricted_indices: false },
      { names: ['*'], privileges: ['monitor', 'read', 'view_index_metadata', 'read_cross_cluster'], allow_restricted_indices: true },
    ],
    run_as: ['*'],
  },
  kibana: [{ base: [], feature: {}, spaces: ['*'] }],
}

const withDefault = <Index extends { allow_restricted_indices?: boolean | undefined }>(index: Index) => ({ ...index, allow_restricted_indices: index.allow_restricted_indices ?? false })

/** Converts a role to the form that Elasticsearch returns. */
export function toRoleAttributes ({ description, metadata = {}, elasticsearch = {}, kibana = [] }: RoleBody): RoleAttributes {
  const { cluster = [], indices = [], run_as = [], remote_cluster, remote_indices } = elasticsearch
  return {
    ...(description && { description }),
    metadata,
    elasticsearch: {
      cluster,
      ...(remote_cluster && { remote_cluster }),
      indices: indices.map(withDefault),
      ...(remote_indices && { remote_indices: remote_indices.map(withDefault) }),
      run_as,
    },
    kibana: kibana.map(({ base = [], feature = {}, spaces }) => ({
      base,
      feature: Object.fromEntries(Object.entries(feature).filter(([, privileges]) => privileges.length > 0)),
      spaces,
    })),
  }
}
