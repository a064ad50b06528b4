import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { decoder } from '../../decoding/decode.js'
import { alertIdsOf } from '../../documents/alert-ids.js'
import type { Scope } from '../../kibana/context.js'
import { Formerly } from '../../versions/schema.js'
import type { Version } from '../../versions/version.js'
import { NullableSchema, StringEnumSchema } from '../../decoding/limits.js'
import type { SavedObject } from '../../store/saved-object.js'
import { alertSources, countHosts, countUsers } from './alert-metrics.js'
import { loadCase, type SavedCase } from '../case.js'
import type { CaseStatus } from '../../documents/case.js'
import { refuseOtherFeatures } from './refuse-other-features.js'

// Source: Kibana's cases/common/types/api/metrics/v1.ts, cases/server/client/metrics

export const CASE_METRICS = ['alerts.count', 'alerts.users', 'alerts.hosts', 'actions.isolateHost', 'connectors', 'lifespan'] as const
type CaseMetric = typeof CASE_METRICS[number]

const severalNames = Type.Array(Type.String({ minLength: 1 }))

/** The parameter `features`, as Kibana's router accepts it: one name or several. */
export const featureNames = Type.Union([severalNames, Type.String({ minLength: 1 })])

/** The query as Kibana's router accepts it. */
export const CaseMetricsQuerySchema = Type.Object({
  features: Formerly([{ until: '8.10', schema: severalNames }], featureNames),
}, { additionalProperties: false })

/** A list of feature names. Before 8.10 any name is accepted here, and the operation checks them. */
export const featuresSchema = <Schema extends TSchema>(known: Schema) =>
  Type.Array(Formerly([{ until: '8.10', schema: Type.String() }], known))

const CaseMetricsRequestSchema = Type.Object({ features: featuresSchema(StringEnumSchema(CASE_METRICS)) })
type CaseMetricsRequest = Static<typeof CaseMetricsRequestSchema>

const decode = decoder(CaseMetricsRequestSchema)

/** @throws KibanaError 400 for an unknown feature */
export const decodeCaseMetrics = ({ features }: Static<typeof CaseMetricsQuerySchema>, version: Version): CaseMetricsRequest =>
  decode({ features: [features].flat() }, version)

const CountSchema = Type.Object({ total: Type.Integer() })
const NamedCountsSchema = Type.Object({
  total: Type.Integer(),
  values: Type.Array(Type.Object({ name: Type.Optional(Type.String()), id: Type.Optional(Type.String()), count: Type.Integer() })),
})

export const CaseMetricsSchema = Type.Object({
  alerts: Type.Optional(
    Type.Object({ count: Type.Optional(Type.Integer()), hosts: Type.Optional(NamedCountsSchema), users: Type.Optional(NamedCountsSchema) }),
  ),
  actions: Type.Optional(Type.Object({ isolateHost: Type.Object({ isolate: CountSchema, unisolate: CountSchema }) })),
  connectors: Type.Optional(CountSchema),
  lifespan: Type.Optional(Type.Object({
    creationDate: Type.String(),
    closeDate: NullableSchema(Type.String()),
    statusInfo: Type.Object({ openDuration: Type.Integer(), inProgressDuration: Type.Integer(), reopenDates: Type.Array(Type.String()) }),
  })),
})
type CaseMetrics = Static<typeof CaseMetricsSchema>

/**
 * GET /internal/cases/metrics/{case_id}: the requested features of one case. Hosts and users come from the alert
 * documents on this server.
 * @throws KibanaError 404, 403, 400 for an unknown feature before 8.10
 */
export function getCaseMetrics (scope: Scope, id: string, { features }: CaseMetricsRequest): CaseMetrics {
  const { kibana, authorization } = scope
  const savedCase = loadCase(scope, id)
  authorization.ensure('getCaseMetrics', [savedCase.attributes.owner])
  refuseOtherFeatures(features, CASE_METRICS)

  const isRequested = (feature: CaseMetric) => features.includes(feature)
  const attachments = kibana.store.ofCase('cases-comments', id)
  const userActions = kibana.store.ofCase('cases-user-actions', id)
  const alerts = {
    ...(isRequested('alerts.count') && { count: new Set(attachments.flatMap(({ attributes }) => alertIdsOf(attributes))).size }),
    ...(isRequested('alerts.hosts') && { hosts: countHosts(alertSources(kibana, attachments)) }),
    ...(isRequested('alerts.users') && { users: countUsers(alertSources(kibana, attachments)) }),
  }
  return {
    ...(Object.keys(alerts).length > 0 && { alerts }),
    ...(isRequested('actions.isolateHost') && {
      actions: { isolateHost: { isolate: countActions(attachments, 'isolate'), unisolate: countActions(attachments, 'unisolate') } },
    }),
    ...(isRequested('connectors') && { connectors: { total: connectorIds(userActions).size } }),
    ...(isRequested('lifespan') && { lifespan: lifespanOf(savedCase, userActions, kibana.clock.milliseconds()) }),
  }
}

function countActions (attachments: readonly SavedObject<'cases-comments'>[], type: string) {
  return { total: attachments.filter(({ attributes }) => attributes.type === 'actions' && attributes.actions.type === type).length }
}

/** All connectors that the case has had, except for `none`. */
function connectorIds (userActions: readonly SavedObject<'cases-user-actions'>[]): Set<string> {
  const connectors = userActions
    .filter(({ attributes: { type } }) => type === 'create_case' || type === 'connector')
    .map(({ attributes: { payload } }) => payload.connector as { id: string } | undefined)
  return new Set(connectors.flatMap(connector => connector && connector.id !== 'none' ? [connector.id] : []))
}

/** The times that a case has been open and in progress so far, in milliseconds, and the dates it was reopened. */
function lifespanOf (
  { attributes }: SavedCase, userActions: readonly SavedObject<'cases-user-actions'>[], now: number,
): NonNullable<CaseMetrics['lifespan']> {
  const changes = userActions
    .filter(({ attributes: { type, action } }) => type === 'status' && action === 'update')
    .map(({ attributes: { created_at: at, payload } }) => ({ at: Date.parse(at), status: payload.status as CaseStatus }))
  const durations: Record<CaseStatus, number> = { open: 0, 'in-progress': 0, closed: 0 }
  const reopenDates: string[] = []
  let last = { at: Date.parse(attributes.created_at), status: 'open' as CaseStatus }
  for (const change of changes) {
    durations[last.status] += Math.abs(change.at - last.at)
    if (last.status === 'closed' && change.status !== 'closed') reopenDates.push(new Date(change.at).toISOString())
    last = change
  }
  durations[last.status] += Math.abs(now - last.at)
  return {
    creationDate: attributes.created_at,
    closeDate: attributes.closed_at,
    statusInfo: { openDuration: durations.open, inProgressDuration: durations['in-progress'], reopenDates },
  }
}
