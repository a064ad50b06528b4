import type { SavedCase } from '../cases/case.js'
import type { CaseSeverity } from '../documents/case.js'
import type { CaseConnector } from '../documents/case-connector.js'
import { valueAt } from '../connectors/calls/object-path.js'
import { resilientTakesAdditionalFields } from '../connectors/versions.js'
import type { Version } from '../versions/version.js'
import { additionalFieldsAreSent, otherFieldsAreSent } from './versions.js'

/** The sources of an incident: the case and its alert documents. */
export interface IncidentSource {
  readonly savedCase: SavedCase
  /** The description of the case, followed by its author and URL. */
  readonly description: string
  readonly alerts: readonly object[]
  /** The record of earlier pushes; null for a new one. */
  readonly externalId: string | null
  readonly version: Version
}

type Fields = Readonly<Record<string, unknown>>

/** Builds the incident for a connector type: title and description first, under the system's names. */
type Formatter = (source: IncidentSource, fields: Fields) => Fields

const CORRELATION = { correlation_display: 'Elastic Case' }

/** Flags of a case, the observables they enable in a security incident, and the alert fields they come from. */
const OBSERVABLES = [
  { flag: 'destIp', target: 'dest_ip', path: 'destination.ip' },
  { flag: 'sourceIp', target: 'source_ip', path: 'source.ip' },
  { flag: 'malwareHash', target: 'malware_hash', path: 'file.hash.sha256' },
  { flag: 'malwareUrl', target: 'malware_url', path: 'url.full' },
] as const

/** Distinct values in the order of the alerts; empty if the case does not enable them. */
const observables = (alerts: readonly object[], fields: Fields) => Object.fromEntries(OBSERVABLES.map(({ flag, target, path }) =>
  [target, fields[flag] === true ? [...new Set(alerts.map(alert => valueAt(alert, path)).filter(Boolean))] : []]))

const THE_HIVE_SEVERITIES: Readonly<Record<CaseSeverity, number>> = { low: 1, medium: 2, high: 3, critical: 4 }

/** Labels can't contain blanks. */
const labelsOf = (tags: readonly string[]) => tags.some(tag => /\s/.test(tag)) ? tags.map(tag => tag.replaceAll(/\s+/g, '-')) : tags

/**
 * Incident fields and their sources, by connector type. The connector fields of the case are read
 * even if they belong to another type; a missing field is null.
 * Source: Kibana's cases/server/connectors/{jira,servicenow,resilient,swimlane,cases_webook,thehive}/{format,mapping}.ts
 */
const FORMATTERS: Readonly<Record<Exclude<CaseConnector['type'], '.none'>, Formatter>> = {
  '.jira': ({ savedCase: { attributes: { title, tags } }, description, externalId, version }, fields) => {
    const { priority = null, issueType = null, parent = null, otherFields = null } = fields
    const labels = labelsOf(tags)
    const incident: Record<string, unknown> = { summary: title, description, priority, issueType, parent, labels, externalId }
    if (otherFieldsAreSent(version)) incident.otherFields = otherFields
    return incident
  },
  '.servicenow': ({ savedCase: { id, attributes: { title } }, description, externalId, version }, fields) => {
    const { severity = null, urgency = null, impact = null, category = null, subcategory = null, additionalFields = null } = fields
    return {
      short_description: title,
      description,
      severity,
      urgency,
      impact,
      category,
      subcategory,
      ...(additionalFieldsAreSent(version) && { additional_fields: additionalFields }),
      correlation_id: id,
      ...CORRELATION,
      externalId,
    }
  },
  '.servicenow-sir': ({ savedCase: { id, attributes: { title } }, description, alerts, externalId, version }, fields) => {
    const { category = null, subcategory = null, priority = null, additionalFields = null } = fields
    return {
      short_description: title,
      description,
      ...observables(alerts, fields),
      category,
      subcategory,
      priority,
      ...(additionalFieldsAreSent(version) && { additional_fields: additionalFields }),
      correlation_id: id,
      ...CORRELATION,
      externalId,
    }
  },
  '.resilient': ({ savedCase: { attributes: { title } }, description, externalId, version }, fields) => {
    const { incidentTypes = null, severityCode = null, additionalFields = null } = fields
    const more = resilientTakesAdditionalFields(version) ? { additionalFields } : {}
    return { name: title, description, incidentTypes, severityCode, ...more, externalId }
  },
  '.swimlane': (
    { savedCase: { id, attributes: { title } }, description, externalId }, { caseId = id },
  ) => ({ caseName: title, description, caseId, externalId }),
  // The only type that sends the description without author and URL
  '.cases-webhook': (
    { savedCase: { id, attributes: { title, description, tags, severity, status } }, externalId },
  ) => ({ title, description, tags, id, severity, status, externalId }),
  '.thehive': ({ savedCase: { attributes: { title, tags, severity } }, description, externalId }, { tlp = null }) =>
    (
      {
        title,
        description,
        tags,
        tlp: typeof tlp === 'string' ? Number.parseInt(tlp, 10) : tlp,
        severity: THE_HIVE_SEVERITIES[severity],
        externalId,
      }
    ),
}

const FORMATTERS_BY_TYPE: ReadonlyMap<string, Formatter> = new Map(Object.entries(FORMATTERS))

/** Converts a case to an incident of a connector type. For types that don't support cases, it has only the id. */
export function formatIncident (connectorType: string, source: IncidentSource): Fields {
  const format = FORMATTERS_BY_TYPE.get(connectorType)
  return format ? format(source, source.savedCase.attributes.connector.fields ?? {}) : { externalId: source.externalId }
}
