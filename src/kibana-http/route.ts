import { Type, type TNull, type TObject, type TSchema } from '@sinclair/typebox'
import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import { withoutUndefined } from '../input/without-keys.js'
import type { ApiPrivilege } from '../security/features.js'
import { byVersion } from '../versions/by-version.js'
import type { Lifespan } from '../versions/cuts.js'
import { trimmerOf } from '../versions/trim.js'
import type { Version } from '../versions/version.js'
import { sharedTrim } from './answer-json.js'
import { LIFESPAN_CONSTRAINT } from './lifespan-constraint.js'
import { decodersOf, type Grammar, type PartDecoder } from './decode-request.js'
import { ErrorBodySchema } from './error-body.js'
import type { Payload } from './request-schema.js'

/** Settings of the pipeline for the requests of a route. */
interface RouteRules {
  /**
   * Public routes send the API version, internal ones require a header that names the caller, and pages do neither. `public` by
   * default.
   */
  readonly access?: 'public' | 'internal' | 'page'
  /**
   * When the request enters its space: before its input is decoded (the default), afterwards, or not at all, for routes that
   * also work in unknown spaces.
   */
  readonly space?: 'before-decoding' | 'after-decoding' | 'any'
  /** The grammar that checks the input; by default that of Cases. */
  readonly checkedBy?: Grammar
  /** The bodies that the route's schema accepts: an object or null (`nullable`) by default; anything if core checks it. */
  readonly payload?: Payload
  /** The versions in which the route is versioned: it then checks the header `elastic-api-version`, which the routes of Cases ignore. */
  readonly versioned?: (version: Version) => boolean
  /** The route as a whole requires one of these privileges, in addition to those that its operation requires. */
  readonly apiPrivileges?: readonly ApiPrivilege[] | ((version: Version) => readonly ApiPrivilege[])
  /** Credentials are required (the default), optional or ignored. */
  readonly authentication?: Authentication | ((version: Version) => Authentication)
  /** Reads a multipart upload; the result becomes the request's body. */
  readonly multipart?: (request: FastifyRequest) => Promise<unknown>
  /** Whether the route is deprecated: `announced` adds a warning to its successful responses. */
  readonly deprecated?: 'announced' | 'unannounced'
  /** True if the path may end in a slash, for a parameter that may be empty. For other routes, such a path is unknown. */
  readonly emptyEnd?: boolean
  /** Runs after the space is entered and before the input is decoded. */
  readonly prepare?: (request: FastifyRequest) => void
}

type Authentication = 'required' | 'optional' | 'none'

declare module 'fastify' {
  interface FastifyContextConfig extends RouteRules {
    /** True if there is an answer, with status 200; otherwise the status is 204. */
    readonly isAnswered?: boolean
    readonly decoders?: readonly PartDecoder[]
    /** Removes keys from an answer that a version does not have. */
    readonly trimmerAt?: (version: Version) => ((answer: unknown) => unknown) | undefined
    readonly lifespan?: Lifespan
  }
}

/** A route as declared in `routes.ts`. The types of the handler's request and answer follow from the schemas. */
interface RouteDeclaration<
  Params extends TObject | undefined, Query extends TSchema | undefined, Body extends TSchema | undefined, Answer extends TSchema,
> extends RouteRules, Lifespan {
  /** Name in the OpenAPI document. */
  readonly id: string
  /** Area in the OpenAPI document. */
  readonly tag: string
  /** A one-line summary for the OpenAPI document. */
  readonly summary: string
  /** A longer description for the OpenAPI document. */
  readonly description?: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** The answer with status 200. A route without one answers 204 (its handler returns `null`), unless it has `others`. */
  readonly answer?: Answer
  /** The description of an HTML page, in place of `answer`. */
  readonly page?: string
  /** Statuses of other successful responses without a body, with their meanings. The handler sends them itself. */
  readonly others?: Readonly<Record<number, string>>
  /** The body of the route's own errors, if they are not in Kibana's format. */
  readonly errors?: TSchema
  /** Media type of the body, if it is not JSON. */
  readonly consumes?: string[]
}

/**
 * Returns Fastify's options for a Kibana route.
 * @example
 * app.get('/api/cases/tags', route({
 *   id: 'getTags', summary: 'List the tags of cases', tag: 'cases', query: OwnersQuerySchema, answer: Type.Array(Type.String()),
 * }), request => getTags(request.scope, request.query))
 * @example
 * // A route that 9.0 removed: in 9.0 its path is unknown, or belongs to another route
 * app.get('/api/cases/status', route({ id: 'getCaseStatus', summary, tag: 'cases', until: '9.0', query, answer }), …)
 */
export function route<
  Params extends TObject | undefined = undefined, Query extends TSchema | undefined = undefined,
  Body extends TSchema | undefined = undefined, Answer extends TSchema = TNull,
> ({
  id, tag, summary, description, params, query, body, answer, page, others, errors, consumes, since, until, ...rules
}: RouteDeclaration<Params, Query, Body, Answer>) {
  return {
    config: {
      access: 'public',
      ...rules,
      isAnswered: (answer ?? page ?? others) !== undefined,
      decoders: decodersOf({ params, query, body }, rules.checkedBy, rules.payload),
      lifespan: { since, until },
      ...(answer && { trimmerAt: byVersion(version => trimmerOf(answer, version, sharedTrim)) }),
    },
    ...((since ?? until) !== undefined && { constraints: { [LIFESPAN_CONSTRAINT]: { since, until } } }),
    // Fastify warns of a part whose schema is `undefined`
    schema: withoutUndefined({
      operationId: id,
      tags: [tag],
      summary,
      ...(description !== undefined && { description }),
      ...(rules.deprecated && { deprecated: true }),
      ...(consumes && { consumes }),
      params: params as Params,
      querystring: query as Query,
      body: body as Body,
      response: {
        ...responsesOf(answer, page, others),
        ...(errors && { '4xx': Type.Union([ErrorBodySchema, errors]) }),
        ...(rules.access === 'page' && { 401: UnauthenticatedSchema }),
      },
    }),
  } satisfies { config: FastifyContextConfig, schema: object }
}

const html = { schema: Type.String() }

/** The response of a page without valid credentials: HTML for browsers, Kibana's error format for other clients. */
const UnauthenticatedSchema = {
  description: 'invalid credentials in a header',
  content: { 'text/html': html, 'application/json': { schema: ErrorBodySchema } },
}

/** Response schemas by status. In the handler's type, a route without an answer returns null. */
function responsesOf<Answer extends TSchema> (
  answer: Answer | undefined, page: string | undefined,
  others: Readonly<Record<number, string>> = answer ?? page ? {} : { 204: 'no content' },
): { 200: Answer } {
  const responses: Record<string, object> = {
    ...(answer && { 200: answer }),
    ...(page !== undefined && { 200: { description: page, content: { 'text/html': html } } }),
    ...Object.fromEntries(Object.entries(others).map(([status, description]) => [status, Type.Null({ description })])),
    '4xx': ErrorBodySchema,
  }
  return responses as { 200: Answer }
}
