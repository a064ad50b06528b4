import { isObject } from '../input/describe-schema.js'
import { CaseAttributesSchema } from '../documents/case.js'

const KNOWN_KEYS = new Set(['id', 'version', 'comments', ...Object.keys(CaseAttributesSchema.properties)])

const isCase = (value: unknown): value is Record<string, unknown> => isObject(value) && 'title' in value && 'owner' in value
const isFindAnswer = (value: unknown): value is { cases: unknown[] } =>
  isObject(value) && 'cases' in value && Array.isArray(value.cases) && 'total' in value && 'per_page' in value

/** Without the keys of later Kibana versions, which a state does not have. */
export const withKnownKeys = (answer: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(answer).filter(([key]) => KNOWN_KEYS.has(key)))

/** The connector of a case, as far as an answer says: without configuration. Pushes through it fail as they do after an import. */
function connectorOf ({ connector }: Record<string, unknown>): {
  id: string, name: string, actionTypeId: string, isMissingSecrets: true,
}[] {
  const { id, name, type } = isObject(connector) ? connector as Record<string, unknown> : {}
  return id === 'none' || typeof id !== 'string' ? [] : [{ id, name: String(name), actionTypeId: String(type), isMissingSecrets: true }]
}

/**
 * Makes a state of a saved answer of Kibana's Cases API: one case, a list of cases, or an answer of `_find`. Anything else is
 * returned as it is.
 * @param hasConnector whether the server has a connector of that id already
 */
export function fromKibanaAnswer (input: unknown, hasConnector: (id: string) => boolean): unknown {
  const answers = isFindAnswer(input) ? input.cases : Array.isArray(input) && input.length > 0 ? input : isCase(input) ? [input] : undefined
  if (!answers?.every(isCase)) return input
  const connectors = new Map(answers.flatMap(connectorOf).filter(({ id }) => !hasConnector(id)).map(connector => [connector.id, connector]))
  return { cases: answers.map(withKnownKeys), connectors: [...connectors.values()] }
}
