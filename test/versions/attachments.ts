/** Attachments of cases of `NEW_CASE`. */
export const COMMENT = { type: 'user', comment: 'hi', owner: 'securitySolution' }

export const alert = (...ids: string[]) => ({
  type: 'alert', alertId: ids, index: ids.map(() => 'i'), rule: { id: null, name: null }, owner: 'securitySolution',
})

export const event = (ids: string | string[], index: string | string[] = ids) => ({
  type: 'event', eventId: ids, index, owner: 'securitySolution',
})
