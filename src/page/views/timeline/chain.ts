import { readableVersion } from '../../domain/case-version.js'
import { casesOf, describe } from '../../domain/describe.js'
import { laterSuccess } from '../../domain/explain.js'
import { versionSent, type VersionIndex } from '../../domain/versions.js'
import type { Request } from '../../types.js'

const MOST = 6

/** A step that led to a request, or the number of steps left out. */
export type Step = { readonly request: Request; readonly version: string | undefined } | { readonly folded: number }

/** The version of the case that a request created, or else the one it sent. */
function versionIn (request: Request, caseId: string, versions: VersionIndex): string | undefined {
  const made = versions.of(caseId).find(version => version.request?.id === request.id)
  if (made) return readableVersion(made.document.version)
  const sent = versionSent(request, caseId)
  return sent && readableVersion(sent)
}

/** The case changes that led to a request, the request itself, and the retry that succeeded. */
export function chainOf (request: Request, requests: readonly Request[], versions: VersionIndex): readonly Step[] {
  const caseId = casesOf(request)[0]
  if (caseId === undefined || caseId === '') return []
  const before = requests.filter(other => other.id < request.id && !describe(other).isRead && casesOf(other).includes(caseId))
  const later = laterSuccess(request, requests)
  const all = [...before, request, ...(later ? [later] : [])].map(step => ({ request: step, version: versionIn(step, caseId, versions) }))
  if (all.length <= MOST) return all
  const end = all.slice(-(MOST - 2))
  return [all[0]!, { folded: all.length - end.length - 1 }, ...end]
}
