import { Type, type Static } from '@sinclair/typebox'
import { AttachmentSchema } from '../attachments/schema.js'
import type { Scope } from '../context.js'
import type { SavedObject } from '../store/saved-object.js'
import { CaseAttributesSchema, type CaseAttributes } from './schema.js'
import { caseNotFound } from './errors.js'

/** The case of GET: without `comments`. */
export const CaseWithoutCommentsSchema = Type.Intersect([
  Type.Object({ id: Type.String(), version: Type.String() }),
  CaseAttributesSchema,
])

/** The case of all other answers. */
export const CaseSchema = Type.Intersect([
  CaseWithoutCommentsSchema,
  Type.Object({ comments: Type.Array(AttachmentSchema) }),
])
export type Case = Static<typeof CaseSchema>

export type SavedCase = SavedObject<'cases'>

/** What an answer says of a case's attachments; the counters kept with the case unless said. */
export interface Attachments {
  readonly comments: Case['comments']
  readonly totalComment: number
  readonly totalAlerts: number
}

/** For answers that don't look for attachments, and say so of a case that has some too. */
export const NO_ATTACHMENTS: Attachments = { comments: [], totalComment: 0, totalAlerts: 0 }

const TIMING_FIELDS = ['in_progress_at', 'time_to_acknowledge', 'time_to_investigate', 'time_to_resolve'] as const

/** A case's fields while they are being changed. */
export type CaseDraft = { -readonly [Field in keyof CaseAttributes]: CaseAttributes[Field] }

/**
 * A copy to be changed. Field by field, here and in `toCase`: to spread as many takes ten times as long, and gives copies of
 * copies ever new hidden classes.
 */
export function draftOf (attributes: CaseAttributes): CaseDraft {
  const {
    totalComment, totalAlerts, owner, title, description, tags, status, severity, category, assignees, settings, connector,
    customFields, observables, external_service, duration, created_at, created_by, updated_at, updated_by, closed_at, closed_by,
  } = attributes
  const draft: CaseDraft = {
    totalComment,
    totalAlerts,
    owner,
    title,
    description,
    tags,
    status,
    severity,
    category,
    assignees,
    settings,
    connector,
    customFields,
    observables,
    external_service,
    duration,
    created_at,
    created_by,
    updated_at,
    updated_by,
    closed_at,
    closed_by,
  }
  copyTimes(attributes, draft)
  return draft
}

function copyTimes (from: CaseAttributes, to: CaseDraft | Case): void {
  for (const field of TIMING_FIELDS) if (from[field] !== undefined) Object.assign(to, { [field]: from[field] })
}

/** A case as answers carry it. */
export function toCase ({ id, version, attributes }: SavedCase, attachments?: Attachments): Case {
  const {
    totalComment, totalAlerts, owner, title, description, tags, status, severity, category, assignees, settings, connector,
    customFields, observables, external_service, duration, created_at, created_by, updated_at, updated_by, closed_at, closed_by,
  } = attributes
  const answer: Case = {
    id,
    version,
    comments: [],
    totalComment,
    totalAlerts,
    owner,
    title,
    description,
    tags,
    status,
    severity,
    category,
    assignees,
    settings,
    connector,
    customFields,
    observables,
    external_service,
    duration,
    created_at,
    created_by,
    updated_at,
    updated_by,
    closed_at,
    closed_by,
  }
  copyTimes(attributes, answer)
  return attachments ? Object.assign(answer, attachments) : answer
}

/**
 * The case of that id in the request's space.
 * @throws KibanaError 404
 */
export function loadCase ({ kibana, space }: Scope, id: string): SavedCase {
  const found = kibana.store.get('cases', id)
  if (found?.space !== space) throw caseNotFound(id)
  return found
}
