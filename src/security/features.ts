/** A unit of what Kibana's feature privileges grant in Cases; every operation requires one (see `OPERATIONS`). */
export type CasesPrivilege =
  | 'getCase' | 'getComment' | 'getTags' | 'getReporters' | 'getUserActions' | 'findConfigurations'
  | 'createCase' | 'updateCase' | 'updateComment' | 'pushCase'
  | 'deleteCase' | 'deleteComment' | 'createConfiguration' | 'updateConfiguration' | 'createComment' | 'reopenCase' | 'assignCase'

/** The owners that Kibana's own features provide: Stack Management, Observability and Elastic Security. */
export const OWNERS = ['cases', 'observability', 'securitySolution'] as const
export type Owner = typeof OWNERS[number]

const READ: readonly CasesPrivilege[] = ['getCase', 'getComment', 'getTags', 'getReporters', 'getUserActions', 'findConfigurations']
const MINIMAL_ALL: readonly CasesPrivilege[] = [...READ, 'createCase', 'updateCase', 'updateComment', 'pushCase']

/** Sub-features: independent of each other; none of them includes read access. */
const SUB_FEATURES = {
  cases_delete: ['deleteCase', 'deleteComment'],
  cases_settings: ['createConfiguration', 'updateConfiguration'],
  create_comment: ['createComment'],
  case_reopen: ['reopenCase'],
  cases_assign: ['assignCase'],
} as const satisfies Record<string, readonly CasesPrivilege[]>
type SubFeature = keyof typeof SUB_FEATURES

/** Builds one generation of a feature. Privileges without a sub-feature yet belong to both `all` and `minimal_all`. */
function generation (subFeatures: readonly SubFeature[]): Readonly<Record<string, readonly CasesPrivilege[]>> {
  const everything = Object.values(SUB_FEATURES).flat()
  const split = Object.fromEntries(subFeatures.map(id => [id, SUB_FEATURES[id]]))
  const notSplit = everything.filter(privilege => !Object.values(split).some(privileges => privileges.some(other => other === privilege)))
  return { read: READ, minimal_read: READ, minimal_all: [...MINIMAL_ALL, ...notSplit], all: [...MINIMAL_ALL, ...everything], ...split }
}

/**
 * The three generations of the Cases features, by the suffix of their ids. Roles may still use the older, deprecated ones.
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

/** A Kibana feature that provides an owner of cases. */
export interface CasesFeature {
  readonly owner: Owner
  /** The id of the newest generation, which spaces use to disable the feature. */
  readonly currentId: string
  /** Privileges granted, by privilege id. */
  readonly privileges: ReadonlyMap<string, readonly CasesPrivilege[]>
}

/** All features of Cases by their id in a role, including the older generations. */
export const CASES_FEATURES: ReadonlyMap<string, CasesFeature> = new Map(OWNERS.flatMap(owner =>
  Object.entries(GENERATIONS).map(([suffix, privileges]) => [
    FEATURE_STEMS[owner] + suffix,
    { owner, currentId: currentFeatureOf(owner), privileges: new Map(Object.entries(privileges)) },
  ])))

/** The id of the feature "Actions and Connectors". Source: Kibana's actions/server/feature.ts */
export const ACTIONS_FEATURE = 'actions'

/** Operations that `read` of Actions and Connectors allows; all others require `all`. */
export const ACTIONS_READ_OPERATIONS = ['get', 'find', 'list', 'execute'] as const
export type ActionsOperation = typeof ACTIONS_READ_OPERATIONS[number] | 'create' | 'update' | 'delete'

/** Privileges that whole routes require; `all` and `read` of every Cases feature include them. */
export const CASES_API_PRIVILEGES = ['casesSuggestUserProfiles', 'bulkGetUserProfiles', 'casesGetConnectorsConfigure'] as const
export type ApiPrivilege = typeof CASES_API_PRIVILEGES[number]
