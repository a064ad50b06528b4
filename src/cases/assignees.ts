import type { KibanaContext } from '../kibana/context.js'
import type { CaseAssignee } from '../documents/case.js'
import type { Version } from '../versions/version.js'
import { emptyAssigneesAreDropped } from './versions.js'

/** Drops assignees with an empty `uid`. Source: Kibana's cases/server/client/cases/sanitizers.ts */
export function withoutEmptyAssignees (assignees: readonly CaseAssignee[], version: Version): readonly CaseAssignee[] {
  return emptyAssigneesAreDropped(version) ? assignees.filter(({ uid }) => uid !== '') : assignees
}

/** Assignees as stored with a case: each once, with the names from their profile. Responses include the names from 9.5.1 on. */
export function storedAssignees (
  { security }: Pick<KibanaContext, 'security'>, assignees: readonly CaseAssignee[],
): Required<CaseAssignee>[] {
  return [...new Set(assignees.map(({ uid }) => uid))].map(uid => {
    const { username = null, full_name = null, email = null } = security.userOfProfile(uid) ?? {}
    return { uid, username, full_name, email }
  })
}

/** Assignees as requests and activity have them: without names. */
export const uidsOnly = (assignees: readonly CaseAssignee[]): CaseAssignee[] => assignees.map(({ uid }) => ({ uid }))
