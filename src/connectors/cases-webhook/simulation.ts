import { withValueAt } from '../calls/object-path.js'
import type { SavedIncident } from '../simulation/records.js'
import { answer, type SimulatedSystem } from '../simulation/simulated-system.js'

const refusal = (status: number, message: string) => answer(status, { error: message })
const noSuchTicket = refusal(404, 'No such ticket.')

/** Builds a ticket with its id and title at the paths that the connector's configuration names. */
const toTicket = ({ attributes: { externalId: id, externalTitle: title } }: SavedIncident, config: Readonly<Record<string, unknown>>) =>
  withValueAt(withValueAt({}, String(config.getIncidentResponseExternalTitleKey), title), String(config.createIncidentResponseKey), id)

function originOf (url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url
}

/** A custom ticket system that responds in the shape the connector expects. Tickets are numbered from `10001` and `CASE-1`. */
export const casesWebhook: SimulatedSystem = {
  url: ({ createIncidentUrl }) => originOf(String(createIncidentUrl)),
  operations: {
    createIncident: ({ body }, records, config) => {
      const identify = () => ({ id: String(records.number('', 10_001)), title: `CASE-${records.number('CASE-', 1)}` })
      return answer(201, toTicket(records.create(identify, body), config))
    },
    updateIncident: ({ id, body }, records, config) => {
      const ticket = records.get(id)
      return ticket ? answer(200, toTicket(records.update(ticket, body), config)) : noSuchTicket
    },
    getIncident: ({ id }, records, config) => {
      const ticket = records.get(id)
      return ticket ? answer(200, toTicket(ticket, config)) : noSuchTicket
    },
    addComment: ({ id, body }, records) => {
      const ticket = records.get(id)
      if (!ticket) return noSuchTicket
      return answer(201, { id: records.comment(ticket, JSON.stringify(body)).id })
    },
  },
  failures: {
    'bad-credentials': refusal(401, 'Wrong user or password.'),
    'missing-field': refusal(400, 'A required field is missing.'),
    'unknown-issue-type': refusal(400, 'Unknown type of ticket.'),
    'not-found': noSuchTicket,
    'rate-limit': refusal(429, 'Too many requests.'),
    unavailable: refusal(503, 'The ticket system is unavailable.'),
  },
}
