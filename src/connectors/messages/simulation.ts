import { answer, type SimulatedSystem } from '../simulation/simulated-system.js'

const refusal = (status: number, message: string) => answer(status, { message })

/**
 * A system that accepts messages and returns only their number: a channel or a webhook. Each message becomes a record: `1`, `2` and so on.
 */
export const outbox = (url: SimulatedSystem['url']): SimulatedSystem => ({
  url,
  operations: {
    deliver: ({ body }, records) => {
      const { attributes } = records.create(() => {
        const id = String(records.number('', 1))
        return { id, title: id }
      }, body)
      return answer(200, { id: attributes.externalId })
    },
  },
  failures: {
    'bad-credentials': refusal(401, 'Unauthorized'),
    'missing-field': refusal(400, 'A field is missing'),
    'unknown-issue-type': refusal(400, 'Unknown type'),
    'not-found': refusal(404, 'Not found'),
    'rate-limit': refusal(429, 'Too many requests'),
    unavailable: refusal(503, 'Service unavailable'),
  },
})

/** The same for messages that are never sent: to a mail server, a log, an index, or the system of a type that is not modeled. */
export const recorder = (url: SimulatedSystem['url']): SimulatedSystem => ({ ...outbox(url), onlyRecords: true })
