import { Type, type Static } from '@sinclair/typebox'
import { ElasticsearchPrivilegesSchema, type RoleBody } from './role-body.js'

const strings = (description: string) => Type.Array(Type.String(), { description })

/** The stored attributes of a role; its id is its name. */
export const RoleAttributesSchema = Type.Object({
  description: Type.Optional(Type.String({ description: 'a description of the role' })),
  metadata: Type.Record(Type.String(), Type.Unknown(), { description: 'any values, stored unchanged' }),
  elasticsearch: Type.Intersect([
    ElasticsearchPrivilegesSchema,
    Type.Object({
      cluster: strings('privileges on the cluster, such as `manage_security`'),
      run_as: strings('names of the users that a request may impersonate'),
    }),
  ], { description: 'privileges in Elasticsearch' }),
  kibana: Type.Array(Type.Object({
    _reserved: Type.Optional(strings("privileges that only Elasticsearch's built-in roles have")),
    base: strings('a privilege on all features: `all` or `read`'),
    feature: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'privileges on single features, by the id of the feature',
    }),
    spaces: strings('ids of spaces, or only `*` for all'),
  }), { description: 'privileges in Kibana, by spaces' }),
})
export type RoleAttributes = Readonly<Static<typeof RoleAttributesSchema>>

const withDefault = <Index extends { allow_restricted_indices?: boolean | undefined }>(index: Index) => (
  { ...index, allow_restricted_indices: index.allow_restricted_indices ?? false }
)

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
