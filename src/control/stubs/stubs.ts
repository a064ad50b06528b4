import { Type, type Static } from '@sinclair/typebox'
import { copyRule } from '../../input/copy-rule.js'
import { checkBody } from '../../input/check-body.js'
import { checkHeaders } from '../../input/check-headers.js'
import { checkInput } from '../../input/check-input.js'
import type { Path } from '../../input/invalid-input.js'
import { toMethods } from '../../input/method.js'
import { ensureNotOwn } from '../../input/own-path.js'
import { printPattern, toRegExp } from '../../input/path-pattern.js'
import { checkIds, listed, RuleList, type ActiveRule } from '../../input/rule-list.js'
import { STUB_EXAMPLE, StubSchema, type Stub } from '../../options/stub-schema.js'

/** An active stub, with its id and the number of requests it answered. */
export const ListedStubSchema = Type.Object({
  ...StubSchema.properties,
  id: Type.String({ description: 'the id of the stub' }),
  hits: Type.Integer({ description: 'requests that it answered' }),
}, { examples: [{ id: 'stub-1', ...STUB_EXAMPLE, hits: 0 }] })
/** An active stub, with its id and the number of requests it answered. */
export type ListedStub = Static<typeof ListedStubSchema>

/** A stub, prepared for matching. */
interface PreparedStub extends Stub {
  readonly pattern: RegExp
  /** In upper case; undefined for any. */
  readonly methods: readonly string[] | undefined
  /** Requests that it is going to answer, and has not yet. */
  claims: number
}

/** A stub that is going to answer a request. */
interface ClaimedStub {
  readonly active: ActiveRule<Stub>
  /** Counts the request as answered. */
  answer (): void
  /** Leaves the stub to other requests, unless it has answered this one. */
  release (): void
}

/** The stubs of one Kibana: answers for paths that it does not have. */
export class Stubs {
  readonly #initial: readonly Stub[]
  readonly #stubs = new RuleList<PreparedStub>('stub')

  /**
   * @param initial the option `stubs`
   * @throws InvalidInput for an invalid stub
   */
  constructor (initial: readonly Stub[]) {
    for (const [index, stub] of initial.entries()) checkStub(stub, ['stubs', index])
    checkIds('stub', initial, ['stubs'])
    this.#initial = copyRule(initial)
    this.reset()
  }

  get isEmpty (): boolean {
    return this.#stubs.isEmpty
  }

  /**
   * Adds a stub. If several match a request, the newest answers it.
   * @throws InvalidInput for an invalid stub, ConflictError for an id in use
   * @example
   * kibana.stubs.add({ method: 'GET', path: '/api/fleet/agents', body: { items: [], total: 0 } })
   */
  add (stub: Stub): ListedStub {
    checkStub(stub)
    return toListed(this.#add(copyRule(stub)))
  }

  /**
   * Lists the stubs.
   * @example
   * for (const { path, hits } of kibana.stubs.list()) console.log(path, hits)
   */
  list (): ListedStub[] {
    return this.#stubs.list().map(withoutPreparation)
  }

  /**
   * Removes one stub.
   * @throws NotFoundError for an unknown id
   * @example
   * kibana.stubs.remove('stub-1')
   */
  remove (id: string): void {
    this.#stubs.remove(id)
  }

  /**
   * Removes all stubs, including those of the option `stubs`.
   * @example
   * kibana.stubs.clear()
   */
  clear (): void {
    this.#stubs.clear()
  }

  /** Restores the state at the start of the server. */
  reset (): void {
    this.#stubs.reset()
    for (const stub of this.#initial) this.#add(stub)
  }

  /**
   * Finds the stub that answers a request, if any. The request counts towards the stub's `times` from now on, so that simultaneous
   * requests can't exceed the limit.
   * @param paths the path without base path and space, and the path as sent
   */
  claim (method: string, paths: readonly string[]): ClaimedStub | undefined {
    const asked = method === 'HEAD' ? 'GET' : method
    const active = this.#stubs.findLast(({ rule: { methods, pattern, claims }, hits, limit }) =>
      hits + claims < limit && (methods?.includes(asked) ?? true) && paths.some(path => path.search(pattern) !== -1))
    if (!active) return undefined
    active.rule.claims++
    let isOpen = true
    const release = () => {
      if (isOpen) active.rule.claims--
      isOpen = false
    }
    const answer = () => {
      release()
      this.#stubs.hit(active)
    }
    return { active, answer, release }
  }

  #add (stub: Stub): ActiveRule<PreparedStub> {
    return this.#stubs.add(prepare(stub), stub.times)
  }
}

function checkStub (stub: Stub, within: Path = []): void {
  checkInput(StubSchema, stub, 'stub', within)
  checkBody(stub.status, { body: stub.body }, within)
  checkHeaders(stub.headers, [...within, 'headers'])
  if (typeof stub.path === 'string') ensureNotOwn(stub.path, [...within, 'path'])
}

const prepare = (stub: Stub): PreparedStub => ({
  ...stub,
  pattern: toRegExp(stub.path),
  methods: stub.method === undefined ? undefined : toMethods(stub.method),
  claims: 0,
})

const toListed = (active: ActiveRule<PreparedStub>): ListedStub => withoutPreparation(listed(active))

/** Copies a stub as JSON: a regular expression becomes a string. */
const withoutPreparation = ({ pattern, methods, claims, id, path, ...rest }: PreparedStub & { id: string, hits: number }): ListedStub =>
  copyRule({ id, path: printPattern(path), ...rest })
