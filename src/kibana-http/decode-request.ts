import type { TSchema } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { configSchema } from '../decoding/config-schema.js'
import { decoder } from '../decoding/decode.js'
import { securityDecoder } from '../decoding/security.js'
import { zodDecoder } from '../decoding/zod.js'
import { byVersion } from '../versions/by-version.js'
import { schemaAt } from '../versions/schema.js'
import type { Version } from '../versions/version.js'
import { ensureShape, type Payload } from './request-schema.js'
import { targetOf } from './target.js'

/** The parts of a request that schemas describe, in the order in which Kibana's router checks them. */
const PARTS = ['params', 'query', 'body'] as const
type Part = typeof PARTS[number]

/**
 * The grammar of a route's input: that of Cases, of Kibana's core, of core with a zod body, or of Elastic Security; with `operation`,
 * the operation checks the input itself.
 */
export type Grammar = 'cases' | 'core' | 'zod' | 'security' | 'operation'

/** Decodes one part of a request. */
export interface PartDecoder {
  readonly part: Part
  readonly decode: (input: unknown, version: Version) => unknown
}

/** The decoders of a route, from the schemas of its parts. */
export function decodersOf (
  schemas: Readonly<Record<Part, TSchema | undefined>>, grammar: Grammar = 'cases', payload?: Payload,
): PartDecoder[] {
  if (grammar === 'operation') return []
  const decoders = PARTS.flatMap((part): PartDecoder[] => {
    const schema = schemas[part]
    return schema ? [{ part, decode: decoderOf(part, schema, grammar) }] : []
  })
  // Core checks the query before the body
  if (grammar === 'core' && payload !== undefined && payload !== 'any') decoders.push({ part: 'body', decode: ensureShape[payload] })
  return decoders
}

function decoderOf (part: Part, schema: TSchema, grammar: Grammar): PartDecoder['decode'] {
  if (grammar === 'cases') return decoder(schema)
  if (grammar === 'security' && part === 'body') return securityDecoder(schema)
  return grammar === 'zod' && part === 'body' ? zodDecoder(schema) : coreDecoder(schema, `request ${part}`)
}

function coreDecoder (schema: TSchema, namespace: string): PartDecoder['decode'] {
  const checkAt = byVersion(version => configSchema(schemaAt(schema, version)))
  return (input, version) => checkAt(version)(input, namespace, version)
}

/**
 * Replaces the parts of a request with their decoded values.
 * @throws KibanaError 400
 */
export function decodeRequest (request: FastifyRequest): void {
  const { decoders = [], prepare } = request.route.config
  prepare?.(request)
  const { version } = targetOf(request.raw).kibana
  for (const { part, decode } of decoders) request[part] = decode(request[part], version)
}
