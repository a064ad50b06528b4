import { badRequest } from '../kibana-error.js'
import type { Version } from '../versions/version.js'
import { assigneesAreCountedLate, blankTagsAreRefused, titleLimit } from './versions.js'

// Source: Kibana 8.5, cases/server/client/cases/{create,update}.ts

const MAX_ASSIGNEES = 10

interface Limited {
  readonly title?: string | undefined, readonly tags?: readonly string[] | undefined, readonly assignees?: readonly unknown[] | undefined,
}

/**
 * Checks a new case against the limits of versions before 8.10.
 * @throws KibanaError 400
 */
export function refuseByFormerLimits ({ title = '', tags = [], assignees = [] }: Limited, version: Version): void {
  const limit = titleLimit(version)
  if (limit !== undefined && title.length > limit) throw badRequest(`${titleTooLong(limit)}.`)
  if (blankTagsAreRefused(version) && tags.some(tag => tag.trim() === '')) {
    throw badRequest('A tag must contain at least one non-space character')
  }
  if (assigneesAreCountedLate(version) && assignees.length > MAX_ASSIGNEES) {
    throw badRequest('You cannot assign more than 10 assignees to a case.')
  }
}

const titleTooLong = (limit: number) => `The length of the title is too long. The maximum length is ${limit}`

const listed = (ids: readonly string[]) => `, ids: [${ids.join(', ')}]`

interface Changed { readonly stored: { readonly id: string }, readonly changes: Limited }

const idsOf = (changes: readonly Changed[], isRefused: (changes: Limited) => boolean) =>
  changes.filter(({ changes }) => isRefused(changes)).map(({ stored }) => stored.id)

/** @throws KibanaError 400 naming the cases whose new title is too long for a version before 8.10 */
export function refuseLongTitles (changes: readonly Changed[], version: Version): void {
  const limit = titleLimit(version)
  if (limit === undefined) return
  const ids = idsOf(changes, ({ title = '' }) => title.length > limit)
  if (ids.length > 0) throw badRequest(titleTooLong(limit) + listed(ids))
}

/** @throws KibanaError 400 naming the cases with too many assignees for a version before 8.10 */
export function refuseManyAssignees (changes: readonly Changed[], version: Version): void {
  if (!assigneesAreCountedLate(version)) return
  const ids = idsOf(changes, ({ assignees = [] }) => assignees.length > MAX_ASSIGNEES)
  if (ids.length > 0) throw badRequest(`You cannot assign more than 10 assignees to a case${listed(ids)}`)
}
