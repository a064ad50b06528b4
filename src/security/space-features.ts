import { CASES_FEATURES, currentFeatureOf, ownersAt, type Owner } from './features.js'
import type { Version } from '../versions/version.js'
import type { SpaceAttributes } from '../documents/space.js'
import { disabledFeaturesKeepOwners, solutionsKeepOwners } from './versions.js'

/** Owners that a solution hides. Cases of Stack Management are part of every solution. */
const HIDDEN_BY_SOLUTION: Readonly<Record<NonNullable<SpaceAttributes['solution']>, readonly Owner[]>> = {
  classic: [],
  es: ['observability', 'securitySolution'],
  oblt: ['securitySolution'],
  security: ['observability'],
}

/**
 * Lists the disabled features of a space by their current ids: those that its solution hides or, without a solution, those set on the
 * space. Of the features that a solution hides, only those of Cases are known here.
 * Source: Kibana's spaces/server/lib/utils/space_solution_disabled_features.ts, spaces/server/spaces_client/spaces_client.ts
 */
export function disabledFeatures ({ solution = 'classic', disabledFeatures }: SpaceAttributes): string[] {
  if (solution !== 'classic') return HIDDEN_BY_SOLUTION[solution].map(currentFeatureOf)
  return disabledFeatures.map(id => CASES_FEATURES.get(id)?.currentId ?? id)
}

/**
 * Lists the owners whose cases a space can hold. Since the features of Cases have deprecated generations, which also provide their
 * owners and cannot be disabled, that is every owner.
 * Source: Kibana's cases/server/authorization/authorization.ts, features/server/plugin.ts, cases/server/features/v1.ts
 */
export function ownersIn (space: SpaceAttributes, version: Version): readonly Owner[] {
  const { solution = 'classic' } = space
  if (solution === 'classic' ? disabledFeaturesKeepOwners(version) : solutionsKeepOwners(version)) return ownersAt(version)
  const disabled = disabledFeatures(space)
  return ownersAt(version).filter(owner => !disabled.includes(currentFeatureOf(owner)))
}
