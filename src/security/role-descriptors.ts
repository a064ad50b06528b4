import { Type, type Static } from '@sinclair/typebox'
import { patternOf } from '../decoding/wildcard.js'
import type { RoleAttributes } from '../documents/role.js'

const Names = Type.Union([Type.String(), Type.Array(Type.String())])
const Anything = Type.Record(Type.String(), Type.Unknown())

const IndexPrivilegesSchema = Type.Object({
  names: Names,
  privileges: Names,
  field_security: Type.Optional(Anything),
  query: Type.Optional(Type.Unknown()),
  allow_restricted_indices: Type.Optional(Type.Boolean()),
}, { additionalProperties: false })

/** The privileges that an API key may use, in Elasticsearch's format for roles. Source: Elasticsearch's RoleDescriptor.java */
export const RoleDescriptorSchema = Type.Partial(Type.Object({
  cluster: Names,
  indices: Type.Array(IndexPrivilegesSchema),
  index: Type.Array(IndexPrivilegesSchema),
  applications: Type.Array(
    Type.Object({ application: Type.String(), privileges: Names, resources: Names }, { additionalProperties: false }),
  ),
  run_as: Names,
  metadata: Anything,
  transient_metadata: Anything,
  restriction: Anything,
  remote_indices: Type.Array(Anything),
  remote_cluster: Type.Array(Anything),
  global: Anything,
  description: Type.String(),
}))
export type RoleDescriptor = Static<typeof RoleDescriptorSchema>

/** The application of Kibana's privileges in Elasticsearch. */
const APPLICATION = 'kibana-.kibana'
/** The wildcard for all applications, privileges or spaces. */
const EVERY = '*'

const listOf = (names: string | readonly string[] = []): string[] => [names].flat()

/** A descriptor as Elasticsearch returns it. */
export function completed ({ cluster, indices, index = [], applications = [], run_as, metadata = {}, ...rest }: RoleDescriptor) {
  return {
    cluster: listOf(cluster),
    indices: (indices ?? index).map(({ names, privileges, allow_restricted_indices: isRestricted = false, ...others }) => (
      { names: listOf(names), privileges: listOf(privileges), ...others, allow_restricted_indices: isRestricted }
    )),
    applications: applications.map(({ application, privileges, resources }) => (
      { application, privileges: listOf(privileges), resources: listOf(resources) }
    )),
    run_as: listOf(run_as),
    metadata,
    ...rest,
    transient_metadata: { enabled: true },
  }
}

type Grant = RoleAttributes['kibana'][number]

/**
 * Converts privileges from their names in Elasticsearch, such as `feature_generalCasesV3.read`.
 * Source: Kibana's security/server/authorization/privilege_serializer.ts
 */
function grantOf (privileges: readonly string[], spaces: string[]): Grant {
  const feature = new Map<string, string[]>()
  for (const [, id = '', name = ''] of privileges.map(privilege => /^feature_([^.]+)\.(.+)$/.exec(privilege) ?? [])) {
    if (id !== '') feature.set(id, [...feature.get(id) ?? [], name])
  }
  const base = privileges.flatMap(privilege => privilege === EVERY ? 'all' : /^(?:space_)?(all|read)$/.exec(privilege)?.[1] ?? [])
  return { base, feature: Object.fromEntries(feature), spaces }
}

const SPACE = 'space:'
const RESERVED = 'reserved_'
const spaceOf = (resource: string): string[] =>
  resource === EVERY ? [EVERY] : resource.startsWith(SPACE) ? [resource.slice(SPACE.length)] : []

/** Converts a descriptor to a role. */
export function roleOf (descriptor: RoleDescriptor): RoleAttributes {
  const { cluster, indices, applications, run_as, metadata } = completed(descriptor)
  return {
    metadata,
    elasticsearch: {
      cluster,
      run_as,
      indices: indices.map(({ names, privileges, allow_restricted_indices }) => ({ names, privileges, allow_restricted_indices })),
    },
    kibana: applications.filter(({ application }) => patternOf(application).test(APPLICATION))
      .map(({ privileges, resources }) => grantOf(privileges, resources.flatMap(spaceOf))),
  }
}

/** Converts a role to a descriptor. */
export function descriptorOf ({ metadata, elasticsearch: { cluster, indices = [], run_as }, kibana }: RoleAttributes) {
  return completed({
    cluster,
    indices,
    run_as,
    metadata,
    applications: kibana.map(({ _reserved, base, feature, spaces }) => {
      if (_reserved) return { application: 'kibana-*', privileges: _reserved.map(name => RESERVED + name), resources: [EVERY] }
      const isGlobal = spaces.includes(EVERY)
      const features = Object.entries(feature).flatMap(([id, names]) => names.map(name => `feature_${id}.${name}`))
      return {
        application: base.includes(EVERY) ? EVERY : APPLICATION,
        privileges: [...base.map(privilege => isGlobal ? privilege : `space_${privilege}`), ...features],
        resources: isGlobal ? [EVERY] : spaces.map(space => SPACE + space),
      }
    }),
  })
}

/** Whether a descriptor grants anything. */
export const grantsAnything = (descriptor: RoleDescriptor): boolean => {
  const { cluster, indices, applications, run_as, remote_indices = [], remote_cluster = [] } = completed(descriptor)
  return [cluster, indices, applications, run_as, remote_indices, remote_cluster].some(({ length }) => length > 0)
}
