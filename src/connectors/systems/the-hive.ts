import { withoutTrailingSlash } from '../services/http.js'
import type { SavedIncident } from './records.js'
import { answer, type SimulatedSystem } from './simulated-system.js'

const refusal = (status: number, type: string, message: string) => answer(status, { type, message })
const noSuchCase = refusal(404, 'NotFoundError', 'Case not found')

const toCase = ({ attributes: { external_id, external_title, fields, created_at, updated_at } }: SavedIncident) => ({
  title: external_title, ...fields, _id: external_id, _type: 'Case', _createdAt: Date.parse(created_at), _updatedAt: Date.parse(updated_at),
})

/** TheHive. Cases have ids such as `~122904`. */
export const theHive: SimulatedSystem = {
  url: ({ url }) => withoutTrailingSlash(String(url)),
  operations: {
    createCase: ({ body }, records) =>
      answer(201, toCase(records.create(() => ({ id: `~${records.number('~', 122_904)}`, title: String(body.title) }), body))),
    updateCase: ({ id, body }, records) => {
      const found = records.get(id)
      if (!found) return noSuchCase
      records.update(found, body)
      return answer(204)
    },
    addComment: ({ id, body: { message } }, records) => {
      const found = records.get(id)
      if (!found) return noSuchCase
      const comment = records.comment(found, String(message))
      return answer(201, { _id: `~${comment.id}`, _type: 'Comment', createdAt: Date.parse(comment.created_at), message })
    },
    createAlert: ({ body }, records) => answer(201, { ...body, _id: `~${records.number('~', 122_904)}`, _type: 'Alert' }),
  },
  failures: {
    'bad-credentials': refusal(401, 'AuthenticationError', 'Authentication failure'),
    'missing-field': refusal(400, 'AttributeCheckingError', 'Attribute title is missing'),
    'unknown-issue-type': refusal(400, 'BadRequest', 'Unknown case template'),
    'not-found': noSuchCase,
    'rate-limit': refusal(429, 'TooManyRequests', 'Too many requests'),
    unavailable: refusal(503, 'InternalError', 'Service unavailable'),
  },
}
