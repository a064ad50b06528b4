import { Kind, Type, type TObject, type TOptional, type TProperties, type TUnsafe } from '@sinclair/typebox'
import { Formerly } from '../versions/schema.js'
import type { Version } from '../versions/version.js'
import { argumentRefused, negativeWindow, resultWindowTooLarge } from './errors.js'

// Source: Kibana's cases/common/schema/index.ts (paginationSchema), cases/common/constants/index.ts (MAX_DOCS_PER_PAGE)

/** Number of documents that the pages of a `_find` can reach, in Kibana and in Elasticsearch. */
export const MAX_DOCUMENTS = 10_000

/** Number of documents on a page, unless the request says how many. */
export const DEFAULT_PER_PAGE = 20

/** Highest number of documents on a page. */
export const MAX_PER_PAGE = 100

/** A number, or a string that contains one, as in query strings. Before 8.10, the error message is only the explanation. */
const numberFromTextSchema = (refusal: 'explained' | 'explanation') =>
  Type.Unsafe<number>({ [Kind]: 'NumberFromText', type: 'number', refusal })

const NumberFromTextSchema = Formerly([{ until: '8.10', schema: numberFromTextSchema('explanation') }], numberFromTextSchema('explained'))

// A type, because an interface does not match TypeBox's `TProperties`
type PagingKeys = {
  page: TOptional<TUnsafe<number>>
  perPage: TOptional<TUnsafe<number>>
}

/**
 * The keys `page` and `perPage` of a `_find`, which come last in a query: `PagedQuerySchema({ sortOrder, ...pagingKeys })`. The
 * object's option `maxPerPage` makes the decoder check the two together.
 */
export const pagingKeys: PagingKeys = { page: Type.Optional(NumberFromTextSchema), perPage: Type.Optional(NumberFromTextSchema) }

/** The query of a `_find`, whose pages are limited from 8.10 on. */
export function PagedQuerySchema<Properties extends TProperties> (properties: Properties, options: object = {}): TObject<Properties> {
  const query = (limits: object) => Type.Object(properties, { additionalProperties: false, ...options, ...limits })
  return Formerly([{ until: '8.10', schema: query({}) }], query({ maxPerPage: MAX_PER_PAGE }))
}

/** Returns the error message for a decoded page beyond the limits; `undefined` if it is valid. */
export function findPagingError (
  { page = 0, perPage = 0 }: { page?: number | undefined, perPage?: number | undefined }, maxPerPage: number,
): string | undefined {
  if (perPage > maxPerPage) return `The provided perPage value is too high. The maximum allowed perPage value is ${maxPerPage}.`
  if (page > MAX_DOCUMENTS || page * perPage > MAX_DOCUMENTS) {
    return `The number of documents is too high. Paginating through more than ${MAX_DOCUMENTS} documents is not possible.`
  }
  return undefined
}

/** A page that a request of this version asks for. */
interface RequestedPage { readonly page: number, readonly perPage: number, readonly version: Version }

/**
 * Computes the window of a page. Kibana passes both numbers to Elasticsearch unchanged, which truncates fractions and rejects
 * negative numbers and windows that reach too far: before 8.10 for any page, later only for pages of the default size, which
 * Kibana's own check does not cover.
 * @throws KibanaError 400 with Elasticsearch's error
 */
export function documentWindow ({ page, perPage, version }: RequestedPage): { from: number, size: number } {
  const window = { from: Math.trunc(perPage * (page - 1)), size: Math.trunc(perPage) }
  const negative = negativeWindow(window.from, window.size)
  if (negative !== undefined) throw argumentRefused(negative, version)
  if (window.from + window.size > MAX_DOCUMENTS) throw resultWindowTooLarge(window.from + window.size, version)
  return window
}

/**
 * Returns one page of the comments or user actions of a case.
 * @throws KibanaError 400 with Elasticsearch's error
 */
export function pageOf<Document> (documents: readonly Document[], requested: RequestedPage): Document[] {
  const { from, size } = documentWindow(requested)
  return documents.slice(from, from + size)
}
