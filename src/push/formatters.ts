import type { SavedCase } from '../cases/case.js'
import type { CaseSeverity } from '../documents/case.js'
import { valueAt } from '../connectors/calls/object-path.js'

/** What an incident is made of: the case, and the documents of its alerts. */
export interface IncidentSource {
  readonly savedCase: SavedCase
  /** The case's description with who wrote it and where to find it. */
  readonly description: string
  readonly alerts: readonly object[]
  /** The record that earlier pushes made; null for a new one. */
  readonly externalId: string | null
}

type Fields = Readonly<Record<string, unknown>>

/** How the incidents of a connector type are made: title and description first, under the names that they have there. */
type Formatter = (source: IncidentSource, fields: Fields) => Fields

const CORRELATION = { correlation_display: 'Elastic Case' }

/** From a case's flags to the observables of a security incident, and where alerts keep them. */
const OBSERVABLES = [
  { flag: 'destIp', target: 'dest_ip', path: 'destination.ip' },
  { flag: 'sourceIp', target: 'source_ip', path: 'source.ip' },
  { flag: 'malwareHash', target: 'malware_hash', path: 'file.hash.sha256' },
  { flag: 'malwareUrl', target: 'malware_url', path: 'url.full' },
] as const

/** Each value once, in the order of the alerts; none where the case does not ask for them. */
const observables = (alerts: readonly object[], fields: Fields) => Object.fromEntries(OBSERVABLES.map(({ flag, target, path }) =>
  [target, fields[flag] === true ? [...new Set(alerts.map(alert => valueAt(alert, path)).filter(Boolean))] : []]))

const THE_HIVE_SEVERITIES: Readonly<Record<CaseSeverity, number>> = { low: 1, medium: 2, high: 3, critical: 4 }

/** Labels can't hold blanks. */
const labelsOf = (tags: readonly string[]) => tags.some(tag => /\s/.test(tag)) ? tags.map(tag => tag.replaceAll(/\s+/g, '-')) : tags

/**
 * By connector type: which fields of an incident come from which of the case's. The fields of the case's connector are read
 * whatever its type is; one that another type does not have is null.
 * Source: Kibana's cases/server/connectors/{jira,servicenow,resilient,swimlane,cases_webook,thehive}/{format,mapping}.ts
 */
const FORMATTERS: Readonly<Record<string, Formatter>> = {
  '.jira': ({ savedCase: { attributes: { title, tags } }, description, externalId }, { priority = null, issueType = null, parent = null }) =>
    ({ summary: title, description, priority, issueType, parent, labels: labelsOf(tags), externalId }),
  '.servicenow': ({ savedCase: { id, attributes: { title } }, description, externalId }, fields) => {
    const { severity = null, urgency = null, impact = null, category = null, subcategory = null, additionalFields = null } = fields
    return { short_description: title, description, severity, urgency, impact, category, subcategory, additional_fields: additionalFields, correlation_id: id, ...CORRELATION, externalId }
  },
  '.servicenow-sir': ({ savedCase: { id, attributes: { title } }, description, alerts, externalId }, fields) => {
    const { category = null, subcategory = null, priority = null, additionalFields = null } = fields
    return { short_description: title, description, ...observables(alerts, fields), category, subcategory, priority, additional_fields: additionalFields, correlation_id: id, ...CORRELATION, externalId }
  },
  '.resilient': ({ savedCase: { attributes: { title } }, description, externalId }, { incidentTypes = null, severityCode = null }) =>
    ({ name: title, description, incidentTypes, severityCode, externalId }),
  '.swimlane': ({ savedCase: { id, attributes: { title } }, description, externalId }, { caseId = id }) => ({ caseName: title, description, caseId, externalId }),
  // The one that gets the description as it was written
  '.cases-webhook': ({ savedCase: { id, attributes: { title, description, tags, severity, status } }, externalId }) => ({ title, description, tags, id, severity, status, externalId }),
  '.thehive': ({ savedCase: { attributes: { title, tags, severity } }, description, externalId }, { tlp = null }) =>
    ({ title, description, tags, tlp: typeof tlp === 'string' ? Number.parseInt(tlp, 10) : tlp, severity: THE_HIVE_SEVERITIES[severity], externalId }),
}

/** A case as an incident of a connector type; of a type that has nothing to do with cases it is nothing but its id. */
export function formatIncident (connectorType: string, source: IncidentSource): Fields {
  if (!Object.hasOwn(FORMATTERS, connectorType)) return { externalId: source.externalId }
  return FORMATTERS[connectorType]!(source, source.savedCase.attributes.connector.fields ?? {})
}
