import { USER_ACTION_TYPES } from '../documents/user-action.js'
import { withKnownKeys } from '../state/kibana-answer.js'
import type { Version } from '../versions/version.js'
import { listOf, type Entry } from './entry.js'
import type { SpaceReader } from './reader.js'
import { activityHasPages, activityIsReadable } from './versions.js'

/** A case in the form of a state, with everything that belongs to it. */
export interface PulledCase {
  readonly case: Entry
  readonly userActions: readonly Entry[]
  readonly files: readonly Entry[]
}

const isKnownType = (type: unknown) => USER_ACTION_TYPES.some(known => known === type)

/** Reads a case with its attachments and activity; undefined if it was deleted in the meantime. */
export async function readCase (reader: SpaceReader, id: string, version: Version): Promise<PulledCase | undefined> {
  const path = `/api/cases/${encodeURIComponent(id)}`
  const resolved = await reader.getIfThere(`${path}/resolve`)
  const activity = resolved && await readActivity(reader, path, version)
  if (!resolved || !activity) return undefined
  const { case: answer } = resolved
  const comments = listOf(Object(answer).comments)
  return {
    case: { ...withKnownKeys(Object(answer)), space: reader.space },
    userActions: activity.map(step => ({ ...step, case_id: id })),
    files: comments.flatMap(fileOf).map(file => ({ ...file, case_id: id })),
  }
}

/** Reads the activity of a case. The activity of 8.0 has another format and is left out; the server then generates it from the case. */
async function readActivity (reader: SpaceReader, path: string, version: Version): Promise<Entry[] | undefined> {
  if (!activityIsReadable(version)) return []
  if (!activityHasPages(version)) {
    const all = listOf(await reader.get(`${path}/user_actions`))
    return all.map(({ action_id: id, case_id: _, ...step }): Entry => ({ ...step, id })).filter(({ type }) => isKnownType(type))
  }
  const steps: Entry[] = []
  for (let page = 1; ; page++) {
    const answer = await reader.getIfThere(`${path}/user_actions/_find?perPage=100&page=${page}&sortOrder=asc`)
    if (!answer) return undefined
    const found = listOf(answer.userActions)
    steps.push(...found.filter(({ type }) => isKnownType(type)))
    if (found.length < 100 || page === 100) return steps
  }
}

/** The file of an attachment: its metadata without the content. */
function fileOf (comment: Entry): Entry[] {
  const { externalReferenceId: id, externalReferenceMetadata: metadata } = comment
  if (comment.externalReferenceAttachmentTypeId !== '.files') return []
  return listOf(Object(metadata).files).map(({ name, extension, mimeType, created }) =>
    ({ id, name, extension, mimeType, created, size: 0, content: '' }))
}
