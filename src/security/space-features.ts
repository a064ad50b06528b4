import { CASES_FEATURES, currentFeatureOf, OWNERS, type Owner } from './features.js'
import type { SpaceAttributes } from '../documents/space.js'

/** The owners that a solution has no place for. Cases of Stack Management are part of all of them. */
const HIDDEN_BY_SOLUTION: Readonly<Record<NonNullable<SpaceAttributes['solution']>, readonly Owner[]>> = {
  classic: [],
  es: ['observability', 'securitySolution'],
  oblt: ['securitySolution'],
  security: ['observability'],
}

/**
 * The features that are off in a space. A solution decides that alone; otherwise it is what was said when the space was made,
 * in today's ids. Of a solution's list only the features of Cases are known here.
 * Source: Kibana's spaces/server/lib/utils/space_solution_disabled_features.ts, spaces/server/spaces_client/spaces_client.ts
 */
export function disabledFeatures ({ solution = 'classic', disabledFeatures }: SpaceAttributes): string[] {
  if (solution !== 'classic') return HIDDEN_BY_SOLUTION[solution].map(currentFeatureOf)
  return disabledFeatures.map(id => CASES_FEATURES.get(id)?.currentId ?? id)
}

/** The owners whose cases a space can hold. */
export function ownersIn (space: SpaceAttributes): readonly Owner[] {
  const disabled = disabledFeatures(space)
  return OWNERS.filter(owner => !disabled.includes(currentFeatureOf(owner)))
}
