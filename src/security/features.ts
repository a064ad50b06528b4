import { byVersion } from '../versions/by-version.js'
import type { Difference } from '../versions/difference.js'
import { NEWEST_VERSION, Version } from '../versions/version.js'
import {
  alertsAreAFeature, deletingIsASubFeature, rulesAreAFeature, secondGenerationExists, securityGeneration2Exists,
  securityGeneration3Exists, securityGeneration4Exists, settingsAreASubFeature, stackManagementHasCases, templatesAreASubFeature,
  thirdGenerationExists,
} from './versions.js'

/** A unit of Cases privileges that Kibana's features grant; every operation requires one (see `OPERATIONS`). */
export type CasesPrivilege =
  | 'getCase' | 'getComment' | 'getTags' | 'getReporters' | 'getUserActions' | 'findConfigurations'
  | 'createCase' | 'updateCase' | 'updateComment' | 'pushCase'
  | 'deleteCase' | 'deleteComment' | 'createConfiguration' | 'updateConfiguration' | 'createComment' | 'reopenCase' | 'assignCase'
  | 'manageTemplate'

/** The owners that Kibana's own features provide: Stack Management, Observability and Elastic Security. */
export const OWNERS = ['cases', 'observability', 'securitySolution'] as const
export type Owner = typeof OWNERS[number]

const READ: readonly CasesPrivilege[] = ['getCase', 'getComment', 'getTags', 'getReporters', 'getUserActions', 'findConfigurations']
const MINIMAL_ALL: readonly CasesPrivilege[] = [...READ, 'createCase', 'updateCase', 'updateComment', 'pushCase']

/** Sub-features. They are independent of each other, and none includes read access. */
const SUB_FEATURES = {
  cases_delete: ['deleteCase', 'deleteComment'],
  cases_settings: ['createConfiguration', 'updateConfiguration'],
  create_comment: ['createComment'],
  case_reopen: ['reopenCase'],
  cases_assign: ['assignCase'],
  cases_manage_templates: ['manageTemplate'],
} as const satisfies Record<string, readonly CasesPrivilege[]>
type SubFeature = keyof typeof SUB_FEATURES

/** Sub-features that later versions added. In earlier versions, `all` and `minimal_all` include their privileges. */
const LATER_SUB_FEATURES: Readonly<Partial<Record<SubFeature, Difference>>> = {
  cases_delete: deletingIsASubFeature,
  cases_settings: settingsAreASubFeature,
  cases_manage_templates: templatesAreASubFeature,
}

type PrivilegesById = Readonly<Record<string, readonly CasesPrivilege[]>>

/** Builds one generation of a feature. Privileges that have no sub-feature yet belong to both `all` and `minimal_all`. */
function generation (subFeatures: readonly SubFeature[], version: Version): PrivilegesById {
  const everything = Object.values(SUB_FEATURES).flat()
  const existing = subFeatures.filter(id => LATER_SUB_FEATURES[id]?.(version) ?? true)
  const split = Object.fromEntries(existing.map(id => [id, SUB_FEATURES[id]]))
  const notSplit = everything.filter(privilege => !Object.values(split).some(privileges => privileges.some(other => other === privilege)))
  return { read: READ, minimal_read: READ, minimal_all: [...MINIMAL_ALL, ...notSplit], all: [...MINIMAL_ALL, ...everything], ...split }
}

interface Generation {
  readonly suffix: string
  readonly exists?: Difference
  readonly subFeatures: readonly SubFeature[]
}

/**
 * The generations of the Cases features by the suffix of their ids, newest first. Roles may still use older, deprecated ones.
 * Source: Kibana's cases/server/features/{v1,v2,v3}.ts
 */
const GENERATIONS: readonly Generation[] = [
  {
    suffix: 'V3',
    exists: thirdGenerationExists,
    subFeatures: ['cases_delete', 'cases_settings', 'create_comment', 'case_reopen', 'cases_assign', 'cases_manage_templates'],
  },
  {
    suffix: 'V2',
    exists: secondGenerationExists,
    subFeatures: ['cases_delete', 'cases_settings', 'create_comment', 'case_reopen', 'cases_manage_templates'],
  },
  { suffix: '', subFeatures: ['cases_delete', 'cases_settings', 'cases_manage_templates'] },
]

const FEATURE_STEMS: Readonly<Record<Owner, string>> = {
  cases: 'generalCases',
  observability: 'observabilityCases',
  securitySolution: 'securitySolutionCases',
}

const generationsOf = (version: Version) => GENERATIONS.filter(({ exists }) => exists?.(version) ?? true)

/** The id of the newest generation of an owner's feature in a version, which `base` grants. */
export const newestFeatureOf = (owner: Owner, version: Version) => FEATURE_STEMS[owner] + generationsOf(version)[0]!.suffix

/** The newest id of an owner's feature, regardless of version. Spaces store disabled features under it. */
export const currentFeatureOf = (owner: Owner) => FEATURE_STEMS[owner] + GENERATIONS[0]!.suffix

/** A Kibana feature that provides an owner of cases. */
export interface CasesFeature {
  readonly owner: Owner
  /** The id of the newest generation, which spaces use to disable the feature. */
  readonly currentId: string
  /** Privileges granted, by privilege id. */
  readonly privileges: ReadonlyMap<string, readonly CasesPrivilege[]>
}

/** The owners in a version: those whose feature exists. */
export const ownersAt = byVersion(
  (version): readonly Owner[] => OWNERS.filter(owner => owner !== 'cases' || stackManagementHasCases(version)),
)

/** The features of Cases in a version by their id in a role, including older generations. */
export const featuresAt = byVersion((version): ReadonlyMap<string, CasesFeature> => new Map(ownersAt(version).flatMap(owner =>
  generationsOf(version).map(({ suffix, subFeatures }) => [
    FEATURE_STEMS[owner] + suffix,
    { owner, currentId: currentFeatureOf(owner), privileges: new Map(Object.entries(generation(subFeatures, version))) },
  ]))))

/** All features of Cases in the newest version. */
export const CASES_FEATURES = featuresAt(new Version(NEWEST_VERSION))

/** A feature that grants alerts or rules of Elastic Security. */
interface SecurityFeature {
  readonly grants: readonly ('alerts' | 'rules')[]
  readonly exists?: Difference
  /** True for a feature that lets readers of alerts change them too. */
  readonly readersChangeAlerts?: boolean
}

const ALERTS_AND_RULES = { grants: ['alerts', 'rules'], readersChangeAlerts: true } as const

/**
 * The features of Elastic Security that grant alerts or rules; `siemV5` of 9.3 grants neither.
 * Source: Kibana's x-pack/solutions/security/packages/features/src/{security,rules,alerts}
 */
export const SECURITY_FEATURES: ReadonlyMap<string, SecurityFeature> = new Map<string, SecurityFeature>([
  ['siem', ALERTS_AND_RULES],
  ['siemV2', { ...ALERTS_AND_RULES, exists: securityGeneration2Exists }],
  ['siemV3', { ...ALERTS_AND_RULES, exists: securityGeneration3Exists }],
  ['siemV4', { ...ALERTS_AND_RULES, exists: securityGeneration4Exists }],
  ['securitySolutionRulesV1', { ...ALERTS_AND_RULES, exists: rulesAreAFeature }],
  ['securitySolutionRulesV2', { ...ALERTS_AND_RULES, exists: alertsAreAFeature }],
  ['securitySolutionRulesV3', { grants: ['rules'], exists: alertsAreAFeature }],
  ['securitySolutionRulesV4', { grants: ['rules'], exists: alertsAreAFeature }],
  ['securitySolutionAlertsV1', { grants: ['alerts'], exists: alertsAreAFeature }],
])

/** The id of the feature "Actions and Connectors". Source: Kibana's actions/server/feature.ts */
export const ACTIONS_FEATURE = 'actions'

/** Operations that `read` of Actions and Connectors allows; all others require `all`. */
export const ACTIONS_READ_OPERATIONS = ['get', 'find', 'list', 'execute'] as const
export type ActionsOperation = typeof ACTIONS_READ_OPERATIONS[number] | 'create' | 'update' | 'delete'

/** Privileges that whole routes require; `all` and `read` of every Cases feature include them. */
export const CASES_API_PRIVILEGES = ['casesSuggestUserProfiles', 'bulkGetUserProfiles', 'casesGetConnectorsConfigure'] as const
/** Privileges that the routes of alerts and detection rules require. */
type SecurityApiPrivilege =
  'securitySolution' | 'alerts-read' | 'alerts-all' | 'alerts-signal-update-deprecated-privilege' | 'rules-read'
/** `sessionManagement` is reserved for superusers. */
export type ApiPrivilege = typeof CASES_API_PRIVILEGES[number] | SecurityApiPrivilege | 'sessionManagement'
