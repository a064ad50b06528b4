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

/** The event ids of an attachment; empty for other types. */
export function eventIdsOf (attachment: AttachmentRequest | AttachmentAttributes): readonly string[] {
  return attachment.type === 'event' ? toArray(attachment.eventId) : []
}

/** The events of an attachment: ids and indices by position. */
export function eventsOf ({ eventId, index }: EventAttachment): { ids: readonly string[], indices: readonly string[] } {
  return { ids: toArray(eventId), indices: toArray(index) }
}
