import { isObject } from '../input/describe-schema.js'

/** A line of a saved-objects export. */
interface SavedObjectLine {
  readonly id: string
  readonly type: string
  readonly attributes: Record<string, unknown>
  readonly references?: readonly { readonly id: string, readonly type: string, readonly name: string }[]
}

// Saved objects contain numbers where the API has words. Source: Kibana's cases/server/common/constants.ts
const STATUSES: Readonly<Record<string, string>> = { 0: 'open', 10: 'in-progress', 20: 'closed' }
const SEVERITIES: Readonly<Record<string, string>> = { 0: 'low', 10: 'medium', 20: 'high', 30: 'critical' }

const isLine = (value: unknown): value is SavedObjectLine => isObject(value) && 'type' in value && 'attributes' in value

const referenced = ({ references = [] }: SavedObjectLine, name: string) => references.find(reference => reference.name === name)?.id
const word = (words: Readonly<Record<string, string>>, value: unknown) => words[String(value)] ?? value
const withoutKeys = (value: Record<string, unknown>, ...keys: string[]) => Object.fromEntries(
  Object.entries(value).filter(([key]) => !keys.includes(key)),
)

/** The connector of a case. In an export its id is a reference, and its fields are a list of pairs. */
function connectorOf (line: SavedObjectLine, { fields, ...connector }: Record<string, unknown>): object {
  const pairs = Array.isArray(fields) ? fields as { key: string, value: unknown }[] : []
  const isNone = connector.type === '.none'
  return {
    id: referenced(line, 'connectorId') ?? 'none',
    ...connector,
    fields: isNone || pairs.length === 0 ? null : Object.fromEntries(pairs.map(({ key, value }) => [key, value])),
  }
}

function caseOf (line: SavedObjectLine): object {
  const { status, severity, connector, external_service: service, ...rest } = line.attributes
  return {
    id: line.id,
    ...withoutKeys(
      rest, 'total_alerts', 'total_comments', 'total_events', 'total_observables', 'time_to_acknowledge',
      'time_to_investigate', 'time_to_resolve',
    ),
    status: word(STATUSES, status),
    ...(severity !== undefined && { severity: word(SEVERITIES, severity) }),
    connector: connectorOf(line, connector as Record<string, unknown>),
    external_service: isObject(service) ? { connector_id: referenced(line, 'pushConnectorId') ?? 'none', ...service } : null,
  }
}

function commentOf (line: SavedObjectLine): object {
  const reference = referenced(line, 'externalReferenceId')
  return {
    id: line.id,
    case_id: referenced(line, 'associated-cases'),
    ...line.attributes,
    ...(reference !== undefined && { externalReferenceId: reference }),
  }
}

function actionOf (line: SavedObjectLine): object {
  const { payload, ...rest } = line.attributes as { payload: Record<string, unknown> }
  const { connector, externalService } = payload
  return {
    id: line.id,
    case_id: referenced(line, 'associated-cases'),
    comment_id: referenced(line, 'associated-cases-comments') ?? null,
    ...rest,
    payload: {
      ...payload,
      ...(isObject(connector) && { connector: { id: referenced(line, 'connectorId') ?? 'none', ...connector } }),
      ...(
        isObject(externalService) && {
          externalService: { connector_id: referenced(line, 'pushConnectorId') ?? 'none', ...externalService },
        }
      ),
    },
  }
}

const connectorDraftOf = (
  { id, attributes: { name, actionTypeId, config } }: SavedObjectLine,
) => ({ id, name, actionTypeId, config, isMissingSecrets: true })

/**
 * Converts a saved-objects export of cases (NDJSON, already parsed) to a state: cases, attachments, activity, and connectors without
 * secrets, which exports do not contain.
 * Source: Kibana's cases/server/saved_object_types/{cases,comments,user_actions}.ts
 */
export function fromSavedObjects (lines: readonly unknown[]): object {
  const of = (type: string) => lines.filter(isLine).filter(line => line.type === type)
  const userActions = of('cases-user-actions').map(actionOf)
  return {
    connectors: of('action').map(connectorDraftOf),
    cases: of('cases').map(caseOf),
    comments: of('cases-comments').map(commentOf),
    ...(userActions.length > 0 && { userActions }),
  }
}

/** Parses NDJSON whose first line is a saved object; undefined for any other text. */
export function parseSavedObjects (text: string): unknown[] | undefined {
  try {
    const lines: unknown[] = text.split('\n').filter(line => line.trim() !== '').map(line => JSON.parse(line))
    return isLine(lines[0]) ? lines : undefined
  } catch {
    return undefined
  }
}
