import {
  ACTIONS_FEATURE, CASES_API_PRIVILEGES, featuresAt, newestFeatureOf, ownersAt, SECURITY_FEATURES, type ApiPrivilege, type CasesPrivilege,
} from './features.js'
import type { Version } from '../versions/version.js'
import type { RoleAttributes } from '../documents/role.js'

/** The privileges that a set of roles grants in one space. */
export interface Privileges {
  /** True with any privilege; without one, the space is closed to the caller. */
  readonly entersSpace: boolean
  /** Privileges in Cases, by owner. */
  readonly cases: ReadonlyMap<string, ReadonlySet<CasesPrivilege>>
  readonly actions: Level
  /** Levels in the features that roles name, and in the alerts and rules of Elastic Security under `siem` and `RULES`. */
  readonly levels: ReadonlyMap<string, Level>
  /** The level in all features. */
  readonly base: Level
  readonly api: ReadonlySet<ApiPrivilege>
  /** True if saved objects may be copied and shared into the space. */
  readonly receivesSavedObjects: boolean
  /** True if spaces may be created, changed and deleted; granted only for all spaces together. */
  readonly managesSpaces: boolean
}

type Entry = RoleAttributes['kibana'][number]

const LEVELS = ['none', 'read', 'all'] as const
/** The extent to which a feature is granted. */
export type Level = typeof LEVELS[number]

const MANAGEMENT_FEATURE = 'savedObjectsManagement'
/** The rules of Elastic Security, as a feature. */
export const RULES = 'securitySolutionRules'
/** The alerts of Elastic Security as a feature, named after their consumer. */
const SIEM = 'siem'

function levelOf (privileges: readonly string[]): Level {
  if (privileges.includes('all') || privileges.includes('minimal_all')) return 'all'
  return privileges.includes('read') || privileges.includes('minimal_read') ? 'read' : 'none'
}

/** The higher of two levels. */
export const higher = (one: Level, other: Level): Level => LEVELS.indexOf(one) > LEVELS.indexOf(other) ? one : other

/** The lower of two levels. */
export const lower = (one: Level, other: Level): Level => higher(one, other) === one ? other : one

/** Lists the features that an entry grants. `base` expands to the same privilege of every feature. */
function featuresOf ({ base, feature }: Entry, version: Version): [string, readonly string[]][] {
  const level = levelOf(base)
  if (level === 'none') return Object.entries(feature)
  return [...ownersAt(version).map(owner => newestFeatureOf(owner, version)), ACTIONS_FEATURE, MANAGEMENT_FEATURE].map(id => [id, [level]])
}

/** False for an entry with only reserved privileges. */
const grantsAnything = ({ base, feature }: Entry): boolean => base.length > 0 || Object.keys(feature).length > 0

/** Merges the privileges that roles grant in a space, which need not exist. */
export function privilegesIn (space: string, roles: readonly RoleAttributes[], version: Version): Privileges {
  const entries = roles.flatMap(({ kibana }) => kibana)
    .filter(entry => grantsAnything(entry) && (entry.spaces.includes('*') || entry.spaces.includes(space)))
  const cases = new Map<string, Set<CasesPrivilege>>()
  const api = new Set<ApiPrivilege>()
  let actions: Level = 'none'
  let savedObjects: Level = 'none'
  const levels = new Map<string, Level>()
  for (const [id, granted] of entries.flatMap(entry => featuresOf(entry, version))) {
    if (id === ACTIONS_FEATURE) actions = higher(actions, levelOf(granted))
    if (id === MANAGEMENT_FEATURE) savedObjects = higher(savedObjects, levelOf(granted))
    const ofSecurity = SECURITY_FEATURES.get(id)
    if (ofSecurity?.exists?.(version) === false) continue
    const level = levelOf(granted)
    for (const name of ofSecurity?.grants.map(part => part === 'rules' ? RULES : SIEM) ?? [id]) {
      levels.set(name, higher(levels.get(name) ?? 'none', level))
    }
    if (ofSecurity?.readersChangeAlerts && level !== 'none') api.add('alerts-signal-update-deprecated-privilege')
    const feature = featuresAt(version).get(id)
    if (!feature) continue
    const held = cases.get(feature.owner) ?? new Set()
    for (const privilege of granted.flatMap(name => feature.privileges.get(name) ?? [])) held.add(privilege)
    cases.set(feature.owner, held)
    if (level !== 'none') for (const privilege of CASES_API_PRIVILEGES) api.add(privilege)
  }
  const base = entries.map(({ base }) => levelOf(base)).reduce(higher, 'none')
  const [alerts, rules] = [SIEM, RULES].map(name => higher(base, levels.get(name) ?? 'none'))
  if (alerts !== 'none') api.add('securitySolution').add('alerts-read')
  if (alerts === 'all') api.add('alerts-all')
  if (rules !== 'none') api.add('securitySolution').add('rules-read')
  return {
    entersSpace: entries.length > 0,
    cases,
    actions,
    levels,
    base,
    api,
    receivesSavedObjects: savedObjects === 'all',
    managesSpaces: entries.some(({ base, spaces }) => base.includes('all') && spaces.includes('*')),
  }
}
