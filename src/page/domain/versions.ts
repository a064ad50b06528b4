import type { Request } from '../types.js'
import { sequenceOf } from './case-version.js'
import { casesOf, changesIn, describe } from './describe.js'
import { asObject, isObject, objectsIn } from './json-object.js'

type CaseDocument = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: string }

/** A version of a case, as first seen in an answer or an event. */
export interface CaseVersion {
  readonly number: number
  readonly at: string
  readonly document: CaseDocument
  /** The request that made this version; null if the request log does not have it. */
  readonly request: Request | null
}

const isCase = (value: unknown): value is CaseDocument =>
  isObject(value) && typeof value.id === 'string' && typeof value.version === 'string' && 'title' in value && 'status' in value

/** Every case in an answer. */
function casesIn (answer: unknown): CaseDocument[] {
  if (Array.isArray(answer)) return answer.filter(isCase)
  if (isCase(answer)) return [answer]
  return objectsIn(asObject(answer).cases).filter(isCase)
}

/** The version of a case that a request named. */
export function versionSent (request: Request, caseId: string): string | undefined {
  const version = changesIn(request).find(({ id }) => id === caseId)?.version
  return typeof version === 'string' ? version : undefined
}

/** The versions of every case that have been seen so far, the oldest first. */
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

  /** The version that a case had when a request arrived. */
  before (caseId: string, request: Request): CaseVersion | undefined {
    return this.of(caseId).findLast(version => (version.request ? version.request.id < request.id : version.at <= request.at))
  }

  clear (): void {
    this.#versions.clear()
  }
}
