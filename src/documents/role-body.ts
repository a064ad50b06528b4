import { Type, type Static } from '@sinclair/typebox'
import { In } from '../versions/schema.js'
import { checkSpaceId } from './space.js'

// Source: Kibana's security/plugin_types_server/src/authorization/role_schema.ts, security/server/routes/authorization/roles/model

const names = (minItems: number, maxItems: number, description: string) => Type.Array(Type.String(), { minItems, maxItems, description })

const indexPrivileges = {
  names: names(1, 100, 'the names of the indices, with `*` for any text'),
  field_security: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String(), { maxItems: 1000 }), {
    description: 'the readable fields: those in `grant` that are not in `except`',
    keyCheck: (key: string) => key === 'grant' || key === 'except'
      ? undefined
      : 'types that failed validation:\n- [0]: expected value to equal [grant]\n- [1]: expected value to equal [except]',
  })),
  privileges: names(1, 100, "Elasticsearch's privileges on them, such as `read`"),
  query: Type.Optional(Type.String({ description: 'a query that readable documents match, as JSON in a string' })),
  allow_restricted_indices: Type.Optional(Type.Boolean({
    description: "whether the names may match Elasticsearch's own indices; false if absent",
  })),
}

const clusters = names(1, 100, 'the aliases of the remote clusters, with `*` for any text')

/** The Elasticsearch part of a role. Only `cluster` has an effect here: it decides who may manage roles. */
export const ElasticsearchPrivilegesSchema = Type.Object({
  cluster: Type.Optional(names(0, 100, 'privileges on the cluster, such as `manage_security`')),
  remote_cluster: Type.Optional(Type.Array(Type.Object({
    privileges: names(1, 100, 'privileges on the remote clusters'),
    clusters,
  }, { additionalProperties: false }), { maxItems: 100, description: 'privileges on remote clusters' })),
  indices: Type.Optional(
    Type.Array(Type.Object(indexPrivileges, { additionalProperties: false }), { maxItems: 1000, description: 'privileges on indices' }),
  ),
  remote_indices: Type.Optional(Type.Array(
    Type.Object({ clusters, ...indexPrivileges }, { additionalProperties: false }),
    { maxItems: 1000, description: 'privileges on indices of remote clusters' },
  )),
  run_as: Type.Optional(names(0, 100, 'names of the users that a request may impersonate')),
}, { additionalProperties: false })

const checkName = (value: string) => /^[a-zA-Z0-9_-]+$/.test(value) ? undefined : "only a-z, A-Z, 0-9, '_', and '-' are allowed"

interface Entry { spaces: string[], base?: string[], feature?: Record<string, string[]> }

const BASE_PRIVILEGES = ['all', 'read']

function checkEntry ({ base = [], feature }: Entry): string | undefined {
  if (base.length === 0 && Object.values(feature ?? {}).flat().length === 0) {
    return 'either [base] or [feature] is expected, but none of them specified'
  }
  if (base.length > 0 && Object.keys(feature ?? {}).length > 0) {
    return "definition of [feature] isn't allowed when non-empty [base] is defined."
  }
}

function checkEntries (entries: readonly Entry[]): string | undefined {
  for (const [index, { spaces }] of entries.entries()) {
    for (const other of entries.slice(index + 1)) {
      const shared = spaces.filter(space => other.spaces.includes(space))
      if (shared.length > 0) return `more than one privilege is applied to the following spaces: [${[...new Set(shared)]}]`
    }
  }
}

/** Privileges in some spaces (`*` for all): on all features by `base`, on single ones by `feature`. */
const KibanaPrivilegesSchema = Type.Object({
  spaces: Type.Union([
    Type.Array(Type.Literal('*'), { minItems: 1, maxItems: 1 }),
    Type.Array(Type.String({ check: checkSpaceId }), { maxItems: 1000 }),
  ], { default: ['*'], description: 'ids of spaces, or only `*` for all' }),
  base: Type.Optional(Type.Array(Type.String(), { maxItems: 50, description: 'a privilege on all features: `all` or `read`' })),
  feature: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String({ check: checkName }), { maxItems: 100 }), {
    keyCheck: checkName, description: 'privileges on single features, by the id of the feature', examples: [{ generalCasesV3: ['all'] }],
  })),
}, { additionalProperties: false, check: checkEntry })
export type KibanaPrivileges = Static<typeof KibanaPrivilegesSchema>

/** A role in Kibana's role API and in the option `security.roles`. */
export const RoleBodySchema = Type.Object({
  description: Type.Optional(In({ since: '8.15' }, Type.String({ maxLength: 2048, description: 'a description of the role' }))),
  metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'any values, stored unchanged' })),
  elasticsearch: Type.Optional({ ...ElasticsearchPrivilegesSchema, description: 'privileges in Elasticsearch' }),
  kibana: Type.Optional(Type.Array(KibanaPrivilegesSchema, { check: checkEntries, description: 'privileges in Kibana, by spaces' })),
}, { additionalProperties: false })
export type RoleBody = Static<typeof RoleBodySchema>

/** Returns the error for an unknown `base` privilege, if any. Its text depends on the spaces of the entry. */
export function checkBasePrivileges ({ kibana = [] }: RoleBody, namespace?: string): string | undefined {
  for (const [index, { base = [], spaces }] of kibana.entries()) {
    const wrong = base.findIndex(privilege => !BASE_PRIVILEGES.includes(privilege))
    if (wrong >= 0) {
      return `[${namespace === undefined ? '' : `${namespace}.`}kibana.${index}.base.${wrong}]: unknown ` +
        `${spaces[0] === '*' ? 'global' : 'space'} privilege "${base[wrong]}", must be one of [${BASE_PRIVILEGES}]`
    }
  }
}
