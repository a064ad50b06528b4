import { parse } from 'node:path'
import { lookup } from 'mime-types'
import type { Totals } from '../attachments/totals.js'
import type { FileAttributes } from '../documents/file.js'
import { fillCustomFields } from '../cases/custom-fields.js'
import type { CaseAttributes } from '../documents/case.js'
import { secondsBetween } from '../cases/update/timing.js'
import type { ConfigurationAttributes, CustomFieldConfiguration } from '../documents/configuration.js'
import { NONE_CONNECTOR, normalizeConnector } from '../documents/case-connector.js'
import type { ConnectorAttributes } from '../documents/connector.js'
import type { IncidentAttributes } from '../documents/incident.js'
import type { User } from '../documents/user.js'
import { DEFAULT_SPACE, DEFAULT_SPACE_ID, type SpaceAttributes } from '../documents/space.js'
import type { CaseDraft, ConfigurationDraft, ConnectorDraft, FileDraft, IncidentDraft, SpaceDraft } from './schema.js'

/** The default user in a state. */
const AUTHOR: User = Object.freeze({ username: 'elastic', full_name: null, email: null })

/** Fills in the missing keys of a user. */
export const person = (draft: Partial<User> = AUTHOR): User =>
  draft === AUTHOR ? AUTHOR : { username: null, full_name: null, email: null, ...draft }
export const personOrNull = (draft: Partial<User> | null | undefined): User | null => draft ? person(draft) : null

/** Converts a time to Kibana's format. */
export const iso = (time: string): string => new Date(time).toISOString()
export const isoOrNull = (time: string | null | undefined): string | null => typeof time === 'string' ? iso(time) : null

export function completeSpace ({ id, version, ...given }: SpaceDraft): SpaceAttributes {
  return id === DEFAULT_SPACE_ID ? { ...DEFAULT_SPACE, ...given } : { name: id, disabledFeatures: [], ...given }
}

/**
 * Fills in the missing keys of a connector.
 * @param known the server's connector with that id, now or before an import; its secrets are kept, since exports contain none
 */
export function completeConnector (
  { id, version, space, ...given }: ConnectorDraft, known: ConnectorAttributes | undefined,
): ConnectorAttributes {
  const secrets = given.secrets ?? (known?.actionTypeId === given.actionTypeId ? known.secrets : {})
  const isMissingSecrets = Object.keys(secrets).length === 0 && (given.isMissingSecrets ?? false)
  return { name: id, config: {}, ...given, secrets, isMissingSecrets }
}

export function completeConfiguration (
  { id, version, space, connector, ...given }: ConfigurationDraft, now: string,
): ConfigurationAttributes {
  return {
    owner: 'cases',
    closure_type: 'close-by-user',
    connector: normalizeConnector(connector ?? NONE_CONNECTOR),
    customFields: [],
    templates: [],
    observableTypes: [],
    ...given,
    created_at: iso(given.created_at ?? now),
    created_by: person(given.created_by),
    updated_at: isoOrNull(given.updated_at),
    updated_by: personOrNull(given.updated_by),
  }
}

/**
 * Fills in the missing keys of a case. By default a closed case was closed when it was last updated, and vice versa;
 * its custom fields are those configured for its owner.
 */
export function completeCase (
  draft: CaseDraft, totals: Totals, configured: readonly CustomFieldConfiguration[] | undefined, now: string,
): CaseAttributes {
  const { id, version, space, comments, totalComment, totalAlerts, totalEvents, ...given } = draft
  const isClosed = given.status === 'closed'
  const created_at = iso(given.created_at ?? now)
  const created_by = person(given.created_by)
  const closed_at = given.closed_at === undefined && isClosed ? iso(given.updated_at ?? created_at) : isoOrNull(given.closed_at)
  const closed_by = given.closed_by === undefined && isClosed ? person(given.updated_by ?? created_by) : personOrNull(given.closed_by)
  return {
    // Not the spread first: V8 of Node 20 gives each object that begins with one its own shape, about 500 bytes
    owner: 'cases',
    ...totals,
    // In Kibana every case has a description
    description: given.title,
    tags: [],
    status: 'open',
    severity: 'low',
    category: null,
    assignees: [],
    settings: { syncAlerts: true },
    customFields: fillCustomFields([], configured),
    observables: [],
    external_service: null,
    duration: closed_at === null ? null : secondsBetween(created_at, closed_at) ?? null,
    ...given,
    ...(given.external_service && { external_service: { ...given.external_service, pushed_at: iso(given.external_service.pushed_at) } }),
    ...(given.in_progress_at !== undefined && { in_progress_at: isoOrNull(given.in_progress_at) }),
    connector: normalizeConnector(given.connector ?? NONE_CONNECTOR),
    created_at,
    created_by,
    updated_at: given.updated_at === undefined ? closed_at : isoOrNull(given.updated_at),
    updated_by: given.updated_by === undefined ? closed_by : personOrNull(given.updated_by),
    closed_at,
    closed_by,
  }
}

export function completeIncident (
  { id, space, ...given }: Omit<IncidentDraft, 'calls'>, system: Pick<IncidentAttributes, 'connectorType' | 'systemUrl'>, now: string,
): IncidentAttributes {
  const createdAt = iso(given.createdAt ?? now)
  return {
    caseId: null,
    externalTitle: given.externalId,
    externalUrl: '',
    hasOwnUrl: given.externalUrl !== undefined,
    planned: false,
    fields: {},
    comments: [],
    ...system,
    ...given,
    createdAt,
    updatedAt: iso(given.updatedAt ?? createdAt),
  }
}

/** Completes a file from its name and content. Kibana stores the name without its extension. */
export function completeFile ({ id, version, content, ...given }: Omit<FileDraft, 'case_id'>, owner: string, now: string): FileAttributes {
  const bytes = new Uint8Array(Buffer.from(content, 'base64'))
  const { name, ext } = given.extension === undefined ? parse(given.name) : { name: given.name, ext: `.${given.extension}` }
  return {
    mimeType: lookup(ext) || 'application/octet-stream',
    size: bytes.length,
    owner,
    ...given,
    name,
    extension: ext.slice(1),
    created: iso(given.created ?? now),
    content: bytes,
  }
}
