// The events of the timeline, lane by lane.
import type { IconName } from '../../components/icon.js'
import { describe } from '../../domain/describe.js'
import { isTrouble } from '../../domain/outcome.js'
import type { Documents } from '../../state/documents.js'
import type { Request } from '../../types.js'

/** An event of a case. */
export interface Event {
  readonly index: number
  readonly request: Request
  readonly icon: IconName
  readonly isTrouble: boolean
  readonly status: string | undefined
  readonly isCreation: boolean
  readonly isDeletion: boolean
}

export interface CaseLane {
  readonly id: string
  readonly title: string
  readonly events: readonly Event[]
}

/** An event of an external system: a record created or changed, or a call that failed. */
export interface SystemEvent {
  readonly index: number
  readonly request: Request
  /** The id of the record. */
  readonly incident: string | undefined
  readonly isFirst: boolean
}

export interface SystemLane {
  readonly id: string
  readonly name: string
  readonly host: string
  readonly events: readonly SystemEvent[]
  /** The titles of the records by their ids, in the order of their creation. */
  readonly incidents: ReadonlyMap<string, string>
}

const hostOf = (url: unknown) => (typeof url === 'string' && URL.canParse(url) ? new URL(url).host : '')

/** The external system named in the answer to a push. */
function systemIn ({ answer }: Request): { connector_name?: string; external_url?: string } {
  return (answer as { external_service?: { connector_name?: string; external_url?: string } } | null)?.external_service ?? {}
}

const titleIn = ({ body, answer }: Request) => {
  for (const value of [answer, body]) {
    const title = (value as { title?: unknown } | null)?.title
    if (typeof title === 'string') return title
  }
  return undefined
}

/** The lanes of the cases that these requests touched, in the order of their first event. */
export function caseLanes (requests: readonly Request[], { cases }: Documents): readonly CaseLane[] {
  const events = new Map<string, Event[]>()
  const titles = new Map<string, string>()
  for (const [index, request] of requests.entries()) {
    const { changes, isRead, outcome } = describe(request)
    if (isRead || outcome === 'waiting') continue
    const isBad = isTrouble(outcome)
    for (const { caseId, icon, status } of changes) {
      if (caseId === '') continue
      const lane = events.get(caseId) ?? []
      if (lane.length === 0) events.set(caseId, lane)
      const isCreation = icon === 'plus' && !isBad
      if (isCreation) titles.set(caseId, titleIn(request) ?? caseId)
      lane.push({
        index,
        request,
        icon: isBad ? 'x' : icon,
        isTrouble: isBad,
        status: isBad ? undefined : status,
        isCreation,
        isDeletion: icon === 'trash' && request.route === '/api/cases' && !isBad,
      })
    }
  }
  return [...events].map(([id, list]) => ({ id, title: cases.get(id)?.title ?? titles.get(id) ?? id, events: list }))
}

interface Lane { readonly events: SystemEvent[]; readonly incidents: Map<string, string> }

/** The lanes of the external systems, in the order of their first push. */
export function systemLanes (requests: readonly Request[], { connectors, incidents }: Documents): readonly SystemLane[] {
  const lanes = new Map<string, Lane>()
  for (const [index, request] of requests.entries()) {
    const { connectorId, incident, outcome } = describe(request)
    if (connectorId === undefined || outcome === 'waiting' || (outcome === 'refused' && !request.failure)) continue
    const lane: Lane = lanes.get(connectorId) ?? { events: [], incidents: new Map() }
    lanes.set(connectorId, lane)
    const isFirst = incident !== undefined && !lane.incidents.has(incident.id)
    if (incident) lane.incidents.set(incident.id, incident.title)
    lane.events.push({ index, request, incident: incident?.id, isFirst })
  }
  return [...lanes].map(([id, lane]) => {
    const pushed = lane.events.find(({ incident }) => incident !== undefined)
    const { connector_name: name, external_url: url } = pushed ? systemIn(pushed.request) : {}
    const record = incidents.find(({ connectorId }) => connectorId === id)
    return { id, name: connectors.get(id)?.name ?? name ?? id, host: hostOf(url ?? record?.systemUrl), ...lane }
  })
}
