// Facts about cases, gathered from several documents.
import { computed } from '@preact/signals'
import { attachedAlerts } from '../domain/attached-alerts.js'
import type { Attachment, Case, Incident } from '../types.js'
import { documents } from './documents.js'

interface Person {
  readonly username?: string | null | undefined
  readonly profile_uid?: string | undefined
}

/** The names of users by profile id, as far as the documents contain them. */
export const names = computed<ReadonlyMap<string, string>>(() => {
  const known = new Map<string, string>()
  const note = (person: Person | null | undefined) => {
    if (person?.profile_uid && person.username) known.set(person.profile_uid, person.username)
  }
  for (const { created_by: created, updated_by: updated, closed_by: closed, assignees } of documents.value.cases.values()) {
    for (const person of [created, updated, closed]) note(person)
    for (const { uid, username } of assignees) note({ profile_uid: uid, username })
  }
  for (const actions of documents.value.actions.values()) for (const action of actions) note(action.created_by)
  return known
})

/** The name of an assignee, or the profile id if no document contains the name. */
export const nameOf = (uid: string) => names.value.get(uid) ?? uid

/** The title of a case, if it exists. */
export const titleOf = (id: string) => documents.value.cases.get(id)?.title

/** The Cases settings that apply to a case. */
export const configurationOf = (found: Case) =>
  documents.value.configurations.find(({ owner, space }) => owner === found.owner && space === found.space)

/** The records in external systems, by the ids of the cases pushed to them. */
export const incidentsByCase = computed<ReadonlyMap<string, readonly Incident[]>>(() => {
  const groups = new Map<string, Incident[]>()
  for (const incident of documents.value.incidents) {
    const ids = new Set([incident.caseId, ...incident.calls.map(({ caseId }) => caseId)])
    for (const id of ids) if (id !== null) groups.set(id, [...(groups.get(id) ?? []), incident])
  }
  return groups
})

/** The number of alerts, comments and files among attachments. */
export function countAttachments (attachments: readonly Attachment[] = []): { alerts: number; comments: number; files: number } {
  const comments = attachments.filter(({ type }) => type === 'user').length
  const files = attachments.filter(
    attachment => attachment.type === 'externalReference' && attachment.externalReferenceAttachmentTypeId === '.files',
  ).length
  return { alerts: attachedAlerts(attachments).length, comments, files }
}

/** The names of connectors, including preconfigured ones, as far as the documents contain them. */
const connectorNames = computed<ReadonlyMap<string, string>>(() => {
  const known = new Map<string, string>()
  const note = (service: unknown) => {
    const { connector_id: id, connector_name: name } = (service ?? {}) as { connector_id?: string; connector_name?: string }
    if (id && name) known.set(id, name)
  }
  for (const { connector, external_service: service } of documents.value.cases.values()) {
    note(service)
    if (connector.name) known.set(connector.id, connector.name)
  }
  for (const actions of documents.value.actions.values()) {
    for (const { type, payload } of actions) if (type === 'pushed') note(payload.externalService)
  }
  for (const { id, name } of documents.value.connectors.values()) known.set(id, name)
  known.delete('none')
  return known
})

/** The name of a connector, or its id if no document contains the name. */
export const connectorName = (id: string) => connectorNames.value.get(id) || id
export const connectorIds = computed(() => [...connectorNames.value.keys()])
