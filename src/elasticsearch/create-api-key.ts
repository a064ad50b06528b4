import { Type } from '@sinclair/typebox'
import { illegalArgument } from '../alerts/query/elasticsearch-error.js'
import { fits } from '../input/check-input.js'
import { parseDuration } from '../input/duration.js'
import { schemeOf } from '../security/credentials.js'
import type { ApiKey } from '../security/issued.js'
import { grantsAnything, RoleDescriptorSchema, roleOf } from '../security/role-descriptors.js'
import { invalidRequest, memberOf, parseFailure, readBody } from './read-body.js'
import type { Call } from './route.js'

const CreateApiKeySchema = Type.Partial(Type.Object({
  name: Type.String(),
  expiration: Type.String(),
  role_descriptors: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
  metadata: Type.Record(Type.String(), Type.Unknown()),
}))

/** @throws ElasticsearchError 400 for an invalid duration */
function readExpiration (text: string): number {
  if (/^\d+(d|h|m|s|ms)$/.test(text)) return parseDuration(text)
  throw illegalArgument(`failed to parse setting [expiration] with value [${text}] as a time value: unit is missing or unrecognized`)
}

/** The problems of a new API key. Source: Elasticsearch's core/security/action/apikey/AbstractCreateApiKeyRequest.java */
function problemsOf (name: string, metadata: Readonly<Record<string, unknown>>): string[] {
  const problems: readonly (readonly [boolean, string])[] = [
    [name === '', 'api key name is required'],
    [name.length > 256, 'api key name may not be more than 256 characters long'],
    [name !== name.trim(), 'api key name may not begin or end with whitespace'],
    [name.startsWith('_'), 'api key name may not begin with an underscore'],
    [Object.keys(metadata).some(key => key.startsWith('_')), 'API key metadata keys may not start with [_]'],
  ]
  return problems.flatMap(([isFound, problem]) => isFound ? [problem] : [])
}

/** The error for an API key that creates another one with privileges. */
const derived = () => illegalArgument('creating derived api keys requires an explicit role descriptor that is empty (has no privileges)')

/** @throws ElasticsearchError 400 for an invalid role */
function readDescriptors (given: Readonly<Record<string, Readonly<Record<string, unknown>>>>): ApiKey['roleDescriptors'] {
  for (const [name, descriptor] of Object.entries(given)) {
    for (const [field, value] of Object.entries(descriptor)) {
      const member = memberOf(RoleDescriptorSchema, field)
      if (!member) throw parseFailure(`failed to parse role [${name}]. unexpected field [${field}]`)
      if (!fits(member, value)) throw parseFailure(`failed to parse role [${name}]. unexpected value of field [${field}]`)
    }
  }
  return given
}

/** POST /_security/api_key. Source: Elasticsearch's security/authc/ApiKeyService.java */
export function createApiKey ({ scope: { kibana, user }, body, authorization }: Call): object {
  const { name = '', expiration, role_descriptors: descriptors = {}, metadata = {} } = readBody(CreateApiKeySchema, body, 'api_key_request')
  const roleDescriptors = readDescriptors(descriptors)
  const problems = problemsOf(name, metadata)
  if (problems.length > 0) throw invalidRequest(...problems)
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
