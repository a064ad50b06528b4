import { Kind, Type, type TObject, type TOptional, type TProperties, type TUnsafe } from '@sinclair/typebox'
import { Formerly } from '../versions/schema.js'
import { badRequest } from '../kibana-error.js'

// Source: Kibana's cases/common/schema/index.ts (paginationSchema), cases/common/constants/index.ts (MAX_DOCS_PER_PAGE)

/** Number of documents that the pages of a `_find` can reach. */
const MAX_DOCUMENTS = 10_000

/** Number of documents on a page. */
const MAX_PER_PAGE = 100

/** A number, or a string that holds one: query strings carry no numbers. */
const numberFromTextSchema = (explained: boolean | 'alone') => Type.Unsafe<number>({ [Kind]: 'NumberFromText', type: 'number', explained })

const NumberFromTextSchema = (explained: boolean) => Formerly(
  [{ until: '8.10', schema: numberFromTextSchema('alone') }], numberFromTextSchema(explained),
)

// A type, because an interface does not match TypeBox's `TProperties`
type PagingKeys = {
  page: TOptional<TUnsafe<number>>
  perPage: TOptional<TUnsafe<number>>
}

/**
 * The keys `page` and `perPage` of a `_find`, which come last in its query: `PagedQuerySchema({ sortOrder, ...pagingKeys() })`. The
 * option `maxPerPage` of the object makes the decoder check the two together.
 *
 * `explained`: a string without a number gets the usual message plus `,cannot parse to a number`, and the empty string counts as
 * 0 (comments and user actions). Kibana's `_find` of cases uses another codec, which does neither. Before 8.10 the explanation is all
 * there is, everywhere.
 */
export function pagingKeys ({ explained = false } = {}): PagingKeys {
  return { page: Type.Optional(NumberFromTextSchema(explained)), perPage: Type.Optional(NumberFromTextSchema(explained)) }
}

/** The query of a `_find`, whose pages are limited from 8.10 on. */
export function PagedQuerySchema<Properties extends TProperties> (properties: Properties, options: object = {}): TObject<Properties> {
  const query = (limits: object) => Type.Object(properties, { additionalProperties: false, ...options, ...limits })
  return Formerly([{ until: '8.10', schema: query({}) }], query({ maxPerPage: MAX_PER_PAGE }))
}

/** Parses the number in a string; `undefined` if there is none. */
export function numberFromText (text: string, explained: boolean | 'alone'): number | undefined {
  const number = Number(text)
  return Number.isNaN(number) || (!explained && text.trim() === '') ? undefined : number
}

/** Returns the error message for a decoded page that reaches too far; `undefined` if it is valid. */
export function findPagingError (
  { page = 0, perPage = 0 }: { page?: number | undefined, perPage?: number | undefined }, maxPerPage: number,
): string | undefined {
  if (perPage > maxPerPage) return `The provided perPage value is too high. The maximum allowed perPage value is ${maxPerPage}.`
  if (page > MAX_DOCUMENTS || page * perPage > MAX_DOCUMENTS) {
    return `The number of documents is too high. Paginating through more than ${MAX_DOCUMENTS} documents is not possible.`
  }
  return undefined
}

type Wordings = readonly (readonly [name: 'from' | 'size', words: string])[]

/** Order in which the two numbers are checked, and Elasticsearch's wording for a negative one. */
const CASES: Wordings = [['from', ' but was'], ['size', ', found']]
const BELONGINGS_OF_A_CASE: Wordings = [['size', ' but was'], ['from', ' but was']]

function refuseNegative (window: Readonly<Record<'from' | 'size', number>>, wordings: Wordings): void {
  for (const [name, words] of wordings) {
    if (window[name] < 0) throw badRequest(`[${name}] parameter cannot be negative${words} [${window[name]}]`)
  }
}

/**
 * Computes the window of a page of cases. Kibana passes both numbers to Elasticsearch unchanged, which truncates fractions and
 * rejects negative numbers.
 * @throws KibanaError 400 with Elasticsearch's reason
 */
export function documentWindow (page: number, perPage: number): { from: number, size: number } {
  const window = { from: Math.trunc(perPage * (page - 1)), size: Math.trunc(perPage) }
  refuseNegative(window, CASES)
  return window
}

/**
 * Returns one page of the comments or user actions of a case.
 * @throws KibanaError 400 with Elasticsearch's reason
 */
export function pageOf<Document> (documents: readonly Document[], page: number, perPage: number): Document[] {
  const from = perPage * (page - 1)
  refuseNegative({ from, size: perPage }, BELONGINGS_OF_A_CASE)
  return documents.slice(from, from + perPage)
}
