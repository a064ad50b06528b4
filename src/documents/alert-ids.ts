import type { AlertAttachment, AttachmentAttributes, AttachmentRequest } from './attachment.js'

const toArray = (value: string | readonly string[]) => typeof value === 'string' ? [value] : value

/** The alerts of an attachment: ids and indices by position. */
export function alertsOf ({ alertId, index }: AlertAttachment): { ids: readonly string[], indices: readonly string[] } {
  return { ids: toArray(alertId), indices: toArray(index) }
}

/** The alert ids of an attachment; empty for other types. */
export function alertIdsOf (attachment: AttachmentRequest | AttachmentAttributes): readonly string[] {
  return attachment.type === 'alert' ? alertsOf(attachment).ids : []
}
