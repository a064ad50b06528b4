import type { AlertAttachment, AttachmentAttributes, AttachmentRequest, EventAttachment } from './attachment.js'

const toArray = (value: string | readonly string[]) => typeof value === 'string' ? [value] : value

/** The documents that an attachment names: ids and indices by position. */
export interface AttachedDocuments { readonly ids: readonly string[], readonly indices: readonly string[] }

/** References to documents that have as many indices as ids. */
export const referencesTo = ({ ids, indices }: AttachedDocuments): { id: string, index: string }[] =>
  ids.map((id, position) => ({ id, index: indices[position]! }))

/** The alerts of an attachment. */
export function alertsOf ({ alertId, index }: AlertAttachment): AttachedDocuments {
  return { ids: toArray(alertId), indices: toArray(index) }
}

/** The alert ids of an attachment; empty for other types. */
export function alertIdsOf (attachment: AttachmentRequest | AttachmentAttributes): readonly string[] {
  return attachment.type === 'alert' ? alertsOf(attachment).ids : []
}

/**
 * The alerts of attachments with their indices. Like Kibana, skips attachments with different numbers of ids and indices, which a seed may
 * contain.
 */
export function alertReferences (attachments: readonly (AttachmentRequest | AttachmentAttributes)[]): { id: string, index: string }[] {
  return attachments.flatMap(attachment => {
    if (attachment.type !== 'alert') return []
    const alerts = alertsOf(attachment)
    return alerts.ids.length === alerts.indices.length ? referencesTo(alerts) : []
  })
}

/** The event ids of an attachment; empty for other types. */
export function eventIdsOf (attachment: AttachmentRequest | AttachmentAttributes): readonly string[] {
  return attachment.type === 'event' ? toArray(attachment.eventId) : []
}

/** The events of an attachment. */
export function eventsOf ({ eventId, index }: EventAttachment): AttachedDocuments {
  return { ids: toArray(eventId), indices: toArray(index) }
}
