import { AlertIndex } from './alert-index.js'
import { CaseIndex } from './case-index.js'
import { Collection } from './collection.js'
import type { SavedObjectType } from './saved-object.js'

type Collections = { readonly [Type in SavedObjectType]: Collection<Type> }

/** The contents of a store. */
export interface State {
  /** The next sequence number, shared by all document types in Kibana's index. */
  sequenceNumber: number
  /** The next place in the order of creation. */
  order: number
  readonly collections: Collections
}

export const emptyState = (): State => ({
  sequenceNumber: 0,
  order: 0,
  collections: {
    cases: new Collection({ indexes: [new CaseIndex()] }),
    'cases-comments': new Collection({ indexes: [new AlertIndex()] }),
    'cases-user-actions': new Collection({ findById: false }),
    'cases-configure': new Collection(),
    'cases-templates': new Collection(),
    'cases-field-definitions': new Collection(),
    file: new Collection(),
    action: new Collection(),
    'cases-incrementer': new Collection(),
    space: new Collection(),
    role: new Collection(),
    alert: new Collection(),
    incident: new Collection(),
    'external-system': new Collection(),
  },
})

/** Copies in constant time: the copies share all documents and tree nodes. */
export const cloneState = ({ sequenceNumber, order, collections }: State): State => ({
  sequenceNumber,
  order,
  collections: {
    cases: collections.cases.clone(),
    'cases-comments': collections['cases-comments'].clone(),
    'cases-user-actions': collections['cases-user-actions'].clone(),
    'cases-configure': collections['cases-configure'].clone(),
    'cases-templates': collections['cases-templates'].clone(),
    'cases-field-definitions': collections['cases-field-definitions'].clone(),
    file: collections.file.clone(),
    action: collections.action.clone(),
    'cases-incrementer': collections['cases-incrementer'].clone(),
    space: collections.space.clone(),
    role: collections.role.clone(),
    alert: collections.alert.clone(),
    incident: collections.incident.clone(),
    'external-system': collections['external-system'].clone(),
  },
})
