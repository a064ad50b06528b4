import { isObject } from '../input/describe-schema.js'
import { CaseAttributesSchema } from '../documents/case.js'

const KNOWN_KEYS = new Set(['id', 'version', 'comments', ...Object.keys(CaseAttributesSchema.properties)])

const isCase = (value: unknown): value is Record<string, unknown> => isObject(value) && 'title' in value && 'owner' in value
const isFindAnswer = (value: unknown): value is { cases: unknown[] } =>
  isObject(value) && 'cases' in value && Array.isArray(value.cases) && 'total' in value && 'per_page' in value

/** Removes the keys of other Kibana versions, which a state does not have. */
export function withKnownKeys (answer: object): Record<string, unknown> {
  const known: Record<string, unknown> = Object.fromEntries(Object.entries(answer).filter(([key]) => KNOWN_KEYS.has(key)))
  return Array.isArray(known.comments) ? { ...known, comments: known.comments.map(withoutAssociation) } : known
}

/** Removes the key that only comments of 8.0 have. */
function withoutAssociation (comment: unknown): unknown {
  if (!isObject(comment)) return comment
  const { associationType: _, ...kept } = comment as Record<string, unknown>
  return kept
}

/** The connector of a case, without configuration, which responses omit. Pushes through it fail, as after an import in Kibana. */
function connectorOf ({ connector }: { connector?: unknown }): {
  id: string, name: string, actionTypeId: string, isMissingSecrets: true,
}[] {
  const { id, name, type } = isObject(connector) ? connector as Record<string, unknown> : {}
  return id === 'none' || typeof id !== 'string' ? [] : [{ id, name: String(name), actionTypeId: String(type), isMissingSecrets: true }]
}

/**
 * Converts a saved response of Kibana's Cases API to a state: one case, a list of cases, or a response of `_find`. Anything else is
 * returned unchanged.
 * @param hasConnector whether the server already has a connector with that id
 */
export function fromKibanaAnswer (input: unknown, hasConnector: (id: string) => boolean): unknown {
  const answers = isFindAnswer(input) ? input.cases : Array.isArray(input) && input.length > 0 ? input : isCase(input) ? [input] : undefined
  // One case is enough: the check of the state names the problems of the others. An answer of _find may have no cases
  if (!answers?.every(isObject) || !(answers.some(isCase) || isFindAnswer(input))) return input
  const connectors = new Map(answers.flatMap(connectorOf).filter(({ id }) => !hasConnector(id)).map(connector => [connector.id, connector]))
  return { cases: answers.map(withKnownKeys), connectors: [...connectors.values()] }
}
