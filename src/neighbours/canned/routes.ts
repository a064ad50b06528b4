import { Type, type TSchema } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isPlainObject } from '../../decoding/plain-object.js'
import { clusterUuid } from '../../kibana/cluster-uuid.js'
import { responseHeaders, SERVER_NAME } from '../../kibana-http/response-headers.js'
import { route } from '../../kibana-http/route.js'
import { CANNED_ANSWERS, type CannedAnswer } from './answers.js'
import { ensureReadsRules, listRuleTypes } from './rules.js'
import { ensureReadsFeatures, FeaturesQuerySchema, FeaturesSchema, listFeatures } from './features.js'

/** The values of a body's placeholders. */
function valuesFor ({ scope: { kibana }, query, params }: FastifyRequest): Readonly<Record<string, unknown>> {
  const named = (part: string, values: unknown) => Object.entries(values as object).map(([name, value]) => [`${part}.${name}`, value])
  return {
    now: kibana.clock.iso(),
    uuid: kibana.uuid,
    cluster_uuid: clusterUuid(kibana),
    version: kibana.version.text,
    license: kibana.license,
    name: SERVER_NAME,
    signature: responseHeaders(kibana)['kbn-license-sig'],
    ...Object.fromEntries([...named('query', query), ...named('params', params)]),
  }
}

/** Copies a body with its placeholders filled in. A string that is only a placeholder keeps the type of its value. */
function fill (body: unknown, values: Readonly<Record<string, unknown>>): unknown {
  if (typeof body === 'string') {
    const [, whole] = /^\{([\w.]+)\}$/.exec(body) ?? []
    return whole === undefined ? body.replace(/\{([\w.]+)\}/g, (_, name: string) => String(values[name])) : values[whole]
  }
  if (Array.isArray(body)) return body.map(item => fill(item, values))
  return isPlainObject(body) ? Object.fromEntries(Object.entries(body).map(([key, value]) => [key, fill(value, values)])) : body
}

/** The schema of a body, for the OpenAPI document. */
function schemaOf (body: unknown): TSchema {
  if (Array.isArray(body)) return Type.Array(Type.Unknown())
  if (!isPlainObject(body)) return Type.Unknown()
  return Type.Object(Object.fromEntries(Object.entries(body).map(([key, value]) => [key, schemaOf(value)])), { additionalProperties: true })
}

/** Accepts any parameters, for routes without a schema. */
const NOTHING = Type.Object({}, { additionalProperties: true })
const common = { checkedBy: 'core', space: 'any' } as const

function send ({ body, added, status = 200 }: CannedAnswer, request: FastifyRequest, reply: FastifyReply): void {
  const whole = added ? { ...body as object, ...added(request.query as Record<string, unknown>) } : body
  reply.code(status).send(fill(whole, valuesFor(request)))
}

/** Routes for start-up calls, with fixed answers. */
export const cannedRoutes: FastifyPluginAsyncTypebox = async app => {
  for (const canned of CANNED_ANSWERS) {
    const { id, tag, path, summary, description, params = NOTHING, query = NOTHING, status, body, refusal, apiPrivileges } = canned
    const answer = status === undefined ? schemaOf(body) : Type.Object({}, { additionalProperties: true })
    const rules = { ...common, ...(apiPrivileges && { apiPrivileges }) }
    app.get(path, route({ ...rules, id, tag, summary, description, params, query, answer }), (request, reply) => {
      if (refusal !== undefined) ensureReadsRules(request.scope.authorization, refusal)
      send(canned, request, reply)
    })
  }

  app.get('/api/alerting/rule_types', route({
    ...common,
    id: 'listRuleTypes',
    tag: 'rules',
    summary: 'List the types of alerting rules',
    description: 'Three types that every Kibana has, without those that the caller may not read.',
    query: NOTHING,
    answer: Type.Array(Type.Unknown()),
  }), ({ scope }) => listRuleTypes(scope.authorization))

  app.get('/api/features', route({
    ...common,
    id: 'listFeatures',
    tag: 'roles',
    summary: 'List the features',
    description: 'Those of Cases, connectors and saved objects. Needs all privileges on all features.',
    query: FeaturesQuerySchema,
    answer: FeaturesSchema,
  }), request => {
    ensureReadsFeatures(request.scope)
    return listFeatures(request.scope)
  })
}
