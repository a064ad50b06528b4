import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ControlErrorSchema } from '../../src/control/schema.js'
import { createOpenApi } from '../../src/openapi/document.js'
import { ErrorBodySchema } from '../../src/kibana-http/error-body.js'
import { targetOf } from '../../src/kibana-http/target.js'
import { DocumentCheck } from './document.js'
import { listen } from './listen.js'

const checks = new Map<string, Promise<DocumentCheck>>()

function checkOf (version: string): Promise<DocumentCheck> {
  let check = checks.get(version)
  if (!check) {
    check = createOpenApi(version).then(document => new DocumentCheck(document))
    checks.set(version, check)
  }
  return check
}

/** With security off there is no caller, and the answer is empty; OpenAPI cannot describe an answer that is either JSON or empty. */
const CALLER = '/internal/security/me'

const json = (schema: object) => ({ 'application/json': { schema: schema as Record<string, unknown> } })

/** Without a route, Kibana and the control routes answer in their own formats; browsers with wrong credentials get a page. */
const contentWithoutRoute = (url: string, status: number) => ({
  ...json(/^\/_(?:mock|sandbox)(?:\/|$)/.test(url) ? ControlErrorSchema : ErrorBodySchema), ...(status === 401 && { 'text/html': {} }),
})

async function problemOf (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<string | undefined> {
  const { raw, is404, method, url, routeOptions, entry } = request
  // Faults and stubs are defined by the test; the document describes Kibana, not Elasticsearch
  if (entry?.fault || request.stub || reply.hasHeader('x-elastic-product')) return undefined
  const check = await checkOf(targetOf(raw).kibana.settings.kibanaVersion)
  const { statusCode: status } = reply
  const contentType = reply.getHeader('content-type') as string | undefined
  // A path with a trailing slash is redirected to one without it, on any route
  if (is404 || status === 302) {
    const problem = check.problemOfContent(status === 302 ? undefined : contentWithoutRoute(url, status), contentType, payload)
    return problem === undefined ? undefined : `${method} ${url} answers ${status} without a route, but ${problem}`
  }
  if (url.startsWith(CALLER) && payload === undefined) return undefined
  const path = routeOptions.url!.replace(/:(\w+)/g, '{$1}').replace('*', '{*}')
  return check.problemOf({ method: method === 'HEAD' ? 'GET' : method, path, status, contentType, payload })
}

/**
 * Validates every response of every server that this process creates from now on against the OpenAPI document, and reports
 * each mismatch once.
 * @returns a function that stops this for later servers
 */
export function checkAnswers (report: (problem: string) => void): () => void {
  const reported = new Set<string>()
  return listen<{ fastify: FastifyInstance }>('fastify.initialization', ({ fastify }) => {
    // The first of all hooks, so that it sees responses before compression
    fastify.addHook('onSend', async (request, reply, payload) => {
      const problem = await problemOf(request, reply, payload)
      if (problem === undefined || reported.has(problem)) return
      reported.add(problem)
      report(problem)
    })
  })
}
