import { asRecord, withoutTrailingSlash } from '../calls/http.js'
import type { SavedIncident } from '../simulation/records.js'
import { answer, type SimulatedSystem } from '../simulation/simulated-system.js'

const refusal = (status: number, argument: string, code: number) => answer(status, { Argument: argument, ErrorCode: code })
const noSuchRecord = refusal(404, 'Record not found', 3002)

const RECORD_ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'

const toRecord = (
  { attributes: { externalId: id, externalTitle: name, createdAt: createdDate, updatedAt: modifiedDate } }: SavedIncident,
  applicationId: unknown,
) =>
  ({ id, name, applicationId, createdDate, modifiedDate })

/** The acronym that tracking ids start with. Connectors do not send it; here it is derived from the application's id. */
const acronym = (appId: string) => appId.replace(/[^a-z]/gi, '').slice(0, 3).toUpperCase() || 'APP'

/** Swimlane's API. Records have an id of 17 characters and a tracking id such as `ET-69`. */
export const swimlane: SimulatedSystem = {
  url: ({ apiUrl, appId }) => `${withoutTrailingSlash(String(apiUrl))}/app/${appId}`,
  operations: {
    createRecord: ({ body: { applicationId, values } }, records) => {
      const prefix = `${acronym(String(applicationId))}-`
      const identify = () => ({ id: records.randomId(RECORD_ID_ALPHABET, 17), title: `${prefix}${records.number(prefix, 1)}` })
      return answer(200, toRecord(records.create(identify, asRecord(values)), applicationId))
    },
    updateRecord: ({ id, body: { applicationId, values } }, records) => {
      const record = records.get(id)
      return record ? answer(200, toRecord(records.update(record, asRecord(values)), applicationId)) : noSuchRecord
    },
    addComment: ({ id, body: { message } }, records) => {
      const record = records.get(id)
      if (!record) return noSuchRecord
      records.comment(record, String(message))
      return answer(204)
    },
  },
  failures: {
    'bad-credentials': refusal(401, 'Private token is invalid', 5001),
    'missing-field': refusal(400, 'A required field is missing', 3000),
    'unknown-issue-type': refusal(400, 'Invalid field', 3003),
    'not-found': noSuchRecord,
    'rate-limit': refusal(429, 'Too many requests', 4290),
    unavailable: refusal(503, 'Service unavailable', 5030),
  },
}
