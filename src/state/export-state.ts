import { uidsOnly } from '../cases/assignees.js'
import { toIncident } from '../connectors/simulation/incidents.js'
import type { KibanaContext } from '../kibana/context.js'
import type { SavedObject, SavedObjectType } from '../store/saved-object.js'
import type { ConnectorDraft, State } from './schema.js'

/** Converts a document to its form in a state. */
const listed = <Type extends SavedObjectType>(
  { id, version, space, attributes }: SavedObject<Type>,
) => ({ id, version, space, ...attributes })

/** Converts a document that belongs to a case, and is in its space. */
const listedOfCase = <Type extends 'cases-comments' | 'cases-user-actions' | 'file'>(
  { id, version, caseId, attributes }: SavedObject<Type>,
) =>
    ({ id, version, case_id: caseId!, ...attributes })

/** A connector without its secrets; if it had any, it is marked like a connector that Kibana has imported. */
function listedConnector (
  { id, version, space, attributes: { secrets, isMissingSecrets, ...attributes } }: SavedObject<'action'>,
): ConnectorDraft {
  return { id, version, space, ...attributes, isMissingSecrets: isMissingSecrets || Object.keys(secrets).length > 0 }
}

/** Exports everything in a server, in order of creation. Importing it restores the same answers. */
export function exportState ({ store, random, license }: KibanaContext): State {
  return {
    format: 1,
    sequenceNumber: store.sequenceNumber,
    ...(random.state && { random: [...random.state] }),
    license,
    spaces: store.all('space').map(({ id, version, attributes }) => ({ id, version, ...attributes })),
    roles: store.all('role').map(({ id, attributes }) => ({ id, ...attributes })),
    connectors: store.all('action').map(listedConnector),
    configurations: store.all('cases-configure').map(listed),
    templates: store.all('cases-templates').map(listed),
    fieldDefinitions: store.all('cases-field-definitions').map(listed),
    cases: store.all('cases').map(({ attributes: { totalComment, totalAlerts, totalEvents, ...attributes }, id, version, space }) =>
      ({ id, version, space, ...attributes, assignees: uidsOnly(attributes.assignees) })),
    caseCounters: store.all('cases-incrementer').map(({ id, attributes }) => ({ id, ...attributes })),
    comments: store.all('cases-comments').map(listedOfCase),
    // Before 8.7 the activity of a case outlives the case; a state can't contain it
    userActions: store.all('cases-user-actions').filter(({ caseId }) => store.get('cases', caseId!)).map(listedOfCase),
    files: store.all('file').map(
      savedObject => ({ ...listedOfCase(savedObject), content: Buffer.from(savedObject.attributes.content).toString('base64') }),
    ),
    alerts: store.all('alert').map(({ id, attributes }) => ({ id, ...attributes })),
    incidents: store.all('incident').map(toIncident),
    externalSystems: store.all('external-system').map(({ id, space, attributes }) => ({ id, space, ...attributes })),
  }
}
