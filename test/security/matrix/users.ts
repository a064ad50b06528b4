import type { ServerOptions } from '../../../src/index.js'

/**
 * The users, roles and spaces of Kibana's own Cases tests (cases_api_integration/common/lib/authentication), with the features
 * of a real stack instead of those of the tests' plugins: Elastic Security, Observability, and Stack Management. That is disabled in
 * `space1`, which does not matter: deprecated features provide its owner too. Passwords equal the user names.
 */
export interface TestUser {
  readonly name: string
  readonly roles: readonly string[]
}

interface TestRole {
  readonly spaces: readonly string[]
  /** Privilege ids by owner. */
  readonly cases: Readonly<Record<string, readonly string[]>>
  readonly actions?: 'all' | 'read'
  /** Features outside Cases. */
  readonly others?: Readonly<Record<string, readonly string[]>>
}

const sec = (...privileges: string[]): TestRole => ({ spaces: ['space1'], cases: { securitySolution: privileges }, actions: 'all' })
const obs = (...privileges: string[]): TestRole => ({ spaces: ['space1'], cases: { observability: privileges }, actions: 'all' })

export const ROLES: Readonly<Record<string, TestRole>> = {
  sec_only_all: sec('all'),
  sec_only_read: { ...sec('read'), actions: 'read' },
  sec_only_delete: sec('cases_delete'),
  sec_only_read_delete: sec('minimal_read', 'cases_delete'),
  sec_only_no_delete: sec('minimal_all'),
  sec_only_create_comment: sec('create_comment'),
  sec_only_read_create_comment: sec('minimal_read', 'create_comment'),
  sec_only_read_alerts: { spaces: ['space1'], cases: { securitySolution: ['all'] }, others: { rac: ['read'] } },
  // Our addition: the sub-features that Kibana's tests leave out
  sec_only_reopen: sec('minimal_read', 'case_reopen'),
  sec_only_assign: sec('minimal_read', 'cases_assign'),
  sec_only_settings: sec('minimal_read', 'cases_settings'),
  obs_only_all: obs('all'),
  obs_only_read: { ...obs('read'), actions: 'read' },
  global_read: { spaces: ['*'], cases: { securitySolution: ['read'], observability: ['read'] }, actions: 'read' },
  no_cases_kibana_privileges: { spaces: ['space1'], cases: {}, actions: 'read' },
  test_disabled_plugin_all: { spaces: ['space1'], cases: { cases: ['all'], securitySolution: ['all'] }, actions: 'all' },
  no_cases_connectors: { spaces: ['*'], cases: {}, actions: 'all', others: { testNoCasesConnectorFixture: ['all'] } },
  only_actions: { spaces: ['*'], cases: {}, actions: 'all' },
  sec_only_all_spaces: { ...sec('all'), spaces: ['*'] },
}

export const USERS: readonly TestUser[] = [
  { name: 'superuser', roles: ['superuser'] },
  { name: 'sec_only', roles: ['sec_only_all'] },
  { name: 'sec_only_read', roles: ['sec_only_read'] },
  { name: 'sec_only_delete', roles: ['sec_only_delete'] },
  { name: 'sec_only_read_delete', roles: ['sec_only_read_delete'] },
  { name: 'sec_only_no_delete', roles: ['sec_only_no_delete'] },
  { name: 'sec_only_create_comment', roles: ['sec_only_create_comment'] },
  { name: 'sec_only_read_create_comment', roles: ['sec_only_read_create_comment'] },
  { name: 'sec_only_read_alerts', roles: ['sec_only_read_alerts'] },
  { name: 'sec_only_reopen', roles: ['sec_only_reopen'] },
  { name: 'sec_only_assign', roles: ['sec_only_assign'] },
  { name: 'sec_only_settings', roles: ['sec_only_settings'] },
  { name: 'obs_only', roles: ['obs_only_all'] },
  { name: 'obs_only_read', roles: ['obs_only_read'] },
  { name: 'obs_sec', roles: ['sec_only_all', 'obs_only_all'] },
  { name: 'obs_sec_read', roles: ['sec_only_read', 'obs_only_read'] },
  { name: 'global_read', roles: ['global_read'] },
  { name: 'no_kibana_privileges', roles: [] },
  { name: 'no_cases_privileges_space1', roles: ['no_cases_kibana_privileges'] },
  { name: 'test_disabled', roles: ['test_disabled_plugin_all'] },
  { name: 'no_cases_connectors', roles: ['no_cases_connectors'] },
  { name: 'only_actions', roles: ['only_actions'] },
  { name: 'sec_only_all_spaces', roles: ['sec_only_all_spaces'] },
]

const FEATURES: Readonly<Record<string, string>> = {
  cases: 'generalCasesV3', observability: 'observabilityCasesV3', securitySolution: 'securitySolutionCasesV3',
}

const toRoleBody = ({ spaces, cases, actions, others }: TestRole) => ({
  elasticsearch: { indices: [{ names: ['*'], privileges: ['all'] }] },
  kibana: [{
    spaces: [...spaces],
    feature: Object.fromEntries([
      ...Object.entries(cases).map(([owner, privileges]) => [FEATURES[owner]!, [...privileges]]),
      ...(actions ? [['actions', [actions]]] : []),
      ...Object.entries(others ?? {}),
    ]),
  }],
})

export const MATRIX_OPTIONS: ServerOptions = {
  security: {
    users: Object.fromEntries(USERS.map(({ name, roles }) => [name, { password: name, roles: [...roles] }])),
    roles: Object.fromEntries(Object.entries(ROLES).map(([name, role]) => [name, toRoleBody(role)])),
  },
  spaces: [{ id: 'space1', name: 'Space 1', disabledFeatures: ['generalCasesV3'] }, { id: 'space2', name: 'Space 2' }],
  connectors: {
    'jira-1': {
      name: 'Jira',
      actionTypeId: '.jira',
      config: { apiUrl: 'https://jira.example.com', projectKey: 'ES' },
      secrets: { email: 'a@example.com', apiToken: 'x' },
    },
  },
}

const READ = ['getCase', 'getComment', 'getTags', 'getReporters', 'getUserActions', 'findConfigurations']
const MINIMAL_ALL = [...READ, 'createCase', 'updateCase', 'updateComment', 'pushCase']
/** Operations that privilege ids grant, copied from the reference pages rather than from the code under test. */
const GRANTS: Readonly<Record<string, readonly string[]>> = {
  read: READ,
  minimal_read: READ,
  minimal_all: MINIMAL_ALL,
  all: [
    ...MINIMAL_ALL, 'deleteCase', 'deleteComment', 'createConfiguration', 'updateConfiguration', 'createComment', 'reopenCase',
    'assignCase',
  ],
  cases_delete: ['deleteCase', 'deleteComment'],
  cases_settings: ['createConfiguration', 'updateConfiguration'],
  create_comment: ['createComment'],
  case_reopen: ['reopenCase'],
  cases_assign: ['assignCase'],
}

/** Computes the privileges of a user in a space from the tables above. */
export class Holdings {
  readonly #user: TestUser
  readonly #space: string

  constructor (user: TestUser, space: string) {
    this.#user = user
    this.#space = space
  }

  get #isSuperuser () {
    return this.#user.roles.includes('superuser')
  }

  get #roles () {
    return this.#user.roles.flatMap(name => ROLES[name] ?? []).filter(({ spaces }) => spaces.includes('*') || spaces.includes(this.#space))
  }

  get entersSpace (): boolean {
    return this.#isSuperuser || this.#roles.length > 0
  }

  has (owner: string, privilege: string): boolean {
    return this.#isSuperuser || this.#roles.some(({ cases }) => cases[owner]?.some(id => GRANTS[id]!.includes(privilege)))
  }

  ownersWith (privilege: string): string[] {
    return ['cases', 'observability', 'securitySolution'].filter(owner => this.has(owner, privilege))
  }

  /** True with read access or more for any owner, since it includes the API privileges of the Cases features. */
  get hasCasesApi (): boolean {
    return this.#isSuperuser || this.#roles.some(({ cases }) => Object.values(cases).flat().some(id => /all|read/.test(id)))
  }

  hasActions (level: 'read' | 'all'): boolean {
    return this.#isSuperuser || this.#roles.some(({ actions }) => actions === 'all' || actions === level)
  }
}
