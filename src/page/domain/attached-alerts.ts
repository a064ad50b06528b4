import type { Attachment } from '../types.js'

interface AttachedAlert {
  readonly id: string
  readonly index: string
  readonly rule: string
}

const asList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

/** The alerts in a list of attachments, without duplicates. */
export function attachedAlerts (attachments: readonly Attachment[]): AttachedAlert[] {
  const all = attachments.flatMap(attachment => {
    if (attachment.type !== 'alert') return []
    const indices = asList(attachment.index)
    return asList(attachment.alertId).map((id, place) => ({
      id, index: indices[place] ?? indices[0] ?? '', rule: attachment.rule.name ?? '',
    }))
  })
  return [...new Map(all.map(alert => [alert.id, alert])).values()]
}
