import { signal } from '@preact/signals'
import type {
  Action,
  Alert,
  Attachment,
  Case,
  CaseEvent,
  CaseFile,
  Configuration,
  Connector,
  Incident,
  RefusedPush,
  Role,
  ServerState,
  Space,
} from '../types.js'
import { sequenceOf } from '../domain/case-version.js'
import { versions } from './journal.js'
import { Meanwhile } from './meanwhile.js'

/** The documents of the Kibana that is shown. Events update the maps; each change creates a new object. */
export interface Documents {
  readonly cases: ReadonlyMap<string, Case>
  readonly attachments: ReadonlyMap<string, readonly Attachment[]>
  readonly actions: ReadonlyMap<string, readonly Action[]>
  readonly files: ReadonlyMap<string, readonly CaseFile[]>
  readonly connectors: ReadonlyMap<string, Connector>
  readonly alerts: ReadonlyMap<string, Alert>
  readonly configurations: readonly Configuration[]
  readonly incidents: readonly Incident[]
  readonly spaces: readonly Space[]
  readonly roles: readonly Role[]
  readonly license: string
}

const NOTHING: Documents = {
  cases: new Map(),
  attachments: new Map(),
  actions: new Map(),
  files: new Map(),
  connectors: new Map(),
  alerts: new Map(),
  configurations: [],
  incidents: [],
  spaces: [],
  roles: [],
  license: '',
}

export const documents = signal<Documents>(NOTHING)

/** Clears the documents, because another Kibana is shown. */
export function clearDocuments (): void {
  documents.value = NOTHING
}

/** The pushes that failed before a record was created, the oldest first. */
export const refusedPushes = signal<readonly RefusedPush[]>([])

// An exported state is complete, but the schema also allows hand-written partial ones
const exported = <Item>(items: readonly unknown[] | undefined) => (items ?? []) as readonly Item[]
const byId = <Item extends { id: string }>(items: readonly Item[]) => new Map(items.map(item => [item.id, item]))

const byCase = <Item extends { case_id: string }>(items: readonly Item[]) => Map.groupBy(items, item => item.case_id)

function setState (state: ServerState, incidents: readonly Incident[]): void {
  const cases = exported<Case>(state.cases)
  documents.value = {
    cases: byId(cases),
    attachments: byCase(exported<Attachment>(state.comments)),
    actions: byCase(exported<Action>(state.userActions)),
    files: byCase(exported<CaseFile>(state.files)),
    connectors: byId(exported<Connector>(state.connectors)),
    alerts: byId(exported<Alert>(state.alerts)),
    configurations: exported<Configuration>(state.configurations),
    incidents,
    spaces: exported<Space>(state.spaces),
    roles: exported<Role>(state.roles),
    license: state.license ?? '',
  }
  for (const document of cases) versions.note({ ...document }, document.updated_at ?? document.created_at, null)
}

const changed = <Value>(map: ReadonlyMap<string, Value>, key: string, value: Value | undefined) => {
  const copy = new Map(map)
  if (value === undefined) copy.delete(key)
  else copy.set(key, value)
  return copy
}

/** The attachments of a case after one of its actions. */
function attachmentsAfter (
  attachments: readonly Attachment[],
  { comment_id: id, action, payload, created_at, created_by }: Action,
  caseId: string,
): readonly Attachment[] {
  const comment = payload.comment as Attachment | undefined
  if (id === null || comment === undefined) return attachments
  if (action === 'delete') return attachments.filter(attachment => attachment.id !== id)
  const known = attachments.find(attachment => attachment.id === id)
  if (known) {
    return attachments.map(attachment =>
      attachment === known ? { ...known, ...comment, updated_at: created_at, updated_by: created_by } : attachment,
    )
  }
  return [
    ...attachments,
    {
      ...comment,
      id,
      version: '',
      case_id: caseId,
      created_at,
      created_by,
    },
  ]
}

/** Events that arrive on the stream while a state is being loaded. */
const heardMeanwhile = new Meanwhile<CaseEvent>()

/** Whether the documents already contain an event's change. */
function isKnown ({ type, case: { id, version } }: CaseEvent): boolean {
  const known = sequenceOf(documents.value.cases.get(id)?.version)
  return type !== 'case.deleted' && known !== undefined && known >= (sequenceOf(version) ?? 0)
}

/** Loads a state, then applies the events that arrived meanwhile and that it may lack. */
export function loadDocuments (load: (take: (state: ServerState, incidents: readonly Incident[]) => void) => Promise<void>): Promise<void> {
  return heardMeanwhile.during(events => load((state, incidents) => {
    setState(state, incidents)
    for (const event of events) if (!isKnown(event)) takeEvent(event)
  }))
}

/** Applies a case event. */
export function hearEvent (event: CaseEvent): void {
  heardMeanwhile.add(event)
  takeEvent(event)
}

function takeEvent ({ type, at, space, case: { comments, totalComment, totalAlerts, ...attributes }, actions }: CaseEvent): void {
  const { value } = documents
  const { id } = attributes
  if (type === 'case.deleted') {
    documents.value = { ...value, cases: changed(value.cases, id, undefined) }
    return
  }
  const own = actions.map(action => ({ ...action, case_id: id }))
  const attachments = own.reduce((before, action) => attachmentsAfter(before, action, id), value.attachments.get(id) ?? [])
  versions.note({ ...attributes, totalComment, totalAlerts }, at, null)
  documents.value = {
    ...value,
    cases: changed(value.cases, id, { ...attributes, space }),
    attachments: changed(value.attachments, id, attachments),
    actions: changed(value.actions, id, [...(value.actions.get(id) ?? []), ...own]),
  }
}

export function setIncidents (incidents: readonly Incident[]): void {
  documents.value = { ...documents.value, incidents }
}
