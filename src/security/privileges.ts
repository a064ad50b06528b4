import { ACTIONS_FEATURE, CASES_API_PRIVILEGES, CASES_FEATURES, currentFeatureOf, OWNERS, type ApiPrivilege, type CasesPrivilege } from './features.js'
import type { RoleAttributes } from '../documents/role.js'

/** What somebody holds in one space. */
export interface Privileges {
  /** Any privilege at all; without one the whole space is closed. */
  readonly entersSpace: boolean
  /** By owner. */
  readonly cases: ReadonlyMap<string, ReadonlySet<CasesPrivilege>>
  readonly actions: 'none' | 'read' | 'all'
  readonly api: ReadonlySet<ApiPrivilege>
  /** Copying and sharing saved objects into the space. */
  readonly receivesSavedObjects: boolean
  /** Creating, changing and deleting spaces: a privilege in all spaces or none. */
  readonly managesSpaces: boolean
}

type Entry = RoleAttributes['kibana'][number]
type Level = 'none' | 'read' | 'all'

const MANAGEMENT_FEATURE = 'savedObjectsManagement'

const levelOf = (privileges: readonly string[]): Level =>
  privileges.some(id => id === 'all' || id === 'minimal_all') ? 'all' : privileges.some(id => id === 'read' || id === 'minimal_read') ? 'read' : 'none'

const higher = (one: Level, other: Level): Level => one === 'all' || other === 'all' ? 'all' : one === 'read' || other === 'read' ? 'read' : 'none'

/** The features that an entry grants, `base` written out: it is the same privilege of every feature. */
function featuresOf ({ base, feature }: Entry): [string, readonly string[]][] {
  const level = levelOf(base)
  if (level === 'none') return Object.entries(feature)
  return [...OWNERS.map(currentFeatureOf), ACTIONS_FEATURE, MANAGEMENT_FEATURE].map(id => [id, [level]])
}

/** What these roles together grant in a space, whether it exists or not. */
export function privilegesIn (space: string, roles: readonly RoleAttributes[]): Privileges {
  const entries = roles.flatMap(({ kibana }) => kibana).filter(({ spaces }) => spaces.includes('*') || spaces.includes(space))
  const cases = new Map<string, Set<CasesPrivilege>>()
  const api = new Set<ApiPrivilege>()
  let actions: Level = 'none'
  let savedObjects: Level = 'none'
  for (const [id, granted] of entries.flatMap(featuresOf)) {
    if (id === ACTIONS_FEATURE) actions = higher(actions, levelOf(granted))
    if (id === MANAGEMENT_FEATURE) savedObjects = higher(savedObjects, levelOf(granted))
    const feature = CASES_FEATURES.get(id)
    if (!feature) continue
    const held = cases.get(feature.owner) ?? new Set()
    for (const privilege of granted.flatMap(name => feature.privileges.get(name) ?? [])) held.add(privilege)
    cases.set(feature.owner, held)
    if (levelOf(granted) !== 'none') for (const privilege of CASES_API_PRIVILEGES) api.add(privilege)
  }
  return {
    entersSpace: entries.length > 0,
    cases,
    actions,
    api,
    receivesSavedObjects: savedObjects === 'all',
    managesSpaces: entries.some(({ base, spaces }) => base.includes('all') && spaces.includes('*')),
  }
}
