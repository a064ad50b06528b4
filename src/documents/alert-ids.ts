import type { AlertAttachment, AttachmentAttributes, AttachmentRequest, EventAttachment } from './attachment.js'

const toArray = (value: string | readonly string[]) => typeof value === 'string' ? [value] : value

/** The alerts of an attachment: ids and indices by position. */
export function alertsOf ({ alertId, index }: AlertAttachment): { ids: readonly string[], indices: readonly string[] } {
  return { ids: toArray(alertId), indices: toArray(index) }
}

/** The alert ids of an attachment; empty for other types. */
export function alertIdsOf (attachment: AttachmentRequest | AttachmentAttributes): readonly string[] {
  return attachment.type === 'alert' ? alertsOf(attachment).ids : []
}

/** The alerts of attachments with their indices. Attachments with different numbers of ids and indices are skipped. */
export function alertReferences (attachments: readonly (AttachmentRequest | AttachmentAttributes)[]): { id: string, index: string }[] {
  return attachments.flatMap(attachment => {
    if (attachment.type !== 'alert') return []
    const { ids, indices } = alertsOf(attachment)
    return ids.length === indices.length ? ids.map((id, position) => ({ id, index: indices[position]! })) : []
  })
}

/** The event ids of an attachment; empty for other types. */
export function eventIdsOf (attachment: AttachmentRequest | AttachmentAttributes): readonly string[] {
  return attachment.type === 'event' ? toArray(attachment.eventId) : []
}

/** The events of an attachment: ids and indices by position. */
export function eventsOf ({ eventId, index }: EventAttachment): { ids: readonly string[], indices: readonly string[] } {
  return { ids: toArray(eventId), indices: toArray(index) }
}
