import { isObject } from '../input/describe-schema.js'
import { withoutKeys } from '../input/without-keys.js'
import { CaseAttributesSchema } from '../documents/case.js'

const KNOWN_KEYS = new Set(['id', 'version', 'comments', ...Object.keys(CaseAttributesSchema.properties)])

const isCase = (value: unknown): value is Record<string, unknown> => isObject(value) && 'title' in value && 'owner' in value
const isFindAnswer = (value: unknown): value is { cases: unknown[] } =>
  isObject(value) && 'cases' in value && Array.isArray(value.cases) && 'total' in value && 'per_page' in value

const withCleanComments = (draft: Record<string, unknown>): Record<string, unknown> =>
  Array.isArray(draft.comments) ? { ...draft, comments: draft.comments.map(withoutAssociation) } : draft

/** Removes the keys of other Kibana versions, which a state does not have. */
export const withKnownKeys = (answer: object): Record<string, unknown> =>
  withCleanComments(Object.fromEntries(Object.entries(answer).filter(([key]) => KNOWN_KEYS.has(key))))

/** Keys of responses that are no attributes of the case. */
const ANSWER_KEYS = ['type', 'total_observables', 'updateSummary']

/** Removes the keys that only responses have from the cases of a state. Unlike unknown keys, they are no mistakes. */
const withStoredKeys = (draft: unknown): unknown => isObject(draft) ? withCleanComments(withoutKeys({ ...draft }, ANSWER_KEYS)) : draft

/** Removes the key that only comments of 8.0 have. */
function withoutAssociation (comment: unknown): unknown {
  if (!isObject(comment)) return comment
  const { associationType: _, ...kept } = comment as Record<string, unknown>
  return kept
}

const withStoredCases = (state: unknown): unknown =>
  isObject(state) && 'cases' in state && Array.isArray(state.cases) ? { ...state, cases: state.cases.map(withStoredKeys) } : state

/** The connector of a case, without configuration, which responses omit. Pushes through it fail, as after an import in Kibana. */
function connectorOf ({ connector }: { connector?: unknown }): {
  id: string, name: string, actionTypeId: string, isMissingSecrets: true,
}[] {
  const { id, name, type } = isObject(connector) ? connector as Record<string, unknown> : {}
  return id === 'none' || typeof id !== 'string' ? [] : [{ id, name: String(name), actionTypeId: String(type), isMissingSecrets: true }]
}

/**
 * Converts a saved response of Kibana's Cases API to a state: one case, a list of cases, or a response of `_find`. A state keeps what it
 * has, without the keys of responses in its cases.
 * @param hasConnector whether the server already has a connector with that id
 */
export function fromKibanaAnswer (input: unknown, hasConnector: (id: string) => boolean): unknown {
  const answers = isFindAnswer(input) ? input.cases : Array.isArray(input) && input.length > 0 ? input : isCase(input) ? [input] : undefined
  // One case is enough: the check of the state names the problems of the others. An answer of _find may have no cases
  if (!answers?.every(isObject) || !(answers.some(isCase) || isFindAnswer(input))) return withStoredCases(input)
  const connectors = new Map(answers.flatMap(connectorOf).filter(({ id }) => !hasConnector(id)).map(connector => [connector.id, connector]))
  return { cases: answers.map(withKnownKeys), connectors: [...connectors.values()] }
}
