import { Type } from '@sinclair/typebox'
import { CannotRun } from '../kibana-client/cannot-run.js'
import { checkInput } from '../input/check-input.js'
import type { SpaceReader } from './reader.js'

/** The parts of a `_find` response that paging needs. */
const FoundSchema = Type.Object({
  cases: Type.Array(Type.Object({ id: Type.String(), version: Type.String(), created_at: Type.String() }, { additionalProperties: true })),
  total: Type.Integer(),
}, { additionalProperties: true })

/** A case in a `_find` response. */
export interface FoundCase { readonly id: string, readonly version: string }

const PER_PAGE = 100

/**
 * Finds all cases of a space, oldest first, page by page. Kibana pages through 10,000 cases at most; after these, the search starts
 * again from the time of the last one.
 * @param query additional parameters of `_find`
 * @param window the number of cases that one search pages through
 */
export async function * findCases (
  reader: SpaceReader, query: string, window = 10_000,
): AsyncGenerator<{ found: FoundCase, total: number }> {
  const seen = new Set<string>()
  const parameters = new URLSearchParams(query)
  parameters.set('perPage', String(PER_PAGE))
  parameters.set('sortField', 'createdAt')
  parameters.set('sortOrder', 'asc')
  let total: number | undefined
  for (let page = 1; ; page++) {
    parameters.set('page', String(page))
    const answer = checkInput(FoundSchema, await reader.get(`/api/cases/_find?${parameters}`), '_find')
    total ??= answer.total
    const fresh = answer.cases.filter(({ id }) => !seen.has(id))
    for (const { id, version } of fresh) {
      seen.add(id)
      yield { found: { id, version }, total }
    }
    if (answer.cases.length < PER_PAGE) return
    if ((page + 1) * PER_PAGE <= window) continue
    if (fresh.length === 0) throw new CannotRun(`more than ${window} cases were created at the same time: Kibana can't page through them`)
    parameters.set('from', answer.cases.at(-1)!.created_at)
    page = 0
  }
}
