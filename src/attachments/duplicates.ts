import { alertIdsOf, alertsOf, eventIdsOf, eventsOf } from '../documents/alert-ids.js'
import type { SavedAttachment } from '../cases/with-attachments.js'
import type { AttachmentRequest, EventAttachment } from '../documents/attachment.js'

/** An attachment from a request, and the part of it to store. */
interface NewAttachment { readonly sent: AttachmentRequest, readonly kept: AttachmentRequest }

/**
 * Removes alerts that the case already has, or that the request repeats. Alerts are equal if their ids are,
 * regardless of their index.
 * Source: Kibana's cases/server/common/models/case_with_comments.ts (filterDuplicatedAlerts)
 */
export function withoutDuplicateAlerts (sent: readonly AttachmentRequest[], stored: readonly SavedAttachment[]): NewAttachment[] {
  const seen = new Set(stored.flatMap(({ attributes }) => alertIdsOf(attributes)))
  const seenEvents = new Set(stored.flatMap(({ attributes }) => eventIdsOf(attributes)))
  return sent.flatMap((attachment): NewAttachment[] => {
    if (attachment.type === 'event') return withoutKnownEvents(attachment, seenEvents)
    if (attachment.type !== 'alert') return [{ sent: attachment, kept: attachment }]
    const { ids, indices } = alertsOf(attachment)
    const alertId: string[] = []
    const index: string[] = []
    ids.forEach((id, position) => {
      if (seen.has(id)) return
      seen.add(id)
      alertId.push(id)
      index.push(indices[position]!)
    })
    return alertId.length > 0 ? [{ sent: attachment, kept: { ...attachment, alertId, index } }] : []
  })
}

/** An event attachment is dropped as a whole if the case has any of its events. Otherwise it is kept as lists. */
function withoutKnownEvents (attachment: EventAttachment, seen: Set<string>): NewAttachment[] {
  const { ids, indices } = eventsOf(attachment)
  if (ids.some(id => seen.has(id))) return []
  for (const id of ids) seen.add(id)
  return [{ sent: attachment, kept: { ...attachment, eventId: [...ids], index: [...indices] } }]
}
