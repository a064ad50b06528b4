import { Type, type Static } from '@sinclair/typebox'
import { patternOf } from '../decoding/wildcard.js'
import type { RoleAttributes } from '../documents/role.js'
import type { Scope } from '../kibana/context.js'
import { findRole } from '../security/find-role.js'
import { completed, descriptorOf } from '../security/role-descriptors.js'
import { realmOf } from '../security/realm.js'
import type { ApiKey } from '../security/issued.js'
import { Answer } from './answer.js'
import { createApiKey } from './create-api-key.js'
import { ensureCluster, type Action } from './privileges.js'
import { invalidRequest, readBody } from './read-body.js'
import { isOn, type Call, type ElasticsearchRoute } from './route.js'
import { keysTellTheirInvalidation } from './versions.js'

const InvalidateApiKeySchema = Type.Partial(Type.Object({
  ids: Type.Array(Type.String()),
  name: Type.String(),
  username: Type.String(),
  realm_name: Type.String(),
  owner: Type.Boolean(),
}))

const MANAGE = ['manage_api_key', 'manage_security', 'all']
const OWN = ['manage_own_api_key', ...MANAGE]
const on = (name: string, grantedBy: readonly string[]): Action => ({
  name: `cluster:admin/xpack/security/api_key/${name}`, grantedBy,
})

/** Criteria for API keys. An absent criterion matches all keys. */
interface Criteria {
  readonly ids?: readonly string[] | undefined
  readonly name?: string | undefined
  readonly username?: string | undefined
  readonly realm?: string | undefined
}

const find = ({ kibana }: Scope, { ids, name, username, realm }: Criteria): ApiKey[] => kibana.security.issued.keys.filter(key =>
  (ids === undefined || ids.includes(key.id)) && (name === undefined || patternOf(name).test(key.name)) &&
  (username === undefined || key.username === username) && (realm === undefined || realmOf(key.username).name === realm))

const mapped = <From, To>(members: Readonly<Record<string, From>>, change: (member: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, change(member)]))

/** The roles of a user that exist, by name. */
function rolesOf (kibana: Scope['kibana'], username: string): Record<string, RoleAttributes> {
  return Object.fromEntries((kibana.security.identityOf(username)?.roles ?? []).flatMap(name => {
    const role = findRole(kibana, name)
    return role ? [[name, role]] : []
  }))
}

function describe ({ kibana }: Scope, key: ApiKey, query: Call['query']): object {
  const { id, name, creation, expiration, invalidation, username, metadata, roleDescriptors } = key
  const profile = kibana.security.profiles.uidOf(username)
  const { name: realm, type } = realmOf(username)
  return {
    id,
    name,
    type: 'rest',
    creation,
    ...(expiration !== undefined && { expiration }),
    invalidated: invalidation !== undefined,
    ...(invalidation !== undefined && keysTellTheirInvalidation(kibana.version) && { invalidation }),
    username,
    realm,
    realm_type: type,
    metadata,
    role_descriptors: mapped(roleDescriptors, completed),
    ...(isOn(query.with_limited_by) && { limited_by: [mapped(rolesOf(kibana, username), descriptorOf)] }),
    ...(isOn(query.with_profile_uid) && profile !== undefined && { profile_uid: profile }),
  }
}

/** The words in messages about criteria, which differ between the two requests. */
interface Wording { readonly id: string, readonly are: string, readonly doing: string }

/**
 * Checks that no two criteria exclude each other.
 * @throws ElasticsearchError 400
 * Source: Elasticsearch's core/security/action/apikey/{GetApiKeyRequest,InvalidateApiKeyRequest}.java
 */
function ensureCompatible ({ ids, name, username, realm }: Criteria, owner: boolean, { id, are, doing }: Wording): void {
  const areUsers = username !== undefined || realm !== undefined
  const problems = [
    ...(areUsers && (ids !== undefined || name !== undefined)
      ? [`username or realm name must not be specified when the api key ${id} or api key name ${are} specified`]
      : []),
    ...(areUsers && owner ? [`neither username nor realm-name may be specified when ${doing} owned API keys`] : []),
    ...(ids !== undefined && name !== undefined ? [`only one of [api key ${id}, api key name] can be specified`] : []),
  ]
  if (problems.length > 0) throw invalidRequest(...problems)
}

const ownKeys = ({ user }: Scope, criteria: Criteria, owner: boolean): Criteria =>
  owner ? { ...criteria, username: String(user.username) } : criteria

/** GET /_security/api_key: 404 for an unknown id. */
function getApiKeys ({ scope, query }: Call): object {
  const { id, name, username, realm_name: realm } = query
  const owner = isOn(query.owner)
  const criteria = { ids: id === undefined ? undefined : [id], name, username, realm }
  ensureCompatible(criteria, owner, { id: 'id', are: 'is', doing: 'retrieving' })
  ensureCluster(scope, on('get', owner ? ['read_security', ...OWN] : ['read_security', ...MANAGE]))
  const now = scope.kibana.clock.milliseconds()
  const found = find(scope, ownKeys(scope, criteria, owner))
    .filter(({ expiration = Infinity, invalidation }) => !isOn(query.active_only) || (invalidation === undefined && expiration > now))
  const body = { api_keys: found.map(key => describe(scope, key, query)) }
  return id !== undefined && found.length === 0 ? new Answer(404, body) : body
}

/**
 * Reads the criteria from a body; at least one is required.
 * @throws ElasticsearchError 400
 */
function criteriaOf ({ ids, name, username, realm_name: realm, owner = false }: Static<typeof InvalidateApiKeySchema>): Criteria {
  const criteria = { ids, name, username, realm }
  if (!owner && Object.values(criteria).every(criterion => criterion === undefined)) {
    throw invalidRequest('One of [api key id(s), api key name, username, realm name] must be specified if [owner] flag is false')
  }
  if (criteria.ids?.length === 0) throw invalidRequest('Field [ids] cannot be an empty array')
  ensureCompatible(criteria, owner, { id: 'id(s)', are: 'are', doing: 'invalidating' })
  return criteria
}

/** DELETE /_security/api_key */
function invalidateApiKeys ({ scope, body }: Call): object {
  const asked = readBody(InvalidateApiKeySchema, body, 'invalidate_api_key')
  const criteria = criteriaOf(asked)
  ensureCluster(scope, on('invalidate', asked.owner ? OWN : MANAGE))
  const { issued } = scope.kibana.security
  const found = find(scope, ownKeys(scope, criteria, asked.owner === true))
  const valid = found.filter(({ invalidation }) => invalidation === undefined)
  for (const key of valid) issued.putKey({ ...key, invalidation: scope.kibana.clock.milliseconds() })
  return {
    invalidated_api_keys: valid.map(({ id }) => id),
    previously_invalidated_api_keys: found.filter(({ invalidation }) => invalidation !== undefined).map(({ id }) => id),
    error_count: 0,
  }
}

const PARAMETERS = ['id', 'name', 'username', 'realm_name', 'owner', 'active_only', 'with_limited_by', 'with_profile_uid']

/** Routes for API keys, which Kibana accepts too. */
export const apiKeyRoutes: readonly ElasticsearchRoute[] = [
  {
    methods: ['POST', 'PUT'],
    path: '/_security/api_key',
    summary: 'Create an API key',
    description: 'The key belongs to the caller. `role_descriptors` limit it, also in Kibana.',
    parameters: ['refresh'],
    action: on('create', OWN),
    answer: createApiKey,
  },
  {
    methods: ['GET'],
    path: '/_security/api_key',
    summary: 'List API keys',
    description: 'Keys that requests have created since the last reset, selected by name, id, user or realm.',
    parameters: PARAMETERS,
    answer: getApiKeys,
  },
  {
    methods: ['DELETE'],
    path: '/_security/api_key',
    summary: 'Invalidate API keys',
    description: 'Invalidated keys are still listed, but both Elasticsearch and Kibana refuse them.',
    answer: invalidateApiKeys,
  },
]
