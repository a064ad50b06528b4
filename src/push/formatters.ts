import type { SavedCase } from '../cases/case.js'
import type { CaseSeverity } from '../documents/case.js'
import type { CaseConnector } from '../documents/case-connector.js'
import { MAPPINGS, type Mapping } from '../configure/mappings.js'
import { valueAt } from '../connectors/calls/object-path.js'
import { resilientTakesAdditionalFields } from '../connectors/versions.js'
import type { Version } from '../versions/version.js'
import { additionalFieldsAreSent, otherFieldsAreSent, textsAreMappedByTheCase, webhooksGetMoreFields } from './versions.js'

/** The sources of an incident: the case and its alert documents. */
interface IncidentSource {
  readonly savedCase: SavedCase
  /** The description of the case, followed by its author and URL. */
  readonly description: string
  readonly alerts: readonly object[]
  /** The record of earlier pushes; null for a new one. */
  readonly externalId: string | null
  readonly version: Version
}

type Fields = Readonly<Record<string, unknown>>

/** The fields of an incident besides the mapped title and description. */
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

/** Labels can't contain whitespace. */
const labelsOf = (tags: readonly string[]) => tags.some(tag => /\s/.test(tag)) ? tags.map(tag => tag.replaceAll(/\s+/g, '-')) : tags

/**
 * Incident fields and their sources, by connector type. The connector fields of the case are read
 * even if they belong to another type; a missing field is null.
 * Source: Kibana's cases/server/connectors/{jira,servicenow,resilient,swimlane,cases_webook,thehive}/format.ts
 */
const FORMATTERS: Readonly<Record<Exclude<CaseConnector['type'], '.none'>, Formatter>> = {
  '.jira': ({ savedCase: { attributes: { tags } }, version }, fields) => {
    const { priority = null, issueType = null, parent = null, otherFields = null } = fields
    return { priority, issueType, parent, labels: labelsOf(tags), ...(otherFieldsAreSent(version) && { otherFields }) }
  },
  '.servicenow': ({ savedCase: { id }, version }, fields) => {
    const { severity = null, urgency = null, impact = null, category = null, subcategory = null, additionalFields = null } = fields
    return {
      severity,
      urgency,
      impact,
      category,
      subcategory,
      ...(additionalFieldsAreSent(version) && { additional_fields: additionalFields }),
      correlation_id: id,
      ...CORRELATION,
    }
  },
  '.servicenow-sir': ({ savedCase: { id }, alerts, version }, fields) => {
    const { category = null, subcategory = null, priority = null, additionalFields = null } = fields
    return {
      ...observables(alerts, fields),
      category,
      subcategory,
      priority,
      ...(additionalFieldsAreSent(version) && { additional_fields: additionalFields }),
      correlation_id: id,
      ...CORRELATION,
    }
  },
  '.resilient': ({ version }, fields) => {
    const { incidentTypes = null, severityCode = null, additionalFields = null } = fields
    return { incidentTypes, severityCode, ...(resilientTakesAdditionalFields(version) && { additionalFields }) }
  },
  '.swimlane': ({ savedCase: { id } }, { caseId = id }) => ({ caseId }),
  // The only type that sends the description without author and URL
  '.cases-webhook': ({ savedCase: { id, attributes: { title, description, tags, severity, status } }, version }) =>
    ({ title, description, tags, ...(webhooksGetMoreFields(version) && { id, severity, status }) }),
  '.thehive': ({ savedCase: { attributes: { tags, severity } } }, { tlp = null }) =>
    ({ tags, tlp: typeof tlp === 'string' ? Number.parseInt(tlp, 10) : tlp, severity: THE_HIVE_SEVERITIES[severity] }),
}

const FORMATTERS_BY_TYPE: ReadonlyMap<string, Formatter> = new Map(Object.entries(FORMATTERS))

/** The names of the title and the description, by connector type. */
const TEXT_MAPPINGS: ReadonlyMap<string, readonly Mapping[]> = new Map(
  Object.entries(MAPPINGS).map(([type, mappings]) => [type, mappings.filter(({ source }) => source !== 'comments' && source !== 'tags')]),
)

/** The title and description under the names that a connector type maps them to. */
function mapped (connectorType: string, { savedCase: { attributes: { title } }, description }: IncidentSource): Fields {
  const texts: Record<string, string> = {}
  for (const { source, target } of TEXT_MAPPINGS.get(connectorType) ?? []) texts[target] = source === 'title' ? title : description
  return texts
}

/** Converts a case to an incident of a connector type. For types that don't support cases, the incident has only the id. */
export function formatIncident (connectorType: string, source: IncidentSource): Fields {
  const { savedCase: { attributes: { connector } }, externalId, version } = source
  const format = FORMATTERS_BY_TYPE.get(connectorType)
  return {
    ...mapped(textsAreMappedByTheCase(version) ? connector.type : connectorType, source),
    ...format?.(source, connector.fields ?? {}),
    externalId,
  }
}
