import { asRecord, withoutTrailingSlash } from '../calls/http.js'
import type { SavedIncident } from '../simulation/records.js'
import { answer, type SimulatedSystem } from '../simulation/simulated-system.js'

const refusal = (status: number, message: string) => answer(status, { success: false, title: null, message })
const noSuchIncident = refusal(404, 'Unable to find object of type Incident.')

const option = (value: number, label: string) => ({ value, label, enabled: true, hidden: false, default: false })
const OPTIONS: Readonly<Record<string, readonly ReturnType<typeof option>[]>> = {
  incident_type_ids: [
    option(17, 'Communication error (fax; email)'), option(21, 'Denial of Service'), option(19, 'Malware'), option(22, 'Phishing'),
  ],
  severity_code: [option(4, 'Low'), option(5, 'Medium'), option(6, 'High')],
  resolution_id: [option(7, 'Unresolved'), option(8, 'Duplicate'), option(9, 'Not an Issue'), option(10, 'Resolved')],
}

const field = (name: string, type: string, text: string, more: object = {}) =>
  ({ name, input_type: type, read_only: false, text, prefix: null, values: OPTIONS[name] ?? [], ...more })
/** A custom field of an organization, stored in the `properties` of an incident. */
const custom = (name: string, type: string, text: string) => field(name, type, text, { prefix: 'properties' })
const FIELDS = [
  field('name', 'text', 'Name', { required: 'always' }),
  field('description', 'textarea', 'Description'),
  field('incident_type_ids', 'multiselect', 'Incident Type'),
  field('severity_code', 'select', 'Severity'),
  field('resolution_id', 'select', 'Resolution'),
  field('resolution_summary', 'textarea', 'Resolution Summary'),
  field('city', 'text', 'City'),
  field('start_date', 'datetimepicker', 'Date Occurred'),
  custom('customer', 'text', 'Customer'),
  custom('affected_hosts', 'number', 'Affected Hosts'),
  custom('is_reported', 'boolean', 'Reported'),
  custom('due_date', 'datepicker', 'Due Date'),
]
const CUSTOM = new Set(FIELDS.filter(({ prefix }) => prefix !== null).map(({ name }) => name))

const toIncident = ({ attributes: { externalId, fields, createdAt, updatedAt } }: SavedIncident) =>
  ({ ...fields, id: Number(externalId), create_date: Date.parse(createdAt), inc_last_modified_date: Date.parse(updatedAt) })

/** Applies the changes of an update to the fields of an incident; each new value is wrapped in an object. */
function changed (fields: Readonly<Record<string, unknown>>, changes: unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const properties: Record<string, unknown> = { ...asRecord(fields.properties) }
  for (const { field, new_value: wrapped } of (changes as unknown[]).map(asRecord)) {
    const name = String(asRecord(field).name)
    const target = CUSTOM.has(name) ? properties : result
    target[name] = Object.values(asRecord(wrapped))[0] ?? null
  }
  return Object.keys(properties).length === 0 ? result : { ...result, properties }
}

/** IBM Resilient's REST API. Incidents are numbered from 2101 and have the fields listed in `FIELDS`. */
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
      records.update(incident, changed(incident.attributes.fields, changes))
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
    getFieldValues: ({ id }) => answer(200, { name: id, values: OPTIONS[id] }),
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
