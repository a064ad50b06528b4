import type { KibanaContext } from '../../kibana/context.js'
import { draftOf } from './draft.js'
import type { SavedObject } from '../../store/saved-object.js'
import { SharedList } from '../../persistent/shared-list.js'
import type { IncidentAttributes, IncidentCall } from '../../documents/incident.js'
import { SystemRecord } from './system-record.js'

/** An incident as the store keeps it. */
export type SavedIncident = SavedObject<'incident'>

/** The connector, case and external system of one execution. */
export interface Delivery {
  readonly connectorId: string
  readonly connectorType: string
  readonly systemUrl: string
  readonly space: string
  readonly caseId: string | null
}

interface Identity { readonly id: string, readonly title: string }

type System = Pick<Delivery, 'connectorType' | 'systemUrl'>
/** Document id of an external system. */
const systemId = ({ connectorType, systemUrl }: System) => `${connectorType} ${systemUrl}`
/** Reads a document id of an external system. */
export function systemOf (id: string): System {
  const blank = id.indexOf(' ')
  return { connectorType: id.slice(0, blank), systemUrl: id.slice(blank + 1) }
}
/** Document id of an incident. */
export const incidentId = (system: System, externalId: string) => `${systemId(system)} ${externalId}`
/** Document id of an incident that a seed planned for a connector and a case. */
export const plannedIncidentId = (connectorId: string, caseId: string) => `planned ${JSON.stringify([connectorId, caseId])}`

/** The records of one external system, for one execution of a connector. All state is in the store. */
export class Records {
  readonly #kibana: KibanaContext
  readonly #delivery: Delivery
  readonly #system: SystemRecord
  #touched: SavedIncident | undefined

  constructor (kibana: KibanaContext, delivery: Delivery) {
    this.#kibana = kibana
    this.#delivery = delivery
    this.#system = new SystemRecord(kibana, systemId(delivery), delivery.space)
  }

  /** The record that this execution created or changed, in its current state. */
  get touched (): SavedIncident | undefined {
    return this.#touched
  }

  /** The current time, as an ISO string. */
  get now (): string {
    return this.#kibana.clock.iso()
  }

  get (id: string): SavedIncident | undefined {
    // Successive calls use the same record, so its document id is cached
    const storeId = this.#touched?.attributes.externalId === id ? this.#touched.id : incidentId(this.#delivery, id)
    return this.#kibana.store.get('incident', storeId)
  }

  /** All records of the system, oldest first. */
  all (): SavedIncident[] {
    const { connectorType, systemUrl } = this.#delivery
    return this.#kibana.store.all('incident').filter(({ attributes }) =>
      !attributes.planned && attributes.connectorType === connectorType && attributes.systemUrl === systemUrl)
  }

  /** Creates a record: the one planned for this case and connector if there is one, else one named by `identify`. */
  create (identify: () => Identity, fields: IncidentAttributes['fields']): SavedIncident {
    const { store } = this.#kibana
    const { connectorId, caseId } = this.#delivery
    const plan = caseId === null ? undefined : store.get('incident', plannedIncidentId(connectorId, caseId))
    this.#open()
    if (!plan) return this.#create(this.#identifyNew(identify), fields)
    const { externalId: id, externalTitle: title, externalUrl, hasOwnUrl } = plan.attributes
    store.delete(plan)
    this.#system.keepClearOf(id, title)
    return this.#create({ id, title }, fields, { externalUrl, hasOwnUrl })
  }

  /** Saves a record that a live system created or changed, with the fields that were sent. */
  mirror (identity: Identity, fields: IncidentAttributes['fields'], comments: readonly string[]): SavedIncident {
    const before = this.get(identity.id)
    const record = before ? this.update(before, fields) : this.#create(identity, fields)
    const added = comments.map(text => this.#newComment(text))
    return this.#write(record, { comments: [...record.attributes.comments, ...added] })
  }

  /** Merges fields into a record. */
  update (record: SavedIncident, fields: IncidentAttributes['fields']): SavedIncident {
    return this.#write(record, { fields: { ...record.attributes.fields, ...fields } })
  }

  comment (record: SavedIncident, text: string): { id: string, createdAt: string } {
    const comment = this.#newComment(text)
    this.#write(record, { comments: [...record.attributes.comments, comment] })
    return comment
  }

  /** Appends a push to the history of a record, with the title and URL that the connector reported, if any. */
  addCall ({ id }: SavedIncident, call: IncidentCall, reported: { readonly title: string, readonly url: string } | undefined): void {
    const { store } = this.#kibana
    // Read again: in the meantime, other pushes may have run and incidents may have been deleted
    const record = store.get('incident', id)
    if (!record) return
    const draft = draftOf(record.attributes)
    draft.calls = draft.calls.with(call)
    // A seeded record belongs to no case until one is pushed to it
    draft.caseId ??= call.caseId
    if (reported) {
      draft.externalTitle = reported.title
      draft.externalUrl = reported.url
    }
    store.update(record, draft)
  }

  /** Stores a push that failed before there was a record. */
  addRefusedCall (call: IncidentCall): void {
    this.#open()
    this.#system.addRefusedCall(call)
  }

  /** Returns the next number of a series. */
  number (prefix: string, first: number): number {
    return this.#system.number(prefix, first)
  }

  /** Generates an id of `size` characters from `alphabet`. */
  randomId (alphabet: string, size: number): string {
    return this.#kibana.random.id(alphabet, size)
  }

  #newComment (text: string): IncidentAttributes['comments'][number] {
    return { id: String(this.number('comment ', 10_000)), text, createdAt: this.now }
  }

  #create ({ id, title }: Identity, fields: IncidentAttributes['fields'], url = { externalUrl: '', hasOwnUrl: false }): SavedIncident {
    const { connectorId, connectorType, systemUrl, space, caseId } = this.#delivery
    const created = this.#kibana.store.create('incident', {
      id: incidentId(this.#delivery, id),
      space,
      attributes: {
        connectorId,
        connectorType,
        systemUrl,
        caseId,
        externalId: id,
        externalTitle: title,
        ...url,
        planned: false,
        createdAt: this.now,
        updatedAt: this.now,
        fields,
        comments: [],
        calls: new SharedList(),
      },
    })
    this.#touched = created
    return created
  }

  /** Retries while the id is taken: a seed may have added a record with it in the meantime. */
  #identifyNew (identify: () => Identity): Identity {
    let identity = identify()
    while (this.get(identity.id)) identity = identify()
    return identity
  }

  /** Advances the series past all seeded records, before the system creates its first one. */
  #open (): void {
    if (this.#system.exists) return
    for (const { attributes: { externalId: id, externalTitle: title } } of this.all()) {
      this.#system.keepClearOf(id, title)
    }
  }

  #write (record: SavedIncident, changes: Partial<IncidentAttributes>): SavedIncident {
    const { attributes } = record
    const draft = Object.assign(draftOf(attributes), changes)
    draft.updatedAt = this.now
    const updated = this.#kibana.store.update(record, draft)
    this.#touched = updated
    return updated
  }
}
