import type { AttachmentAttributes } from '../documents/attachment.js'
import { withoutTrailingSlash } from '../connectors/calls/http.js'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import type { User } from '../documents/user.js'

// Source of the texts: Kibana's cases/server/client/cases/{utils,translations}.ts, server/common/utils.ts

interface Stamped { readonly created_by: User, readonly updated_by: User | null }

/** The author of a text: the last user to change it, by the first available name. */
function displayName ({ created_by, updated_by }: Stamped): string {
  const { full_name, username } = updated_by ?? created_by
  return full_name || username || 'Unknown'
}

const addedBy = (stamped: Stamped) => `Added by ${displayName(stamped)}.`

/** The path of an owner's cases in Kibana. */
const APP_ROUTES: Readonly<Record<string, string>> = { securitySolution: '/app/security', observability: '/app/observability' }
const DEFAULT_APP_ROUTE = '/app/management/insightsAndAlerting'

/** The URL of a case; `undefined` if Kibana does not know its public URL. */
export function caseUrl (publicBaseUrl: string, space: string, owner: string, caseId: string): string | undefined {
  if (publicBaseUrl === '') return undefined
  const spacePath = space === DEFAULT_SPACE_ID ? '' : `/s/${space}`
  return `${withoutTrailingSlash(publicBaseUrl)}${spacePath}${APP_ROUTES[owner] ?? DEFAULT_APP_ROUTE}/cases/${caseId}`
}

export function descriptionText (description: string, by: Stamped, url: string | undefined): string {
  const lines = [description, '', addedBy(by)]
  if (url !== undefined) lines.push('For more details, view this case in Kibana.', `Case URL: ${url}`)
  return lines.join('\n')
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
export function attachmentText (attachment: AttachmentAttributes): string | undefined {
  switch (attachment.type) {
    case 'user': return `${attachment.comment}\n\n${addedBy(attachment)}`
    case 'actions': return `${actionText(attachment)}\n\n${addedBy(attachment)}`
    default: return undefined
  }
}

export function alertsText (count: number, url: string | undefined): string {
  const text = `Elastic Alerts attached to the case: ${count}`
  return url === undefined ? text : `${text}\n\nFor more details, view the alerts in Kibana\nAlerts URL: ${url}/?tabId=alerts`
}
