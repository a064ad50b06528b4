import type { FastifyRequest } from 'fastify'
import { ElasticsearchError } from '../alerts/query/elasticsearch-error.js'
import type { Version } from '../versions/version.js'
import { wrongContentType } from './answer.js'
import { mediaTypesOfNineAreAccepted } from './versions.js'

const JSON_TYPE = 'application/json'
const VENDOR = /^application\/vnd\.elasticsearch\+(json|x-ndjson)$/

/** Parses a media type and the major version that it requests. */
function parse (header: string): { readonly type: string, readonly compatibleWith: number | undefined } {
  const [type = '', ...parameters] = header.split(';').map(part => part.trim().toLowerCase())
  const [, major] = /^compatible-with=(\d+)$/.exec(parameters.find(parameter => parameter.startsWith('compatible-with=')) ?? '') ?? []
  return { type, compatibleWith: VENDOR.test(type) ? Number(major) : undefined }
}

function ensureCompatible (header: string, name: 'Accept' | 'Content-Type', compatibleWith: number | undefined, version: Version): void {
  const current = mediaTypesOfNineAreAccepted(version) ? 9 : 8
  if (compatibleWith === undefined || compatibleWith === current || compatibleWith === current - 1) return
  const cause = { type: 'media_type_header_exception', reason: 'Invalid media-type value on headers [Accept, Content-Type]' }
  const reason = `${name} version must be either version ${current} or ${current - 1}, but found ${compatibleWith}. ${name}=${header}`
  throw new ElasticsearchError(400, cause, { ...cause, caused_by: { type: 'status_exception', reason } })
}

/** The content type of the response: Elasticsearch's own, if the request accepts it. */
export function answerType ({ headers: { accept = '' } }: Pick<FastifyRequest, 'headers'>): string {
  const { compatibleWith } = parse(accept)
  return compatibleWith === undefined ? JSON_TYPE : `application/vnd.elasticsearch+json;compatible-with=${compatibleWith}`
}

/**
 * Checks the media types of a request.
 * @throws ElasticsearchError 400 for a major version other than the current and the previous one, Answer 406 for a body that is not JSON
 * Source: Elasticsearch's rest/{RestController,RestRequest,RestCompatibleVersionHelper}.java (PR 80253)
 */
export function checkMediaTypes ({ headers }: FastifyRequest, version: Version, hasBody: boolean): void {
  const { accept = '', 'content-type': contentType = '' } = headers
  ensureCompatible(accept, 'Accept', parse(accept).compatibleWith, version)
  if (!hasBody) return
  const { type, compatibleWith } = parse(contentType)
  if (type !== JSON_TYPE && type !== 'application/x-ndjson' && compatibleWith === undefined) throw wrongContentType(contentType)
  ensureCompatible(contentType, 'Content-Type', compatibleWith, version)
}
