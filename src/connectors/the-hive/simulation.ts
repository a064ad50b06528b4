import { withoutTrailingSlash } from '../calls/http.js'
import type { SavedIncident } from '../simulation/records.js'
import { answer, type SimulatedSystem } from '../simulation/simulated-system.js'

const refusal = (status: number, type: string, message: string) => answer(status, { type, message })
const noSuchCase = refusal(404, 'NotFoundError', 'Case not found')

const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']
const PROTOCOLS = ['WHITE', 'GREEN', 'AMBER', 'RED']

/** Properties that TheHive adds to cases and alerts. */
const described = (time: string, body: Readonly<Record<string, unknown>>) => {
  const at = Date.parse(time)
  const severity = Number(body.severity ?? 2)
  const tlp = Number(body.tlp ?? 2)
  return {
    ...body,
    _createdBy: 'kibana@thehive.local',
    _createdAt: at,
    severity,
    severityLabel: SEVERITIES[severity - 1] ?? 'MEDIUM',
    tlp,
    tlpLabel: PROTOCOLS[tlp] ?? 'AMBER',
    pap: 2,
    papLabel: 'AMBER',
    status: 'New',
    stage: 'New',
    extraData: {},
    newDate: at,
    timeToDetect: 0,
  }
}

const toCase = ({ attributes: { externalId, fields, createdAt } }: SavedIncident) => ({
  ...described(createdAt, fields),
  _id: externalId,
  _type: 'Case',
  number: Number(externalId.replace(/\D/g, '')),
  startDate: Date.parse(createdAt),
  flag: false,
})

/** TheHive's API, version 1. Cases have ids such as `~122904`. */
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
      return answer(
        201,
        {
          _id: `~${comment.id}`,
          _type: 'Comment',
          createdBy: 'kibana@thehive.local',
          createdAt: Date.parse(comment.createdAt),
          message,
          isEdited: false,
          extraData: {},
        },
      )
    },
    createAlert: ({ body }, records) =>
      answer(
        201,
        {
          ...described(records.now, body),
          _id: `~${records.number('~', 122_904)}`,
          _type: 'Alert',
          date: Date.parse(records.now),
          observableCount: 0,
        },
      ),
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
