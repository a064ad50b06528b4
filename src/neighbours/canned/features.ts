import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../../kibana/context.js'
import { forbidden } from '../../kibana-error.js'
import { ACTIONS_FEATURE, newestFeatureOf, ownersAt, type Owner } from '../../security/features.js'
import { byVersion } from '../../versions/by-version.js'
import { featuresHaveTheirOwnPrivilege } from '../versions.js'

/** Features in responses, reduced to what roles need. Source: docs/reference/kibana/neighbours.md §7.2 */
export const FeaturesSchema = Type.Array(Type.Object({
  id: Type.String({ description: 'the id, which roles use' }),
  name: Type.String(),
  order: Type.Integer(),
  category: Type.Object({ id: Type.String(), label: Type.String(), order: Type.Integer(), euiIconType: Type.Optional(Type.String()) }),
  app: Type.Array(Type.String()),
  cases: Type.Optional(Type.Array(Type.String(), { description: 'the owners of cases that it provides' })),
  privileges: Type.Object({ all: Type.Object({}, { additionalProperties: true }), read: Type.Object({}, { additionalProperties: true }) }),
}))
type Feature = Static<typeof FeaturesSchema>[number]

export const FeaturesQuerySchema = Type.Object({
  ignoreValidLicenses: Type.Optional(Type.Boolean({ description: 'whether features that the license does not cover are listed too' })),
}, { additionalProperties: false })

const SECURITY = { id: 'securitySolution', label: 'Security', order: 4000, euiIconType: 'logoSecurity' }
const OBSERVABILITY = { id: 'observability', label: 'Observability', order: 3000, euiIconType: 'logoObservability' }
const MANAGEMENT = { id: 'management', label: 'Management', order: 5000, euiIconType: 'managementApp' }

const CASES: Readonly<Record<Owner, Omit<Feature, 'id' | 'name' | 'privileges'>>> = {
  cases: { order: 3100, category: MANAGEMENT, app: [], cases: ['cases'] },
  observability: { order: 1100, category: OBSERVABILITY, app: ['observabilityCases', 'kibana'], cases: ['observability'] },
  securitySolution: { order: 1100, category: SECURITY, app: ['securitySolutionCases', 'kibana'], cases: ['securitySolution'] },
}

/** Adds the privileges of a feature, which both give access to its apps. */
function withPrivileges (feature: Omit<Feature, 'privileges'>): Feature {
  const level = (ui: readonly string[]) => ({ api: [], app: feature.app, savedObject: { all: [], read: [] }, ui })
  return { ...feature, privileges: { all: level(['all', 'read']), read: level(['read']) } }
}

const featuresAt = byVersion((version): readonly Feature[] => [
  ...ownersAt(version).map(owner => ({ id: newestFeatureOf(owner, version), name: 'Cases', ...CASES[owner] })),
  { id: ACTIONS_FEATURE, name: 'Actions and Connectors', order: 3000, category: MANAGEMENT, app: [] },
  { id: 'savedObjectsManagement', name: 'Saved Objects Management', order: 1700, category: MANAGEMENT, app: ['kibana'] },
].sort((one, other) => one.order - other.order).map(withPrivileges))

/** @throws KibanaError 403 for a caller without all privileges on all features */
export function ensureReadsFeatures ({ kibana, authorization }: Scope): void {
  if (authorization.managesSpaces) return
  const privilege = featuresHaveTheirOwnPrivilege(kibana.version) ? 'read_features' : 'features'
  throw forbidden(`API [GET /api/features] is unauthorized for user, this action is granted by the Kibana privileges [${privilege}]`)
}

/** GET /api/features: the features of the version that have an effect here, in Kibana's order. */
export const listFeatures = ({ kibana }: Scope): Feature[] => [...featuresAt(kibana.version)]
