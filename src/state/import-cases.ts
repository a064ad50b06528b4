import { storedAssignees } from '../cases/assignees.js'
import type { CaseAttributes } from '../documents/case.js'
import type { UserActionAttributes } from '../documents/user-action.js'
import { countTotals } from '../attachments/totals.js'
import { configurationOf } from '../configure/configuration.js'
import type { SavedObject } from '../store/saved-object.js'
import { InvalidInput } from '../input/invalid-input.js'
import { printValue } from '../input/describe-schema.js'
import type { CommentDraft, ListedCommentDraft } from './comment-schema.js'
import type { ActivityDraft, CaseCounterDraft, CaseDraft, ConfigurationDraft, FileDraft, State } from './schema.js'
import { completeComment } from './complete-comment.js'
import { completeCase, completeConfiguration, completeFile, iso, person } from './complete-document.js'
import type { DocumentWriter } from './document-writer.js'
import { activityOfCase, activityOfComment } from './generated-activity.js'

/** Imports Cases settings, and cases with everything that belongs to them. */
export class CaseImport {
  readonly #writer: DocumentWriter
  readonly #state: State
  readonly #listed = new Map<string, CommentDraft[]>()

  constructor (writer: DocumentWriter, state: State) {
    this.#writer = writer
    this.#state = state
    for (const { case_id, ...draft } of state.comments ?? []) {
      const ofCase = this.#listed.get(case_id)
      if (ofCase) ofCase.push(draft)
      else this.#listed.set(case_id, [draft])
    }
  }

  write (): void {
    const { configurations = [], cases = [], caseCounters = [], comments = [], userActions = [], files = [] } = this.#state
    for (const [index, draft] of configurations.entries()) this.#addConfiguration(`configurations[${index}]`, draft)
    this.#recount()
    for (const [index, draft] of cases.entries()) this.#addCase(`cases[${index}]`, draft)
    for (const [index, draft] of caseCounters.entries()) this.#addCounter(`caseCounters[${index}]`, draft)
    for (const [index, draft] of comments.entries()) this.#addListedComment(`comments[${index}]`, draft)
    for (const [index, draft] of userActions.entries()) this.#addActivity(`userActions[${index}]`, draft)
    for (const [index, draft] of files.entries()) this.#addFile(`files[${index}]`, draft)
  }

  #addConfiguration (path: string, draft: ConfigurationDraft) {
    const attributes = completeConfiguration(draft, this.#writer.now)
    if (configurationOf({ kibana: this.#writer.kibana, space: this.#writer.spaceOf(path, draft) }, attributes.owner)) {
      throw new InvalidInput(path, 'one configuration per owner and space', `a second one of ${printValue(attributes.owner)}`)
    }
    this.#writer.add('cases-configure', path, draft, attributes)
  }

  #addCounter (path: string, { id, ...attributes }: CaseCounterDraft) {
    if (!this.#writer.kibana.store.get('space', id)) throw new InvalidInput(`${path}.id`, 'a space that exists', printValue(id))
    this.#writer.add('cases-incrementer', path, { id, space: id }, attributes)
  }

  /** Updates the totals of existing cases to which the state adds attachments. */
  #recount () {
    const { store } = this.#writer.kibana
    for (const [id, drafts] of this.#listed) {
      const before = store.get('cases', id)
      if (before) {
        store.update(
          before,
          { ...before.attributes, ...countTotals([...store.ofCase('cases-comments', id).map(({ attributes }) => attributes), ...drafts]) },
        )
      }
    }
  }

  #withNames (attributes: CaseAttributes): CaseAttributes {
    const { assignees } = attributes
    return assignees.length === 0 ? attributes : { ...attributes, assignees: storedAssignees(this.#writer.kibana, assignees) }
  }

  #addCase (path: string, draft: CaseDraft) {
    const { id = this.#writer.kibana.random.uuid(), comments = [], owner = 'cases' } = draft
    const configured = configurationOf(
      { kibana: this.#writer.kibana, space: this.#writer.spaceOf(path, draft) }, owner,
    )?.attributes.customFields
    const totals = countTotals([...comments, ...this.#listed.get(id) ?? []])
    const added = this.#writer.add(
      'cases', path, { ...draft, id }, this.#withNames(completeCase(draft, totals, configured, this.#writer.now)),
    )
    if (this.#generatesActivity) for (const step of activityOfCase(added, this.#writer.kibana.version)) this.#record(added, step)
    for (const [index, comment] of comments.entries()) this.#addComment(`${path}.comments[${index}]`, comment, added)
  }

  #addListedComment (path: string, { case_id, ...draft }: ListedCommentDraft) {
    this.#addComment(path, draft, this.#writer.caseOf(path, case_id))
  }

  #addComment (path: string, draft: CommentDraft, { id: caseId, space, attributes: ofCase }: SavedObject<'cases'>) {
    const attributes = completeComment(draft, ofCase)
    const added = this.#writer.add('cases-comments', path, { ...draft, space }, attributes, caseId)
    if (this.#generatesActivity) this.#record({ id: caseId, space }, activityOfComment(added.id, attributes))
  }

  #addActivity (path: string, { case_id, id, version, type, action, payload, ...given }: ActivityDraft) {
    const { space, attributes } = this.#writer.caseOf(path, case_id)
    this.#writer.add('cases-user-actions', path, { space, ...(id && { id }), ...(version && { version }) }, {
      type,
      action,
      created_at: iso(given.created_at ?? this.#writer.now),
      created_by: person(given.created_by),
      owner: given.owner ?? attributes.owner,
      payload,
      comment_id: given.comment_id ?? null,
    }, case_id)
  }

  #addFile (path: string, { case_id, ...draft }: FileDraft) {
    const { space, attributes: { owner } } = this.#writer.caseOf(path, case_id)
    this.#writer.add('file', path, { ...draft, space }, completeFile(draft, owner, this.#writer.now), case_id)
  }

  get #generatesActivity () {
    return this.#state.userActions === undefined
  }

  #record ({ id: caseId, space }: Pick<SavedObject, 'id' | 'space'>, attributes: UserActionAttributes) {
    const { store, random } = this.#writer.kibana
    store.create('cases-user-actions', { id: random.uuid(), space, caseId, attributes })
  }
}
