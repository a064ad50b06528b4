import { Client } from './table.js'

export const event = (ids: string | string[], index: string | string[] = ids) => ({
  type: 'event', eventId: ids, index, owner: 'securitySolution',
})
export const attach = async (client: Client, id: string, attachment: object) =>
  (await client.call('POST', `/api/cases/${id}/comments`, attachment)).body
