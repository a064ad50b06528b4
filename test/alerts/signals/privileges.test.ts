import t from 'tap'
import { serverWithAlerts } from '../../helpers/alert-documents.js'
import { as } from '../../helpers/security.js'

const SEARCH = '/api/detection_engine/signals/search'
const STATUS = '/api/detection_engine/signals/status'
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

t.test('triage requires the feature of Elastic Security, and its own privileges on the index', async t => {
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

t.test('triage without the feature is forbidden, with the message of the version', async t => {
  for (const [kibanaVersion, url, privilege] of [
    ['9.2.0', SEARCH, 'securitySolution'], ['9.2.0', STATUS, 'securitySolution'], ['9.3.0', SEARCH, 'alerts-read'],
    ['9.3.0', STATUS, 'alerts-all'],
  ] as const) {
    const kibana = await serverWithAlerts(t, { kibanaVersion, security })
    t.strictSame((await as(kibana, 'cases', { method: 'POST', url, payload: {} })).json(), {
      statusCode: 403,
      error: 'Forbidden',
      message: `API [POST ${url}] is unauthorized for user, this action is granted by the Kibana privileges [${privilege}]`,
    })
  }
})

t.test('a generation of the feature grants nothing before it exists', async t => {
  for (const [id, below, at] of [
    ['siemV2', '8.17.0', '8.18.0'], ['siemV3', '9.0.0', '9.1.0'], ['siemV4', '9.1.0', '9.2.0'], ['siemV5', '9.2.0', '9.3.0'],
  ] as const) {
    for (const [kibanaVersion, status] of [[below, 403], [at, 200], ['9.5.4', 200]] as const) {
      const kibana = await serverWithAlerts(t, {
        kibanaVersion,
        security: {
          roles: { soc: { kibana: [{ spaces: ['*'], feature: { [id]: ['all'], actions: ['read'] } }] } },
          users: {
            ann: { password: 'ann', roles: ['soc'] },
          },
        },
      })
      t.equal(
        (await as(kibana, 'ann', { method: 'POST', url: SEARCH, payload: { size: 0 } })).statusCode, status, `${id} in ${kibanaVersion}`,
      )
    }
  }
})
