import { isDeepStrictEqual } from 'node:util'
import { Type, type Static } from '@sinclair/typebox'
import { ExternalServiceSchema, type ExternalService } from '../documents/case.js'
import { CaseConnectorSchema, type CaseConnector } from '../documents/case-connector.js'
import { findConnector } from '../connectors/connector.js'
import type { Connector } from '../documents/connector.js'
import type { Scope } from '../kibana/context.js'
import { byTime, userActionsOf, type SavedUserAction } from './find.js'

const PushDetailsSchema = Type.Object({
  latestUserActionPushDate: Type.String(),
  oldestUserActionPushDate: Type.String(),
  externalService: ExternalServiceSchema,
})

export const CaseConnectorsSchema = Type.Record(Type.String(), Type.Intersect([
  CaseConnectorSchema,
  Type.Object({
    push: Type.Object({
      needsToBePushed: Type.Boolean(),
      hasBeenPushed: Type.Boolean(),
      details: Type.Optional(PushDetailsSchema),
    }),
  }),
]))
type CaseConnectors = Static<typeof CaseConnectorsSchema>

/** The activity of one connector in a case, oldest first. */
interface ConnectorActivity {
  readonly id: string
  /** The user action that decides its settings: the last explicit choice, or else the creation of the case. */
  readonly chosen: SavedUserAction
  /** All user actions that selected the connector. */
  readonly choices: readonly SavedUserAction[]
  readonly pushes: readonly SavedUserAction[]
}

/** Types of user actions after which a case needs another push, since they change what a push sends. */
const PUSHED_TYPES = ['comment', 'description', 'tags', 'title']
/** Connector types that also send the severity and status. */
const TYPES_WITH_MORE = ['.cases-webhook', '.thehive']

/**
 * GET /internal/cases/{case_id}/_connectors: every connector that the case has ever used, with the state of its pushes. The case
 * itself is not looked up: an unknown case has none.
 * @throws KibanaError 403
 * Source: Kibana's cases/server/client/user_actions/connectors.ts, cases/server/services/user_actions/index.ts
 */
export function getCaseConnectors (scope: Scope, caseId: string): CaseConnectors {
  const actions = userActionsOf(scope, caseId).sort(byTime)
  const activities = connectorActivities(actions)
  const latest = latestOfTypes(actions, PUSHED_TYPES)
  const owners = [latest, ...activities.flatMap(({ chosen, pushes }) => [chosen, ...pushes])]
    .flatMap(action => action ? [action.attributes.owner] : [])
  if (owners.length > 0) scope.authorization.ensure('getConnectors', owners)

  const live = liveConnectors(scope, activities.map(({ id }) => id))
  const latestWithMore = latestOfTypes(actions, [...PUSHED_TYPES, 'severity', 'status'])
  return Object.fromEntries(activities.map(activity => {
    const connector = connectorOf(activity.chosen)
    const current = live.get(activity.id)
    const relevant = current && TYPES_WITH_MORE.includes(current.actionTypeId) ? latestWithMore : latest
    return [activity.id, { ...connector, name: current?.name ?? connector.name, push: pushState(activity, relevant) }]
  }))
}

const latestOfTypes = (actions: readonly SavedUserAction[], types: readonly string[]) =>
  actions.findLast(({ attributes }) => types.includes(attributes.type))

// Casts, since the type of an action decides what its payload holds
const connectorOf = ({ attributes }: SavedUserAction) => attributes.payload.connector as CaseConnector
const externalServiceOf = ({ attributes }: SavedUserAction) => attributes.payload.externalService as ExternalService

function connectorActivities (actions: readonly SavedUserAction[]): ConnectorActivity[] {
  const choices = actions.filter(({ attributes: { type } }) => type === 'connector' || type === 'create_case')
  const pushes = actions.filter(({ attributes: { type } }) => type === 'pushed')
  const ids = new Set(choices.map(action => connectorOf(action).id).filter(id => id !== 'none'))
  return [...ids].map(id => {
    const own = choices.filter(action => connectorOf(action).id === id)
    return {
      id,
      chosen: own.findLast(({ attributes }) => attributes.type === 'connector') ?? own[0]!,
      choices: own,
      pushes: pushes.filter(action => externalServiceOf(action).connector_id === id),
    }
  })
}

/** Compares by time, then by recorded order: unlike in Kibana, a fast test or a frozen clock often makes times equal. */
const isBefore = (one: SavedUserAction, other: SavedUserAction) => (byTime(one, other) || one.order - other.order) < 0

function pushState (
  { chosen, choices, pushes }: ConnectorActivity, latestChange: SavedUserAction | undefined,
): CaseConnectors[string]['push'] {
  const [oldest, newest] = [pushes[0], pushes.at(-1)]
  const pushedWith = newest && choices.findLast(choice => isBefore(choice, newest))
  // Kibana ignores a push if no earlier user action selected the connector, since it finds no fields to compare
  if (!oldest || !newest || !pushedWith) return { needsToBePushed: true, hasBeenPushed: false }
  return {
    needsToBePushed: !isDeepStrictEqual(connectorOf(chosen), connectorOf(pushedWith)) ||
      (latestChange !== undefined && isBefore(newest, latestChange)),
    hasBeenPushed: true,
    details: {
      latestUserActionPushDate: newest.attributes.created_at,
      oldestUserActionPushDate: oldest.attributes.created_at,
      externalService: externalServiceOf(newest),
    },
  }
}

/**
 * The connectors in their current state. Kibana reads all of them in one call and ignores a failure of that call: if one connector
 * was deleted, or the caller may not read connectors, the map is empty.
 */
function liveConnectors ({ kibana, space, authorization }: Scope, ids: readonly string[]): ReadonlyMap<string, Connector> {
  const connectors = ids.flatMap(id => findConnector(kibana, space, id) ?? [])
  if (connectors.length < ids.length) return new Map()
  try {
    authorization.ensureActions('get')
  } catch {
    return new Map()
  }
  return new Map(connectors.map(connector => [connector.id, connector]))
}
