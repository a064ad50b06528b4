import type { Request } from '../types.js'
import { sequenceOf } from './case-version.js'
import { describe, casesOf } from './describe.js'

export type CaseDocument = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: string }

/** A version of a case, as an answer or an event showed it first. */
export interface CaseVersion {
  readonly number: number
  readonly at: string
  readonly document: CaseDocument
  /** The request that made it; null when it was there before the journal. */
  readonly request: Request | null
}

const isCase = (value: unknown): value is CaseDocument =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as CaseDocument).id === 'string' &&
  typeof (value as CaseDocument).version === 'string' &&
  'title' in value &&
  'status' in value

/** Every case in an answer. */
function casesIn (answer: unknown): CaseDocument[] {
  if (Array.isArray(answer)) return answer.filter(isCase)
  if (isCase(answer)) return [answer]
  const inside = (answer as { cases?: unknown } | null)?.cases
  return Array.isArray(inside) ? inside.filter(isCase) : []
}

/** The versions of every case, the oldest first, as the requests so far showed them. */
export class VersionIndex {
  readonly #versions = new Map<string, CaseVersion[]>()

  add (request: Request): void {
    if (request.status === null || request.status >= 300) return
    const { isRead } = describe(request)
    const made = isRead ? [] : casesOf(request)
    for (const document of casesIn(request.answer)) this.note(document, request.at, made.includes(document.id) ? request : null)
  }

  note (document: CaseDocument, at: string, request: Request | null): void {
    const number = sequenceOf(document.version)
    if (number === undefined) return
    const versions = this.#versions.get(document.id) ?? []
    this.#versions.set(document.id, versions)
    const place = versions.findIndex(version => version.number >= number)
    const known = place === -1 ? undefined : versions[place]
    if (known?.number === number) {
      if (known.request === null && request !== null) versions[place] = { ...known, request }
      return
    }
    versions.splice(place === -1 ? versions.length : place, 0, { number, at, document, request })
  }

  of (caseId: string): readonly CaseVersion[] {
    return this.#versions.get(caseId) ?? []
  }

  /** The version that a case had when a request came. */
  before (caseId: string, request: Request): CaseVersion | undefined {
    return this.of(caseId).findLast(version => (version.request ? version.request.id < request.id : version.at <= request.at))
  }

  clear (): void {
    this.#versions.clear()
  }
}
