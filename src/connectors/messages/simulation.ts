import { answer, type SimulatedSystem } from '../simulation/simulated-system.js'

const refusal = (status: number, message: string) => answer(status, { message })

/**
 * What takes messages and has nothing to say: a mail server, a log, an index, a channel, a web hook. Each message is a record,
 * `1`, `2` and so on.
 */
export const outbox = (url: SimulatedSystem['url']): SimulatedSystem => ({
  url,
  operations: {
    deliver: ({ body }, records) => {
      records.create(() => {
        const id = String(records.number('', 1))
        return { id, title: id }
      }, body)
      return answer(200, {})
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
