import type { AttachmentAttributes } from '../documents/attachment.js'
import { withoutTrailingSlash } from '../connectors/calls/http.js'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import type { User } from '../documents/user.js'
import type { KibanaContext } from '../kibana/context.js'
import type { Version } from '../versions/version.js'
import { actionsArePushed, pushedTextsNameTheirAuthor } from './versions.js'

// Source of the texts: Kibana's cases/server/client/cases/{utils,translations}.ts, server/common/utils.ts

interface Stamped {
  readonly created_at: string
  readonly created_by: User
  readonly updated_at: string | null
  readonly updated_by: User | null
}

/** Sources of author names. */
export interface Naming {
  readonly version: Version
  /** Names by user profile id; they take precedence over those in the documents. */
  readonly profiles: ReadonlyMap<string, string>
}

/** Appends the author to a text: the last user who changed it. */
function signed (text: string, stamped: Stamped, verb: 'created' | 'updated' | 'added', { version, profiles }: Naming): string {
  const { full_name, username, profile_uid } = stamped.updated_by ?? stamped.created_by
  const name = full_name || username
  if (!pushedTextsNameTheirAuthor(version)) return `${text} (${verb} at ${stamped.updated_at ?? stamped.created_at} by ${name ?? ''})`
  const ofProfile = profile_uid === undefined ? undefined : profiles.get(profile_uid)
  return `${text}\n\nAdded by ${ofProfile ?? (name || 'Unknown')}.`
}

/** The path of an owner's cases in Kibana. */
const APP_ROUTES = new Map([['securitySolution', '/app/security'], ['observability', '/app/observability']])
const DEFAULT_APP_ROUTE = '/app/management/insightsAndAlerting'

/** The URL of a case; `undefined` if Kibana does not know its own public URL, or if its version sends no link. */
export function caseUrl ({ settings: { publicBaseUrl }, version }: KibanaContext, space: string, owner: string, caseId: string) {
  if (publicBaseUrl === '' || !pushedTextsNameTheirAuthor(version)) return undefined
  const spacePath = space === DEFAULT_SPACE_ID ? '' : `/s/${space}`
  return `${withoutTrailingSlash(publicBaseUrl)}${spacePath}${APP_ROUTES.get(owner) ?? DEFAULT_APP_ROUTE}/cases/${caseId}`
}

/** The description to send for a case. */
export function descriptionText (
  theCase: Stamped & { readonly description: string }, isNew: boolean, url: string | undefined, naming: Naming,
): string {
  const text = signed(theCase.description, theCase, isNew ? 'created' : 'updated', naming)
  return url === undefined ? text : `${text}\nFor more details, view this case in Kibana.\nCase URL: ${url}`
}

/** The number of hosts, with the name of the first. */
function hostsText (targets: readonly { hostname: string }[]): string {
  const [first, ...others] = targets
  if (!first) return 'unknown'
  return others.length > 0 ? `${first.hostname} and ${others.length} more` : first.hostname
}

const ACTION_VERBS: Readonly<Record<string, string>> = { isolate: 'Isolated', unisolate: 'Released' }

/** The text for an action on hosts; empty for all but two actions. */
function actionText ({ actions: { type, targets }, comment }: Extract<AttachmentAttributes, { type: 'actions' }>): string {
  return Object.hasOwn(ACTION_VERBS, type) ? `${ACTION_VERBS[type]} host ${hostsText(targets)} with comment: ${comment}` : ''
}

/** The text to send for an attachment; `undefined` if it is not sent. */
export function attachmentText (attachment: AttachmentAttributes, naming: Naming): string | undefined {
  switch (attachment.type) {
    case 'user': return signed(attachment.comment, attachment, 'added', naming)
    case 'actions': return actionsArePushed(naming.version) ? signed(actionText(attachment), attachment, 'added', naming) : undefined
    default: return undefined
  }
}

export function alertsText (count: number, url: string | undefined): string {
  const text = `Elastic Alerts attached to the case: ${count}`
  return url === undefined ? text : `${text}\n\nFor more details, view the alerts in Kibana\nAlerts URL: ${url}/?tabId=alerts`
}
