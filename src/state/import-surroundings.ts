import { findConnector } from '../connectors/connector.js'
import { CONNECTOR_TYPES } from '../connectors/connector-types.js'
import { checkConnectorType } from '../connectors/known-types.js'
import { SharedList } from '../persistent/shared-list.js'
import { incidentId, plannedIncidentId } from '../connectors/simulation/records.js'
import { toRoleAttributes } from '../documents/role.js'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import { InvalidInput } from '../input/invalid-input.js'
import { printValue } from '../input/describe-schema.js'
import { builtInRolesAt, checkFeaturesOfRole } from '../security/known-names.js'
import type { IncidentDraft, RoleDraft, SpaceDraft, State } from './schema.js'
import { completeConnector, completeIncident, completeSpace } from './complete-document.js'
import type { DocumentWriter } from './document-writer.js'

/** Imports the documents that cases depend on: spaces, roles, connectors, alerts. */
export function importSurroundings (writer: DocumentWriter, { spaces = [], roles = [], connectors = [], alerts = [] }: State): void {
  for (const draft of spaces) addSpace(writer, draft)
  for (const [index, draft] of roles.entries()) addRole(writer, index, draft)
  for (const [index, draft] of connectors.entries()) {
    checkConnectorType(`connectors[${index}].actionTypeId`, draft.actionTypeId)
    writer.add('action', `connectors[${index}]`, draft, completeConnector(draft, writer.connectors.get(draft.id)))
  }
  for (const [index, { id, ...attributes }] of alerts.entries()) writer.add('alert', `alerts[${index}]`, { id }, attributes)
}

/** Imports the records of external systems. */
export function importExternalSystems (writer: DocumentWriter, { incidents = [], externalSystems = [] }: State): void {
  for (const [index, draft] of incidents.entries()) addIncident(writer, `incidents[${index}]`, draft)
  for (const [index, { id, space, nextNumbers, refusedCalls = [] }] of externalSystems.entries()) {
    writer.add('external-system', `externalSystems[${index}]`, { id, ...(space && { space }) }, { nextNumbers, refusedCalls })
  }
}

// Spaces and roles may exist already: the default space, and those in the options

function addSpace ({ kibana }: DocumentWriter, draft: SpaceDraft): void {
  const { id, version } = draft
  kibana.store.create('space', { id, space: id, version, attributes: completeSpace(draft) })
}

function addRole ({ kibana }: DocumentWriter, index: number, { id, ...body }: RoleDraft): void {
  if (builtInRolesAt(kibana.version).has(id)) {
    throw new InvalidInput(`roles[${index}].id`, 'a name that no built-in role has', printValue(id))
  }
  checkFeaturesOfRole(['roles', index], body)
  kibana.store.create('role', { id, space: DEFAULT_SPACE_ID, attributes: toRoleAttributes(body) })
}

function addIncident (writer: DocumentWriter, path: string, { calls = [], ...draft }: IncidentDraft): void {
  const { kibana, now } = writer
  const connector = findConnector(kibana, writer.spaceOf(path, draft), draft.connectorId)
  const connectorType = draft.connectorType ?? connector?.actionTypeId
  if (connectorType === undefined) {
    throw new InvalidInput(`${path}.connectorId`, 'a connector that exists, or a connectorType beside it', printValue(draft.connectorId))
  }
  const systemUrl = draft.systemUrl ?? CONNECTOR_TYPES.get(connectorType)?.system.url(connector?.config ?? {}) ?? ''
  const attributes = completeIncident(draft, { connectorType, systemUrl }, now)
  const id = attributes.planned && attributes.caseId !== null
    ? plannedIncidentId(draft.connectorId, attributes.caseId)
    : incidentId({ connectorType, systemUrl }, draft.externalId)
  for (const [index, call] of calls.entries()) writer.spaceOf(`${path}.calls[${index}]`, call)
  writer.add('incident', path, { id, ...draft }, { ...attributes, calls: new SharedList([...calls]) })
}
