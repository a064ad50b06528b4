import t from 'tap'
import { serverWithAlerts } from '../../helpers/alert-documents.js'
import { errorBody } from '../../helpers/cases.js'
import { as } from '../../helpers/security.js'

const SEARCH = '/api/detection_engine/signals/search'
const STATUS = '/api/detection_engine/signals/status'
const TAGS = '/api/detection_engine/signals/tags'
const ASSIGNEES = '/api/detection_engine/signals/assignees'
const onAlerts = (...privileges: string[]) => ({ indices: [{ names: ['.alerts-security.*'], privileges }] })
const inKibana = (feature: Record<string, string[]>) => [{ spaces: ['*'], feature }]

const ROLES = {
  cases: { kibana: inKibana({ securitySolutionCasesV2: ['all'] }) },
  kibana_only: { kibana: inKibana({ siem: ['all'] }) },
  reader: { elasticsearch: onAlerts('read'), kibana: inKibana({ siemV3: ['read'] }) },
  writer: { elasticsearch: onAlerts('read', 'write'), kibana: inKibana({ siem: ['minimal_all'] }) },
  by_expression: {
    elasticsearch: { indices: [{ names: ['/\\.alerts-(security|stack).*/'], privileges: ['all'] }] },
    kibana: [
      { spaces: ['*'], base: ['all'] },
    ],
  },
}
const users = Object.fromEntries([
  ...Object.keys(ROLES), 'viewer', 'editor', 'superuser', 'kibana_admin',
].map(name => [name, { password: name, roles: [name] }]))
const security = { roles: ROLES, users } as NonNullable<NonNullable<Parameters<typeof serverWithAlerts>[1]>['security']>

t.test('triage requires the feature of Elastic Security, and privileges on the index', async t => {
  const kibana = await serverWithAlerts(t, { security })
  for (const [user, found, changed] of [
    ['kibana_only', 0, 0], ['reader', 3, 0], ['writer', 3, 3], ['by_expression', 3, 3],
    ['viewer', 3, 0], ['editor', 3, 3], ['superuser', 3, 3], ['kibana_admin', 0, 0],
  ] as const) {
    const search = await as(kibana, user, { method: 'POST', url: SEARCH, payload: { query: { match_all: {} } } })
    t.strictSame([search.statusCode, search.json().hits?.hits.length], [200, found], `${user} reads`)
    const update = await as(kibana, user, { method: 'POST', url: STATUS, payload: { query: { match_all: {} }, status: 'closed' } })
    t.strictSame([update.statusCode, update.json().total], [200, changed], `${user} writes`)
  }
})

const CHANGING = 'alerts-all,alerts-signal-update-deprecated-privilege'

t.test('triage without the feature is forbidden, with the message of the version', async t => {
  for (const [kibanaVersion, reading, changing] of [
    ['9.2.0', 'securitySolution', 'securitySolution'], ['9.3.0', 'alerts-read', 'alerts-read'], ['9.4.0', 'alerts-read', CHANGING],
  ] as const) {
    const kibana = await serverWithAlerts(t, { kibanaVersion, security })
    for (const [url, privileges] of [[SEARCH, reading], [STATUS, changing], [TAGS, changing], [ASSIGNEES, changing]] as const) {
      t.strictSame((await as(kibana, 'cases', { method: 'POST', url, payload: {} })).json(), errorBody(
        403, `API [POST ${url}] is unauthorized for user, this action is granted by the Kibana privileges [${privileges}]`,
      ))
    }
  }
})

// Source: Kibana's x-pack/solutions/security/packages/features/src/{security/v4_features,rules/v{1,3,4}_features,alerts}, PR 239634 (9.3),
// 245722 and 244637 (9.4)
t.test('alerts and rules have features of their own: 9.3 and 9.4', async t => {
  const attempts = ['read alerts', 'change alerts', 'attach alerts', 'find rules'] as const
  const all = attempts.join()
  for (const [feature, privilege, in93, in94] of [
    ['siemV4', 'read', all, all],
    ['siemV5', 'all', '', ''],
    ['securitySolutionRulesV1', 'read', all, all],
    ['securitySolutionRulesV2', 'minimal_read', '', all],
    ['securitySolutionRulesV4', 'all', '', 'find rules'],
    ['securitySolutionAlertsV1', 'read', '', 'read alerts,attach alerts'],
    ['securitySolutionAlertsV1', 'all', '', 'read alerts,change alerts,attach alerts'],
  ] as const) {
    for (const [kibanaVersion, expected] of [['9.3.0', in93], ['9.4.0', in94]] as const) {
      const kibana = await serverWithAlerts(t, {
        kibanaVersion,
        security: {
          roles: { soc: { kibana: inKibana({ [feature]: [privilege], generalCasesV3: ['all'] }) } },
          users: { ann: { password: 'ann', roles: ['soc'] } },
        },
        seed: { cases: [{ id: 'x', title: 'x' }] },
      })
      const requests = [
        { method: 'POST', url: SEARCH, payload: { size: 0 } },
        { method: 'POST', url: TAGS, payload: { ids: ['a'], tags: { tags_to_add: ['x'], tags_to_remove: [] } } },
        {
          method: 'POST',
          url: '/api/cases/x/comments',
          payload: {
            type: 'alert', alertId: 'a', index: '.alerts-security.alerts-default', rule: { id: null, name: null }, owner: 'cases',
          },
        },
        { method: 'GET', url: '/api/detection_engine/rules/_find' },
      ] as const
      const allowed = []
      for (const [index, request] of requests.entries()) {
        if ((await as(kibana, 'ann', request)).statusCode === 200) allowed.push(attempts[index])
      }
      t.equal(allowed.join(), expected, `${privilege} of ${feature} in ${kibanaVersion}`)
    }
  }
})

t.test('base privileges grant alerts as the newest features do', async t => {
  for (const [kibanaVersion, user, status] of [
    ['9.3.0', 'viewer', 200], ['9.4.0', 'viewer', 403], ['9.4.0', 'editor', 200], ['9.4.0', 'superuser', 200],
  ] as const) {
    const kibana = await serverWithAlerts(t, { kibanaVersion, security })
    const answer = await as(kibana, user, { method: 'POST', url: STATUS, payload: { signal_ids: ['a'], status: 'closed' } })
    t.equal(answer.statusCode, status, `${user} in ${kibanaVersion}`)
  }
})

t.test('a generation of the feature grants nothing before it exists', async t => {
  for (const [id, below, at] of [
    ['siemV2', '8.17.9', '8.18.0'], ['siemV3', '9.0.9', '9.1.0'], ['siemV4', '9.1.9', '9.2.0'],
  ] as const) {
    for (const [kibanaVersion, status] of [[below, 403], [at, 200], ['9.5.4', 200]] as const) {
      const kibana = await serverWithAlerts(t, {
        kibanaVersion,
        security: {
          roles: { soc: { kibana: inKibana({ [id]: ['all'], actions: ['read'] }) } },
          users: { ann: { password: 'ann', roles: ['soc'] } },
        },
      })
      t.equal(
        (await as(kibana, 'ann', { method: 'POST', url: SEARCH, payload: { size: 0 } })).statusCode, status, `${id} in ${kibanaVersion}`,
      )
    }
  }
})
