import { withoutTrailingSlash } from '../calls/http.js'
import type { SavedIncident } from '../simulation/records.js'
import { answer, type SimulatedSystem } from '../simulation/simulated-system.js'

const refusal = (status: number, message: string, detail: string) => answer(status, { error: { message, detail }, status: 'failure' })
const noSuchRecord = refusal(404, 'No Record found', 'Record doesn\'t exist or ACL restricts the record retrieval')

/** Formats a time the way ServiceNow does: UTC, whole seconds, no zone suffix. */
const timestamp = (iso: string) => iso.slice(0, 19).replace('T', ' ')

const toRecord = ({ attributes: { externalId, externalTitle, fields, createdAt, updatedAt } }: SavedIncident) => ({
  ...fields, sys_id: externalId, number: externalTitle, sys_created_on: timestamp(createdAt), sys_updated_on: timestamp(updatedAt),
})

/** Fields that the Elastic application reads from import set columns with the prefix `u_`; it copies all other columns unchanged. */
const PREFIXED_FIELDS = new Set([
  'short_description', 'description', 'severity', 'urgency', 'impact', 'priority', 'category', 'subcategory', 'correlation_id',
  'correlation_display',
  'caller_id', 'opened_by', 'dest_ip', 'source_ip', 'malware_hash', 'malware_url', 'work_notes', 'state', 'close_code', 'close_notes',
])
const importedName = (field: string) => field.startsWith('u_') && PREFIXED_FIELDS.has(field.slice(2)) ? field.slice(2) : field
const importedFields = ({ elastic_incident_id: _id, ...row }: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).map(([field, value]) => [importedName(field), value]))

const isImport = (url: string) => url.includes('/api/now/import/')
const result = (url: string, record: SavedIncident, table: string, status: 'inserted' | 'updated') => isImport(url)
  ? answer(
    201,
    {
      result: [
        {
          transform_map: 'Elastic Incident',
          table,
          display_name: 'number',
          display_value: record.attributes.externalTitle,
          status,
          sys_id: record.attributes.externalId,
        },
      ],
    },
  )
  : answer(status === 'inserted' ? 201 : 200, { result: toRecord(record) })

const choice = (element: string) => (label: string, index: number) => ({ dependent_value: '', label, value: String(index + 1), element })
const LEVELS = ['1 - High', '2 - Medium', '3 - Low']
const categories = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(
  ([value, label]) => ({ dependent_value: '', label, value, element: 'category' }),
)
const ITSM_CHOICES = [
  ...['severity', 'urgency', 'impact'].flatMap(element => LEVELS.map(choice(element))),
  ...categories({ software: 'Software', hardware: 'Hardware', network: 'Network', database: 'Database', inquiry: 'Inquiry / Help' }),
  { dependent_value: 'software', label: 'Operating System', value: 'os', element: 'subcategory' },
  { dependent_value: 'software', label: 'Email', value: 'email', element: 'subcategory' },
  { dependent_value: 'network', label: 'DNS', value: 'dns', element: 'subcategory' },
]
const SIR_CHOICES = [
  ...['1 - Critical', '2 - High', '3 - Moderate', '4 - Low', '5 - Planning'].map(choice('priority')),
  ...categories({ 'Denial of Service': 'Denial of Service', 'Malicious code activity': 'Malicious code activity', Phishing: 'Phishing' }),
  { dependent_value: 'Denial of Service', label: 'Inbound or outbound', value: '12', element: 'subcategory' },
]

const FIELDS = ['short_description', 'description', 'category', 'subcategory', 'correlation_id', 'correlation_display']
  .map(element => ({ column_label: element.replaceAll('_', ' '), mandatory: 'false', max_length: '4000', element }))

/** Reads the elements that a choices query requests. */
const requestedElements = (url: string) => [...url.matchAll(/element=([^^&]+)/g)].map(([, element]) => element)

/** Creates a ServiceNow table behind the table API and the Elastic application. Numbers start at `INC0010001`. */
const serviceNow = (table: string, numberPrefix: string, choices: readonly { element: string }[]): SimulatedSystem => ({
  url: ({ apiUrl }) => withoutTrailingSlash(String(apiUrl)),
  operations: {
    createRecord: ({ url, body }, records) => {
      const identify = () => (
        {
          id: records.randomId('0123456789abcdef', 32),
          title: `${numberPrefix}${String(records.number(numberPrefix, 10_001)).padStart(7, '0')}`,
        }
      )
      return result(url, records.create(identify, isImport(url) ? importedFields(body) : body), table, 'inserted')
    },
    updateRecord: ({ id, url, body }, records) => {
      const record = records.get(id)
      if (!record) {
        return isImport(url)
          ? answer(
            201, { result: [{ status: 'error', error_message: 'Record not found', status_message: `No record with sys_id ${id}` }] },
          )
          : noSuchRecord
      }
      const { work_notes: note, ...fields } = isImport(url) ? importedFields(body) : body
      const updated = records.update(record, fields)
      if (typeof note === 'string') records.comment(updated, note)
      return result(url, updated, table, 'updated')
    },
    getRecord: ({ id }, records) => {
      const record = records.get(id)
      return record ? answer(200, { result: toRecord(record) }) : noSuchRecord
    },
    findByCorrelationId: ({ id: correlationId }, records) => {
      const found = records.all().filter(({ attributes: { fields } }) => fields.correlation_id === correlationId)
      return answer(200, { result: found.reverse().map(toRecord) })
    },
    addObservables: ({ body }) => answer(
      201, { result: Object.values(body).map(observable => ({ ...observable as object, observable_sys_id: null })) },
    ),
    getHealth: () => answer(200, { result: { name: 'Elastic', scope: 'x_elas2_inc_int', version: '1.0.0' } }),
    getFields: () => answer(200, { result: FIELDS }),
    getChoices: ({ url }) => answer(200, { result: choices.filter(({ element }) => requestedElements(url).includes(element)) }),
  },
  failures: {
    'bad-credentials': refusal(401, 'User Not Authenticated', 'Required to provide Auth information'),
    'missing-field': refusal(403, 'Operation Failed', 'Data Policy Exception: The following fields are mandatory: Short description'),
    'unknown-issue-type': refusal(400, 'Invalid value', 'The category is not a choice of this table'),
    'not-found': noSuchRecord,
    'rate-limit': refusal(429, 'Rate limit exceeded', 'Requests per hour exceeded'),
    unavailable: refusal(503, 'Instance is hibernating', 'Wake it up and try again'),
  },
})

/** ServiceNow ITSM: the table `incident`. */
export const serviceNowItsm = serviceNow('incident', 'INC', ITSM_CHOICES)
/** ServiceNow SecOps: the table `sn_si_incident`. */
export const serviceNowSir = serviceNow('sn_si_incident', 'SIR', SIR_CHOICES)
