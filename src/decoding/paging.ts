import { Kind, Type, type TOptional, type TUnsafe } from '@sinclair/typebox'
import { badRequest } from '../kibana-error.js'

// Source: Kibana's cases/common/schema/index.ts (paginationSchema), cases/common/constants/index.ts (MAX_DOCS_PER_PAGE)

/** No page of any `_find` may reach further than this. */
const MAX_DOCUMENTS = 10_000

/** A number, or a text that holds one: query strings carry no numbers. */
const NumberFromTextSchema = (explained: boolean) => Type.Unsafe<number>({ [Kind]: 'NumberFromText', type: 'number', explained })

// A type, since an interface is no TypeBox `TProperties`
type PagingKeys = {
  page: TOptional<TUnsafe<number>>
  perPage: TOptional<TUnsafe<number>>
}

/**
 * The keys `page` and `perPage` of a `_find`. They stand last in their object, which carries the option `maxPerPage` so that
 * the decoder checks the two together:
 * `Type.Object({ sortOrder, ...pagingKeys() }, { maxPerPage: 100 })`.
 *
 * `explained`: a text that is no number is answered with `,cannot parse to a number` after the usual message (comments and
 * user actions), and the empty text is 0. Kibana's `_find` of cases uses another codec, which does neither.
 */
export function pagingKeys ({ explained = false } = {}): PagingKeys {
  return { page: Type.Optional(NumberFromTextSchema(explained)), perPage: Type.Optional(NumberFromTextSchema(explained)) }
}

/** The number in a text; `undefined` when there is none. */
export function numberFromText (text: string, explained: boolean): number | undefined {
  const number = Number(text)
  return Number.isNaN(number) || (!explained && text.trim() === '') ? undefined : number
}

/** What is wrong with a page that decoded; `undefined` when nothing is. */
export function findPagingError ({ page = 0, perPage = 0 }: { page?: number | undefined, perPage?: number | undefined }, maxPerPage: number): string | undefined {
  if (perPage > maxPerPage) return `The provided perPage value is too high. The maximum allowed perPage value is ${maxPerPage}.`
  if (page > MAX_DOCUMENTS || page * perPage > MAX_DOCUMENTS) return `The number of documents is too high. Paginating through more than ${MAX_DOCUMENTS} documents is not possible.`
  return undefined
}

type Wordings = readonly (readonly [name: 'from' | 'size', words: string])[]

/** Which of the two numbers of a page is looked at first, and Elasticsearch's words for one that is negative. */
const CASES: Wordings = [['from', ' but was'], ['size', ', found']]
const BELONGINGS_OF_A_CASE: Wordings = [['size', ' but was'], ['from', ' but was']]

function refuseNegative (window: Readonly<Record<'from' | 'size', number>>, wordings: Wordings): void {
  for (const [name, words] of wordings) {
    if (window[name] < 0) throw badRequest(`[${name}] parameter cannot be negative${words} [${window[name]}]`)
  }
}

/**
 * Which cases a page holds. Kibana hands the two numbers to Elasticsearch as they are, which cuts off fractions and
 * refuses negative ones.
 * @throws KibanaError 400 with Elasticsearch's reason
 */
export function documentWindow (page: number, perPage: number): { from: number, size: number } {
  const window = { from: Math.trunc(perPage * (page - 1)), size: Math.trunc(perPage) }
  refuseNegative(window, CASES)
  return window
}

/**
 * A page of what belongs to a case: comments or user actions.
 * @throws KibanaError 400 with Elasticsearch's reason
 */
export function pageOf<Document> (documents: readonly Document[], page: number, perPage: number): Document[] {
  const from = perPage * (page - 1)
  refuseNegative({ from, size: perPage }, BELONGINGS_OF_A_CASE)
  return documents.slice(from, from + perPage)
}
