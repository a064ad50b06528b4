import { CASES_FEATURES, type CasesFeature } from '../security/features.js'
import type { RoleAttributes } from '../documents/role.js'

/** The current privileges that are equivalent to a privilege of an older generation. */
function replacements (privilege: string, old: CasesFeature): string[] {
  if (privilege !== 'minimal_all') return [privilege]
  const current = CASES_FEATURES.get(old.currentId)!
  const splitOff = [...current.privileges.keys()].filter(id => !old.privileges.has(id))
  return [privilege, ...splitOff]
}

/** Replaces features of older generations with the current ones. */
export function replaceDeprecated ({ kibana, ...role }: RoleAttributes): RoleAttributes {
  return {
    ...role,
    kibana: kibana.map(entry => {
      const current = new Map<string, Set<string>>()
      for (const [id, privileges] of Object.entries(entry.feature)) {
        const old = CASES_FEATURES.get(id)
        const currentId = old?.currentId ?? id
        const replaced = old ? privileges.flatMap(privilege => replacements(privilege, old)) : privileges
        current.set(currentId, new Set([...current.get(currentId) ?? [], ...replaced]))
      }
      return { ...entry, feature: Object.fromEntries([...current].map(([id, privileges]) => [id, [...privileges]])) }
    }),
  }
}
