// The external systems that appear in the documents, with the pushes to each.
import { computed } from '@preact/signals'
import { casesOf, describe } from '../domain/describe.js'
import { order } from '../domain/order.js'
import type { Incident, IncidentCall, RefusedPush, Request } from '../types.js'
import { hrefOf } from './address.js'
import { connectorIds, connectorName } from './case-facts.js'
import { documents, refusedPushes } from './documents.js'
import { requests } from './journal.js'

export interface System {
  readonly id: string
  readonly name: string
  /** The newest change first. */
  readonly incidents: readonly Incident[]
  /** The newest first. */
  readonly refused: readonly RefusedPush[]
}

/** Every connector that a document names, those with records first. */
export const systems = computed<readonly System[]>(() => {
  const made = documents.value.incidents
  const ids = new Set([...[...made, ...refusedPushes.value].map(({ connectorId }) => connectorId), ...connectorIds.value])
  return [...ids].map(id => ({
    id,
    name: connectorName(id),
    incidents: made.filter(({ connectorId }) => connectorId === id).toSorted((one, other) => order(other.updatedAt, one.updatedAt)),
    refused: refusedPushes.value.filter(({ connectorId }) => connectorId === id).toReversed(),
  }))
})

/** A record of a system, by its title or its id. */
export const recordAt = ({ incidents }: System, name: string) =>
  incidents.find(({ id }) => id === name) ?? incidents.find(({ externalTitle }) => externalTitle === name)

const titleKey = ({ connectorId, externalTitle }: Incident) => `${connectorId} ${externalTitle}`
const sharedTitles = computed<ReadonlySet<string>>(() => {
  const keys = systems.value.flatMap(({ incidents }) => incidents.map(titleKey))
  const once = new Set<string>()
  return new Set(keys.filter(key => once.size === once.add(key).size))
})

/** A link to a record by its title, or by its id if the title is empty or not unique in its system. */
export function hrefOfRecord (incident: Incident): string {
  const { id, connectorId, externalTitle } = incident
  return hrefOf(['systems', connectorId, externalTitle === '' || sharedTitles.value.has(titleKey(incident)) ? id : externalTitle])
}

/** The pushes that reached a system, by their requests. */
const requestsByPush = computed<ReadonlyMap<IncidentCall, Request>>(() => {
  const pushes = requests.value.filter(({ status, route }) => route?.endsWith('/_push') && (status === 200 || status === 424))
  const calls = [...refusedPushes.value, ...documents.value.incidents.flatMap(({ calls }) => calls)]
  const found = new Map<IncidentCall, Request>()
  for (const group of Map.groupBy(calls, ({ connectorId, caseId }) => `${connectorId} ${caseId}`).values()) {
    const { connectorId, caseId } = group[0]!
    if (caseId === null) continue
    const asked = pushes.filter(request => describe(request).connectorId === connectorId && casesOf(request).includes(caseId))
    const ordered = group.toSorted((one, other) => order(one.at, other.at))
    // From the end, since the log may have dropped the oldest requests; by outcome too, since the log may be ahead and times may be equal
    let end = asked.length
    for (const call of ordered.toReversed()) {
      const status = call.error === null ? 200 : 424
      const place = asked.slice(0, end).findLastIndex(request => request.status === status && request.at <= call.at)
      if (place === -1) continue
      found.set(call, asked[place]!)
      end = place
    }
  }
  return found
})

/** The request of a push, if the log still has it. */
export const requestOf = (call: IncidentCall) => requestsByPush.value.get(call)
