import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { ElasticsearchError, illegalArgument } from '../alerts/query/elasticsearch-error.js'
import { patternOf } from '../decoding/wildcard.js'
import { BUILT_IN_ROLES } from '../documents/built-in-roles.js'
import type { RoleAttributes } from '../documents/role.js'
import { fits } from '../input/check-input.js'
import { parseDuration } from '../input/duration.js'
import type { Scope } from '../kibana/context.js'
import { schemeOf } from '../security/credentials.js'
import { completed, descriptorOf, grantsAnything, RoleDescriptorSchema, roleOf, type RoleDescriptor } from '../security/role-descriptors.js'
import { realmOf } from '../security/realm.js'
import type { ApiKey } from '../security/issued.js'
import { Answer } from './answer.js'
import { ensureCluster, type ClusterAction } from './privileges.js'
import { invalidRequest, readBody } from './read-body.js'
import { isOn, type Call, type ElasticsearchRoute } from './route.js'

const CreateApiKeySchema = Type.Partial(Type.Object({
  name: Type.String(),
  expiration: Type.String(),
  role_descriptors: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
  metadata: Type.Record(Type.String(), Type.Unknown()),
}))

const InvalidateApiKeySchema = Type.Partial(Type.Object({
  id: Type.String(),
  ids: Type.Array(Type.String()),
  name: Type.String(),
  username: Type.String(),
  realm_name: Type.String(),
  owner: Type.Boolean(),
}))

const MANAGE = ['manage_api_key', 'manage_security', 'all']
const OWN = ['manage_own_api_key', ...MANAGE]
const on = (name: string, grantedBy: readonly string[]): ClusterAction => ({ name: `cluster:admin/xpack/security/api_key/${name}`, grantedBy })

/** @throws ElasticsearchError 400 for an invalid duration */
function readExpiration (text: string): number {
  if (/^\d+(d|h|m|s|ms)$/.test(text)) return parseDuration(text)
  throw illegalArgument(`failed to parse setting [expiration] with value [${text}] as a time value: unit is missing or unrecognized`)
}

/** The error for an API key that creates one with privileges. */
const derived = () => illegalArgument('creating derived api keys requires an explicit role descriptor that is empty (has no privileges)')

const parseFailure = (reason: string) => new ElasticsearchError(400, { type: 'parse_exception', reason })

/** @throws ElasticsearchError 400 for an invalid role */
function readDescriptors (given: Readonly<Record<string, Readonly<Record<string, unknown>>>>): ApiKey['roleDescriptors'] {
  for (const [name, descriptor] of Object.entries(given)) {
    for (const [field, value] of Object.entries(descriptor)) {
      const member: TSchema | undefined = RoleDescriptorSchema.properties[field as keyof RoleDescriptor]
      if (!member) throw parseFailure(`failed to parse role [${name}]. unexpected field [${field}]`)
      if (!fits(member, value)) throw parseFailure(`failed to parse role [${name}]. unexpected value of field [${field}]`)
    }
  }
  return given
}

/** POST /_security/api_key. Source: Elasticsearch's security/authc/ApiKeyService.java */
function createApiKey ({ scope: { kibana, user }, body, authorization }: Call): object {
  const { name, expiration, role_descriptors: descriptors = {}, metadata = {} } = readBody(CreateApiKeySchema, body, 'api_key_request')
  if (name === undefined || name.trim() === '') throw invalidRequest('api key name is required')
  const roleDescriptors = readDescriptors(descriptors)
  const roles = Object.values(roleDescriptors)
  if (schemeOf(authorization) === 'apikey' && (roles.length === 0 || roles.some(grantsAnything))) throw derived()
  const creation = kibana.clock.milliseconds()
  const apiKey: ApiKey = {
    id: kibana.random.id(undefined, 20),
    name,
    key: kibana.random.id(undefined, 22),
    username: String(user.username),
    creation,
    expiration: expiration === undefined ? undefined : creation + readExpiration(expiration),
    invalidation: undefined,
    metadata,
    roleDescriptors,
    limits: roles.length === 0 ? undefined : roles.map(roleOf),
  }
  kibana.security.issued.putKey(apiKey)
  return {
    id: apiKey.id,
    name,
    ...(apiKey.expiration !== undefined && { expiration: apiKey.expiration }),
    api_key: apiKey.key,
    encoded: Buffer.from(`${apiKey.id}:${apiKey.key}`).toString('base64'),
  }
}

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
function rolesOf ({ store, security }: Scope['kibana'], username: string): Record<string, RoleAttributes> {
  return Object.fromEntries((security.identityOf(username)?.roles ?? []).flatMap(name => {
    const role = BUILT_IN_ROLES.get(name) ?? store.get('role', name)?.attributes
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
    ...(invalidation !== undefined && { invalidation }),
    username,
    realm,
    realm_type: type,
    metadata,
    role_descriptors: mapped(roleDescriptors, completed),
    ...(isOn(query.with_limited_by) && { limited_by: [mapped(rolesOf(kibana, username), descriptorOf)] }),
    ...(isOn(query.with_profile_uid) && profile !== undefined && { profile_uid: profile }),
  }
}

/** GET /_security/api_key: 404 for an unknown id. */
function getApiKeys ({ scope, query }: Call): object {
  const { id, name, username, realm_name: realm } = query
  const owner = isOn(query.owner)
  ensureCluster(scope, on('get', owner ? ['read_security', ...OWN] : ['read_security', ...MANAGE]))
  const now = scope.kibana.clock.milliseconds()
  const criteria = { ids: id === undefined ? undefined : [id], name, username: owner ? String(scope.user.username) : username, realm }
  const found = find(scope, criteria)
    .filter(({ expiration = Infinity, invalidation }) => !isOn(query.active_only) || (invalidation === undefined && expiration > now))
  const body = { api_keys: found.map(key => describe(scope, key, query)) }
  return id !== undefined && found.length === 0 ? new Answer(404, body) : body
}

/** Reads the criteria from a body; at least one is required. */
function criteriaOf (asked: Static<typeof InvalidateApiKeySchema>, caller: string): Criteria {
  const { id, ids, name, username, realm_name: realm, owner = false } = asked
  const all = ids ?? (id === undefined ? undefined : [id])
  const isAimed = [all, name, username, realm].some(criterion => criterion !== undefined)
  if (!owner && !isAimed) {
    throw invalidRequest('One of [api key id, api key name, username, realm name] must be specified if [owner] flag is false')
  }
  return { ids: all, name, username: owner ? caller : username, realm }
}

/** DELETE /_security/api_key */
function invalidateApiKeys ({ scope, body }: Call): object {
  const asked = readBody(InvalidateApiKeySchema, body, 'invalidate_api_key')
  ensureCluster(scope, on('invalidate', asked.owner ? OWN : MANAGE))
  const { issued } = scope.kibana.security
  const found = find(scope, criteriaOf(asked, String(scope.user.username)))
  const valid = found.filter(({ invalidation }) => invalidation === undefined)
  for (const key of valid) issued.putKey({ ...key, invalidation: scope.kibana.clock.milliseconds() })
  return {
    invalidated_api_keys: valid.map(({ id }) => id),
    previously_invalidated_api_keys: found.filter(({ invalidation }) => invalidation !== undefined).map(({ id }) => id),
    error_count: 0,
  }
}

const PARAMETERS = ['id', 'name', 'username', 'realm_name', 'owner', 'active_only', 'with_limited_by', 'with_profile_uid']

/** Routes for API keys, which Kibana accepts after `ApiKey`. */
export const apiKeyRoutes: readonly ElasticsearchRoute[] = [
  {
    methods: ['POST', 'PUT'],
    path: '/_security/api_key',
    summary: 'Create an API key',
    description: 'The key belongs to the caller, and `role_descriptors` limit it, in Kibana too.',
    parameters: ['refresh'],
    action: on('create', OWN),
    answer: createApiKey,
  },
  {
    methods: ['GET'],
    path: '/_security/api_key',
    summary: 'List API keys',
    description: 'Keys that requests have created since the last reset, by their names, ids, users or realms.',
    parameters: PARAMETERS,
    answer: getApiKeys,
  },
  {
    methods: ['DELETE'],
    path: '/_security/api_key',
    summary: 'Invalidate API keys',
    description: 'Invalidated keys are still listed, and refused by both services.',
    answer: invalidateApiKeys,
  },
]
