/** What Kibana's privileges grant of Cases; every operation asks for one of them (see `OPERATIONS`). */
export type CasesPrivilege =
  | 'getCase' | 'getComment' | 'getTags' | 'getReporters' | 'getUserActions' | 'findConfigurations'
  | 'createCase' | 'updateCase' | 'updateComment' | 'pushCase'
  | 'deleteCase' | 'deleteComment' | 'createConfiguration' | 'updateConfiguration' | 'createComment' | 'reopenCase' | 'assignCase'

/** The owners that Kibana's own features bring: Stack Management, Observability and Elastic Security. */
export const OWNERS = ['cases', 'observability', 'securitySolution'] as const
export type Owner = typeof OWNERS[number]

const READ: readonly CasesPrivilege[] = ['getCase', 'getComment', 'getTags', 'getReporters', 'getUserActions', 'findConfigurations']
const MINIMAL_ALL: readonly CasesPrivilege[] = [...READ, 'createCase', 'updateCase', 'updateComment', 'pushCase']

/** Sub-features: independent of each other, and none of them brings reading. */
const SUB_FEATURES = {
  cases_delete: ['deleteCase', 'deleteComment'],
  cases_settings: ['createConfiguration', 'updateConfiguration'],
  create_comment: ['createComment'],
  case_reopen: ['reopenCase'],
  cases_assign: ['assignCase'],
} as const satisfies Record<string, readonly CasesPrivilege[]>
type SubFeature = keyof typeof SUB_FEATURES

/** A feature as it was at one time: what was not yet a sub-feature of its own came with `all`, also with the minimal one. */
function generation (subFeatures: readonly SubFeature[]): Readonly<Record<string, readonly CasesPrivilege[]>> {
  const everything = Object.values(SUB_FEATURES).flat()
  const split = Object.fromEntries(subFeatures.map(id => [id, SUB_FEATURES[id]]))
  const notSplit = everything.filter(privilege => !Object.values(split).some(privileges => privileges.some(other => other === privilege)))
  return { read: READ, minimal_read: READ, minimal_all: [...MINIMAL_ALL, ...notSplit], all: [...MINIMAL_ALL, ...everything], ...split }
}

/**
 * The features of Cases by the end of their ids: three generations, the older ones deprecated but still taken in roles.
 * Source: Kibana's cases/server/features/{v1,v2,v3}.ts
 */
const GENERATIONS: Readonly<Record<string, Readonly<Record<string, readonly CasesPrivilege[]>>>> = {
  V3: generation(['cases_delete', 'cases_settings', 'create_comment', 'case_reopen', 'cases_assign']),
  V2: generation(['cases_delete', 'cases_settings', 'create_comment', 'case_reopen']),
  '': generation(['cases_delete', 'cases_settings']),
}

const FEATURE_STEMS: Readonly<Record<Owner, string>> = {
  cases: 'generalCases',
  observability: 'observabilityCases',
  securitySolution: 'securitySolutionCases',
}

/** The id of the newest generation of an owner's feature. */
export const currentFeatureOf = (owner: Owner) => `${FEATURE_STEMS[owner]}V3`

/** A Kibana feature that brings an owner of cases. */
export interface CasesFeature {
  readonly owner: Owner
  /** The id of the newest generation, by which a space says that it is disabled. */
  readonly currentId: string
  /** By privilege id. */
  readonly privileges: ReadonlyMap<string, readonly CasesPrivilege[]>
}

/** All features of Cases by their id in a role, the older generations included. */
export const CASES_FEATURES: ReadonlyMap<string, CasesFeature> = new Map(OWNERS.flatMap(owner =>
  Object.entries(GENERATIONS).map(([suffix, privileges]) => [
    FEATURE_STEMS[owner] + suffix,
    { owner, currentId: currentFeatureOf(owner), privileges: new Map(Object.entries(privileges)) },
  ])))

/** "Actions and Connectors". Source: Kibana's actions/server/feature.ts */
export const ACTIONS_FEATURE = 'actions'

/** What `read` of Actions and Connectors covers; everything else takes `all`. */
export const ACTIONS_READ_OPERATIONS = ['get', 'find', 'list', 'execute'] as const
export type ActionsOperation = typeof ACTIONS_READ_OPERATIONS[number] | 'create' | 'update' | 'delete'

/** Privileges that whole routes ask for; `all` and `read` of every Cases feature bring them. */
export const CASES_API_PRIVILEGES = ['casesSuggestUserProfiles', 'bulkGetUserProfiles', 'casesGetConnectorsConfigure'] as const
export type ApiPrivilege = typeof CASES_API_PRIVILEGES[number]
