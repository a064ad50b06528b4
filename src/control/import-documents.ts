import type { UserActionAttributes } from '../activity/schema.js'
import type { KibanaContext } from '../context.js'
import { findConnector } from '../connectors/connector.js'
import { CONNECTOR_TYPES } from '../connectors/connector-types.js'
import { incidentId, plannedIncidentId } from '../connectors/systems/records.js'
import { DEFAULT_SPACE_ID } from '../spaces/schema.js'
import type { SavedObject, SavedObjectType, SavedObjectTypes } from '../store/saved-object.js'
import { InvalidInput } from './check-input.js'
import { completeComment, countTotals } from './complete-comment.js'
import { completeCase, completeConfiguration, completeConnector, completeIncident, completeSpace, iso, person } from './complete-document.js'
import { printValue } from './describe-schema.js'
import { activityOfCase, activityOfComment } from './made-up-activity.js'
import type { ActivityDraft, CaseDraft, CommentDraft, ConfigurationDraft, IncidentDraft, ListedCommentDraft, SpaceDraft, State } from './state-schema.js'

/** Where a draft says that it stands. */
interface Place { readonly id?: string, readonly version?: string, readonly space?: string }

/**
 * Writes the documents of a state beside those that a server has. Its caller sees to it that all are written or none.
 * Throws InvalidInput for what no schema can tell: ids that stand twice, spaces and cases that are not there.
 */
export class DocumentImport {
  readonly #kibana: KibanaContext
  readonly #state: State
  readonly #now: string
  readonly #listed = new Map<string, CommentDraft[]>()

  constructor (kibana: KibanaContext, state: State) {
    this.#kibana = kibana
    this.#state = state
    this.#now = kibana.clock.iso()
    for (const { case_id, ...draft } of state.comments ?? []) {
      const ofCase = this.#listed.get(case_id)
      if (ofCase) ofCase.push(draft)
      else this.#listed.set(case_id, [draft])
    }
  }

  write (): void {
    const { spaces = [], connectors = [], configurations = [], cases = [], comments = [], userActions = [], incidents = [] } = this.#state
    for (const draft of spaces) this.#addSpace(draft)
    for (const [index, draft] of connectors.entries()) this.#add('action', `connectors[${index}]`, draft, completeConnector(draft))
    for (const [index, draft] of configurations.entries()) this.#addConfiguration(`configurations[${index}]`, draft)
    this.#countAgain()
    for (const [index, draft] of cases.entries()) this.#addCase(`cases[${index}]`, draft)
    for (const [index, draft] of comments.entries()) this.#addListedComment(`comments[${index}]`, draft)
    for (const [index, draft] of userActions.entries()) this.#addActivity(`userActions[${index}]`, draft)
    for (const [index, draft] of incidents.entries()) this.#addIncident(`incidents[${index}]`, draft)
  }

  #addSpace (draft: SpaceDraft) {
    const { id, version } = draft
    // A space may be there already: the default one, or one that the options name
    this.#kibana.store.create('space', { id, space: id, version, attributes: completeSpace(draft) })
  }

  #addConfiguration (path: string, draft: ConfigurationDraft) {
    const attributes = completeConfiguration(draft, this.#now)
    if (this.#configurationOf(this.#spaceOf(path, draft), attributes.owner)) {
      throw new InvalidInput(path, 'one configuration per owner and space', `a second one of ${printValue(attributes.owner)}`)
    }
    this.#add('cases-configure', path, draft, attributes)
  }

  /** Cases that were there before get attachments. */
  #countAgain () {
    const { store } = this.#kibana
    for (const [id, drafts] of this.#listed) {
      const before = store.get('cases', id)
      if (before) store.update(before, { ...before.attributes, ...countTotals([...store.ofCase('cases-comments', id).map(({ attributes }) => attributes), ...drafts]) })
    }
  }

  #addCase (path: string, draft: CaseDraft) {
    const { id = this.#kibana.random.uuid(), comments = [], owner = 'cases' } = draft
    const configured = this.#configurationOf(this.#spaceOf(path, draft), owner)?.attributes.customFields
    const totals = countTotals([...comments, ...this.#listed.get(id) ?? []])
    const added = this.#add('cases', path, { ...draft, id }, completeCase(draft, totals, configured, this.#now))
    if (this.#makesUpActivity) for (const step of activityOfCase(added)) this.#record(added, step)
    for (const [index, comment] of comments.entries()) this.#addComment(`${path}.comments[${index}]`, comment, added)
  }

  #addListedComment (path: string, { case_id, ...draft }: ListedCommentDraft) {
    this.#addComment(path, draft, this.#caseOf(path, case_id))
  }

  #addComment (path: string, draft: CommentDraft, { id: caseId, space, attributes: ofCase }: SavedObject<'cases'>) {
    const attributes = completeComment(draft, ofCase)
    const added = this.#add('cases-comments', path, { ...draft, space }, attributes, caseId)
    if (this.#makesUpActivity) this.#record({ id: caseId, space }, activityOfComment(added.id, attributes))
  }

  #addActivity (path: string, { case_id, id, version, ...given }: ActivityDraft) {
    const { space, attributes: { owner } } = this.#caseOf(path, case_id)
    this.#add('cases-user-actions', path, { space, ...(id && { id }), ...(version && { version }) }, {
      owner,
      comment_id: null,
      ...given,
      created_at: iso(given.created_at ?? this.#now),
      created_by: person(given.created_by),
    }, case_id)
  }

  #addIncident (path: string, draft: IncidentDraft) {
    const connector = findConnector(this.#kibana, this.#spaceOf(path, draft), draft.connector_id)
    const connectorType = draft.connector_type ?? connector?.actionTypeId
    if (connectorType === undefined) throw new InvalidInput(`${path}.connector_id`, 'a connector that exists, or a connector_type beside it', printValue(draft.connector_id))
    const systemUrl = draft.system_url ?? CONNECTOR_TYPES.get(connectorType)?.system.url(connector?.config ?? {}) ?? ''
    const attributes = completeIncident(draft, { connector_type: connectorType, system_url: systemUrl }, this.#now)
    const id = attributes.planned && attributes.case_id !== null
      ? plannedIncidentId(draft.connector_id, attributes.case_id)
      : incidentId({ connectorType, systemUrl }, draft.external_id)
    this.#add('incident', path, { id, ...draft }, attributes)
  }

  get #makesUpActivity () {
    return this.#state.userActions === undefined
  }

  #record ({ id: caseId, space }: Pick<SavedObject, 'id' | 'space'>, attributes: UserActionAttributes) {
    this.#kibana.store.create('cases-user-actions', { id: this.#kibana.random.uuid(), space, caseId, attributes })
  }

  #add<Type extends SavedObjectType> (type: Type, path: string, place: Place, attributes: SavedObjectTypes[Type], caseId?: string): SavedObject<Type> {
    const { store, random } = this.#kibana
    const { id = random.uuid(), version } = place
    if (store.get(type, id)) throw new InvalidInput(`${path}.id`, 'an id that no other has', printValue(id))
    return store.create(type, { id, space: this.#spaceOf(path, place), caseId, version, attributes })
  }

  #spaceOf (path: string, { space = DEFAULT_SPACE_ID }: Place): string {
    if (!this.#kibana.store.get('space', space)) throw new InvalidInput(`${path}.space`, 'a space that exists', printValue(space))
    return space
  }

  #caseOf (path: string, id: string): SavedObject<'cases'> {
    const found = this.#kibana.store.get('cases', id)
    if (!found) throw new InvalidInput(`${path}.case_id`, 'a case that exists', printValue(id))
    return found
  }

  #configurationOf (space: string, owner: string): SavedObject<'cases-configure'> | undefined {
    return this.#kibana.store.all('cases-configure').find(found => found.space === space && found.attributes.owner === owner)
  }
}
