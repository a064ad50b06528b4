import { Type, type Static } from '@sinclair/typebox'
import { checkInput } from '../input/check-input.js'
import { isObject } from '../input/describe-schema.js'
import { expecting, naming } from '../input/invalid-input.js'
import { withoutKeys } from '../input/without-keys.js'

const more = { additionalProperties: true }
// The state is checked later. These schemas describe only what the conversion reads
const AnySchema = Type.Optional(Type.Unknown())
const ReferenceSchema = Type.Object({ id: Type.String(), type: Type.String(), name: Type.String() }, more)
const PairSchema = Type.Object({ key: Type.String(), value: AnySchema }, more)
const ConnectorSchema = Type.Object({ type: AnySchema, fields: Type.Optional(Type.Union([Type.Array(PairSchema), Type.Null()])) }, more)
const AttributesSchema = Type.Object({
  status: AnySchema,
  severity: AnySchema,
  external_service: AnySchema,
  name: AnySchema,
  actionTypeId: AnySchema,
  config: AnySchema,
  connector: Type.Optional(ConnectorSchema),
  payload: Type.Optional(Type.Object({ connector: AnySchema, externalService: AnySchema }, more)),
}, more)

/** A line of a saved-objects export. */
const LineSchema = Type.Object({
  id: Type.String(), type: Type.String(), attributes: AttributesSchema, references: Type.Optional(Type.Array(ReferenceSchema)),
}, more)
type SavedObjectLine = Static<typeof LineSchema>

// Saved objects contain numbers where the API has words. Source: Kibana's cases/server/common/constants.ts
const STATUSES: Readonly<Record<string, string>> = { 0: 'open', 10: 'in-progress', 20: 'closed' }
const SEVERITIES: Readonly<Record<string, string>> = { 0: 'low', 10: 'medium', 20: 'high', 30: 'critical' }

/** Keys of saved cases that are not part of a state. */
const COMPUTED_KEYS = [
  'total_alerts', 'total_comments', 'total_events', 'total_observables', 'time_to_acknowledge', 'time_to_investigate', 'time_to_resolve',
]

const referenced = ({ references = [] }: SavedObjectLine, name: string) => references.find(reference => reference.name === name)?.id
const word = (words: Readonly<Record<string, string>>, value: unknown) => Object.hasOwn(words, String(value)) ? words[String(value)] : value

/** The connector of a case. In an export its id is a reference, and its fields are a list of pairs. */
function connectorOf (line: SavedObjectLine, { fields, ...connector }: Static<typeof ConnectorSchema>): object {
  const pairs = fields ?? []
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
    ...withoutKeys(rest, COMPUTED_KEYS),
    status: word(STATUSES, status),
    ...(severity !== undefined && { severity: word(SEVERITIES, severity) }),
    ...(connector && { connector: connectorOf(line, connector) }),
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
  const { payload, ...rest } = line.attributes
  const { connector, externalService } = payload ?? {}
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

/** The lists of a state, by the type of the saved objects in them. */
const LISTS: Readonly<Record<string, readonly [list: string, toEntry: (line: SavedObjectLine) => object]>> = {
  action: ['connectors', connectorDraftOf],
  cases: ['cases', caseOf],
  'cases-comments': ['comments', commentOf],
  'cases-user-actions': ['userActions', actionOf],
}

/** A state from an export, and the line of each of its entries: `lines.cases[0]`. */
export interface ExportedObjects {
  readonly state: Readonly<Record<string, readonly object[]>>
  readonly lines: Readonly<Record<string, readonly number[]>>
}

const isSavedObject = (value: unknown): value is { type: string } => isObject(value) && 'type' in value && 'attributes' in value

/** Whether a text is NDJSON whose first line is a saved object. */
function isExport (text: string): boolean {
  try {
    return isSavedObject(JSON.parse(text.trimStart().split('\n', 1)[0]!))
  } catch {
    return false
  }
}

/**
 * Converts a saved-objects export of cases (NDJSON) to a state: cases, attachments, activity, and connectors without secrets, which
 * exports do not contain. Undefined for any other text.
 * Source: Kibana's cases/server/saved_object_types/{cases,comments,user_actions}.ts
 * @throws InvalidInput that names the line and the place in it
 */
export function readSavedObjects (text: string): ExportedObjects | undefined {
  if (!isExport(text)) return undefined
  const state: Record<string, object[]> = { connectors: [], cases: [], comments: [] }
  const lines: Record<string, number[]> = {}
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    naming(`line ${index + 1}`, () => {
      const found: unknown = expecting('JSON', () => JSON.parse(line))
      // The last line of an export is a summary, and other types are not part of a state
      const [list, toEntry] = (isSavedObject(found) && Object.hasOwn(LISTS, found.type) && LISTS[found.type]) || []
      if (list === undefined || !toEntry) return
      const entry = toEntry(checkInput(LineSchema, found, 'saved object'));
      (state[list] ??= []).push(entry);
      (lines[list] ??= []).push(index + 1)
    })
  }
  return { state, lines }
}
