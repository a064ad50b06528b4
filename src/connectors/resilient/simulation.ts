import { asRecord, withoutTrailingSlash } from '../calls/http.js'
import type { SavedIncident } from '../simulation/records.js'
import { answer, type SimulatedSystem } from '../simulation/simulated-system.js'

const refusal = (status: number, message: string) => answer(status, { success: false, title: null, message })
const noSuchIncident = refusal(404, 'Unable to find object of type Incident.')

const FIELD_VALUES: Readonly<Record<string, readonly { value: number, label: string }[]>> = {
  incident_type_ids: [
    { value: 17, label: 'Communication error (fax; email)' }, { value: 21, label: 'Denial of Service' }, { value: 19, label: 'Malware' },
    { value: 22, label: 'Phishing' },
  ],
  severity_code: [{ value: 4, label: 'Low' }, { value: 5, label: 'Medium' }, { value: 6, label: 'High' }],
}
const FIELDS = [
  { name: 'name', input_type: 'text', read_only: false, required: 'always', text: 'Name' },
  { name: 'description', input_type: 'textarea', read_only: false, text: 'Description' },
  { name: 'incident_type_ids', input_type: 'multiselect', read_only: false, text: 'Incident Type' },
  { name: 'severity_code', input_type: 'select', read_only: false, text: 'Severity' },
]

const toIncident = ({ attributes: { externalId, fields, createdAt, updatedAt } }: SavedIncident) =>
  ({ ...fields, id: Number(externalId), create_date: Date.parse(createdAt), inc_last_modified_date: Date.parse(updatedAt) })

/** Reads the value of a field change, in the form that the incident stores. */
function changedValue (change: unknown): unknown {
  const { text, textarea, ids, id } = asRecord(change)
  return textarea ?? ids ?? id ?? text
}

/** IBM Resilient's REST API. Incidents are numbered from 2101. */
export const resilient: SimulatedSystem = {
  url: ({ apiUrl, orgId }) => `${withoutTrailingSlash(String(apiUrl))}/rest/orgs/${orgId}`,
  operations: {
    createIncident: ({ body }, records) => {
      const { incident_type_ids: types, severity_code: severity, ...fields } = body
      const created = records.create(() => {
        const id = String(records.number('', 2101))
        return { id, title: id }
      }, {
        ...fields,
        ...(Array.isArray(types) && { incident_type_ids: types.map(type => asRecord(type).id) }),
        ...(severity !== undefined && { severity_code: asRecord(severity).id }),
      })
      return answer(200, toIncident(created))
    },
    updateIncident: ({ id, body: { changes } }, records) => {
      const incident = records.get(id)
      if (!incident) return noSuchIncident
      const changed = (changes as unknown[]).map(asRecord).map(
        ({ field, new_value: value }) => [String(asRecord(field).name), changedValue(value)],
      )
      records.update(incident, Object.fromEntries(changed))
      return answer(200, { success: true, title: null, message: null, hints: [] })
    },
    getIncident: ({ id }, records) => {
      const incident = records.get(id)
      return incident ? answer(200, toIncident(incident)) : noSuchIncident
    },
    addComment: ({ id, body: { text } }, records) => {
      const incident = records.get(id)
      if (!incident) return noSuchIncident
      return answer(200, { id: Number(records.comment(incident, String(asRecord(text).content)).id), text })
    },
    getFields: () => answer(200, FIELDS),
    getFieldValues: ({ id }) => answer(200, { name: id, values: FIELD_VALUES[id] }),
  },
  failures: {
    'bad-credentials': answer(401, ''),
    'missing-field': refusal(400, 'The following fields are required: Incident Disposition'),
    'unknown-issue-type': refusal(400, 'Invalid incident type ID.'),
    'not-found': noSuchIncident,
    'rate-limit': refusal(429, 'Too many requests.'),
    unavailable: refusal(503, 'The server is unavailable.'),
  },
}
