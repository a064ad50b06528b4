import { Type, type Static } from '@sinclair/typebox'
import { checkInput } from '../../input/check-input.js'
import type { Path } from '../../input/invalid-input.js'
import { printValue } from '../../input/describe-schema.js'
import type { Entry } from './entry.js'
import { StringEnumSchema } from '../../decoding/limits.js'
import { JsonSchema } from '../../input/json-value.js'
import { MethodsSchema, toMethods } from '../../input/method.js'
import { PathPatternSchema, toRegExp } from '../../input/path-pattern.js'
import { findLack } from './subset.js'

const StatusSchema = Type.Union(
  [Type.Integer({ minimum: 100, maximum: 599 }), Type.String({ pattern: '^[1-5]xx$' })],
  { expected: 'a status, or a class of them such as "4xx"' },
)

/** Criteria for requests. A request must meet all of them; of a list, one item is enough. */
export const FilterSchema = Type.Object({
  method: Type.Optional({ ...MethodsSchema, description: 'the HTTP method, or one of several', examples: ['PATCH'] }),
  path: Type.Optional(PathPatternSchema),
  status: Type.Optional(Type.Union([StatusSchema, Type.Array(StatusSchema, { minItems: 1 })], {
    expected: 'a status, a class of them such as "4xx", or a list of these',
    description: 'the status of the answer, a class of statuses, or one of several',
    examples: [409, '5xx'],
  })),
  space: Type.Optional(Type.String({ description: 'the id of a space', examples: ['default'] })),
  user: Type.Optional(Type.String({ description: 'the name of a user', examples: ['elastic'] })),
  service: Type.Optional(StringEnumSchema(
    ['kibana', 'elasticsearch'],
    { description: 'the listener that received it', examples: ['kibana'] },
  )),
  body: Type.Optional({
    ...JsonSchema,
    description: 'a part of the body: the keys that objects must have, the items that lists must have',
    examples: [{ cases: [{ status: 'closed' }] }],
  }),
  since: Type.Optional(Type.Union([Type.Integer(), Type.String({ format: 'date-time' })], {
    expected: 'the id of a request or an ISO 8601 time',
    description: 'requests after the one with this id, or from this time on',
    examples: [12, '2025-06-01T10:00:00.000Z'],
  })),
}, { additionalProperties: false })
export type Filter = Static<typeof FilterSchema>

/** Describes why an entry does not match; `undefined` if it does. */
type Criterion = (entry: Entry) => string | undefined

/** A compiled filter. */
export class CompiledFilter {
  readonly #criteria: readonly Criterion[]

  /** @throws InvalidInput for an invalid filter */
  constructor (filter: Filter, within: Path) {
    checkInput(FilterSchema, filter, 'filter', within)
    this.#criteria = [...criteriaOf(filter)]
  }

  matches (entry: Entry): boolean {
    return this.#criteria.every(criterion => criterion(entry) === undefined)
  }

  /** All reasons why an entry does not match. */
  misses (entry: Entry): string[] {
    return this.#criteria.flatMap(criterion => criterion(entry) ?? [])
  }
}

function * criteriaOf ({ method, path, status, space, user, service, body, since }: Filter): Generator<Criterion> {
  if (method !== undefined) {
    const methods = toMethods(method)
    yield entry => methods.includes(entry.method) ? undefined : `method is ${entry.method}`
  }
  if (path !== undefined) {
    const pattern = toRegExp(path)
    // A filter whose path includes the space refers to the path as sent. (Unlike `test`, `search` ignores the state of a global or sticky
    // expression.)
    yield entry => entry.path.search(pattern) !== -1 || entry.fullPath.search(pattern) !== -1 ? undefined : `path is ${entry.path}`
  }
  if (space !== undefined) yield entry => entry.space === space ? undefined : `space is ${entry.space}`
  if (user !== undefined) yield entry => entry.user === user ? undefined : `user is ${entry.user}`
  if (service !== undefined) {
    yield ({ service: received = 'kibana' }) => received === service ? undefined : `service is ${received}`
  }
  if (status !== undefined) {
    const statuses = [status].flat()
    const fits = (actual: number) => statuses.some(
      wanted => typeof wanted === 'string' ? Number(wanted[0]) === Math.floor(actual / 100) : wanted === actual,
    )
    yield entry => entry.status !== undefined && fits(entry.status) ? undefined : `status is ${entry.status ?? 'none yet'}`
  }
  if (since !== undefined) {
    const time = typeof since === 'string' ? Date.parse(since) : undefined
    yield entry => (
      time === undefined ? entry.id > Number(since) : Date.parse(entry.at) >= time
    )
      ? undefined
      : `it came before ${printValue(since)}`
  }
  if (body !== undefined) {
    yield entry => {
      const lack = findLack(body, entry.body, ['body'])
      // Secrets are compared, but not shown
      return lack === undefined ? undefined : findLack(body, entry.shownBody, ['body']) ?? 'body is different'
    }
  }
}

/**
 * @param within place of the filter in the input
 * @throws InvalidInput for an invalid filter
 */
export const compileFilter = (filter: Filter = {}, within: Path = []): CompiledFilter => new CompiledFilter(filter, within)
