import t, { type Test } from 'tap'
import type { RunningServer, State } from '../../src/index.js'
import { StateSchema } from '../../src/state/schema.js'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { connector, definition, jira, WHOLE } from './whole-state.js'

const NOW = '2025-06-01T10:00:00.000Z'
const ELASTIC = { username: 'elastic', full_name: null, email: null }
const NONE = { id: 'none', name: 'none', type: '.none', fields: null }

type List = keyof typeof WHOLE
const LISTS = Object.keys(WHOLE) as List[]
/** Keys of a case that are counted, or exported in a list of their own. */
const NOT_EXPORTED = ['totalComment', 'totalAlerts', 'totalEvents', 'comments']

const imported = async (t: Test, state: object, kibanaVersion = '9.5.4') => {
  const kibana = await testServer(t, { kibanaVersion })
  kibana.importState(state as State)
  return kibana
}
/** The exported entry with an id; only an id may be generated. */
const entryOf = (kibana: RunningServer, list: List, id?: string): object =>
  (kibana.exportState()[list] as { id: string }[]).find(entry => id === undefined || entry.id === id)!

t.test('every key of an entry survives import and export, in every version', async t => {
  for (const list of LISTS) {
    const { items } = StateSchema.properties[list]
    if (!items.properties) continue
    const keys = Object.keys(items.properties).filter(key => list !== 'cases' || !NOT_EXPORTED.includes(key))
    t.strictSame(Object.keys(WHOLE[list][0]!).sort(), keys.sort(), list)
  }
  for (const kibanaVersion of ['8.0.0', '8.12.0', '9.1.0', '9.5.4']) {
    const kibana = await imported(t, WHOLE, kibanaVersion)
    for (const list of LISTS) {
      const { secrets: _, ...exported } = WHOLE[list][0] as { id: string, secrets?: object }
      t.strictSame(entryOf(kibana, list, exported.id), exported, `${list} of ${kibanaVersion}`)
    }
  }
})

t.test('properties that a version does not know are hidden', async t => {
  const kibana = await imported(t, WHOLE, '8.12.0')
  const { body: found } = await call(kibana, 'GET', '/s/soc/api/cases/c')
  const { body: [settings] } = await call(kibana, 'GET', '/s/soc/api/cases/configure')
  const LATER_KEYS = ['observables', 'in_progress_at', 'time_to_resolve', 'incremental_id', 'template', 'extended_fields', 'templates',
    'observableTypes']
  t.strictSame(LATER_KEYS.filter(key => key in found || key in settings), [])
  t.match([found, settings], [{ category: 'k', customFields: [{ value: 'v' }] }, { customFields: [{ key: 'k' }] }])
})

/** Entries with only their required keys, the other keys of a state that they need, and the defaults of the rest. */
const SHORT: [list: List, entry: Record<string, unknown>, defaults: object, beside?: object][] = [
  ['spaces', { id: 'soc' }, { name: 'soc', disabledFeatures: [] }],
  ['roles', { id: 'r' }, { metadata: {}, elasticsearch: { cluster: [], indices: [], run_as: [] }, kibana: [] }],
  ['connectors', { id: 'j', actionTypeId: '.jira' }, { name: 'j', config: {}, isMissingSecrets: false, space: 'default' }],
  ['configurations', {}, {
    space: 'default',
    owner: 'cases',
    closure_type: 'close-by-user',
    connector: NONE,
    customFields: [],
    templates: [],
    observableTypes: [],
    created_at: NOW,
    created_by: ELASTIC,
    updated_at: null,
    updated_by: null,
  }],
  ['templates', { definition: 'name: Fraud\nfields: []\n' }, {
    space: 'default', templateVersion: 1, name: 'Fraud', owner: 'cases', isEnabled: true, deletedAt: null,
  }],
  ['fieldDefinitions', { definition }, { space: 'default', name: 'priority', owner: 'cases', isGlobal: false }],
  ['userActions', { case_id: 'a', type: 'title', action: 'update', payload: { title: 'x' } }, {
    owner: 'observability', comment_id: null, created_at: NOW, created_by: ELASTIC,
  }, { cases: [{ id: 'a', title: 'x', owner: 'observability' }] }],
  ['files', { case_id: 'a', name: 'a.b.png', content: 'AAAA' }, {
    name: 'a.b', extension: 'png', mimeType: 'image/png', size: 3, created: NOW, owner: 'observability',
  }, { cases: [{ id: 'a', title: 'x', owner: 'observability' }] }],
  ['alerts', { id: 'alert', index: '.alerts', source: {} }, {}],
  ['incidents', { connectorId: 'j', externalId: '1' }, {
    id: '.jira https://jira 1',
    space: 'default',
    connectorType: '.jira',
    systemUrl: 'https://jira',
    caseId: null,
    externalTitle: '1',
    externalUrl: '',
    hasOwnUrl: false,
    planned: false,
    createdAt: NOW,
    updatedAt: NOW,
    fields: {},
    comments: [],
    calls: [],
  }, { connectors: [{ id: 'j', ...jira }] }],
  ['externalSystems', { id: '.jira https://jira', nextNumbers: {} }, { space: 'default', refusedCalls: [] }],
]

t.test('an entry with only its required keys gets the defaults', async t => {
  for (const [list, entry, defaults, beside] of SHORT) {
    const { id, version, ...exported } = entryOf(await imported(t, { ...beside, [list]: [entry] }), list, entry.id as string) as {
      id: string, version?: string,
    }
    const { id: given = 'id' in defaults ? defaults.id : id, ...rest } = { ...entry, ...defaults } as { id?: string }
    t.equal(id, given)
    t.strictSame(exported, list === 'templates' ? { ...rest, templateId: id } : rest, list)
  }
})

t.test('an entry without a required key is refused, and named', async t => {
  const required: { list: List, key: string }[] = LISTS.flatMap(list =>
    (StateSchema.properties[list].items.required ?? []).map((key: string) => ({ list, key })))
  t.equal(required.length, 23)
  const kibana = await testServer(t)
  for (const { list, key } of required) {
    const { [key]: _, ...rest } = WHOLE[list][0] as Record<string, unknown>
    const missing = { name: 'InvalidInput', message: new RegExp(`^${list}\\[0\\]\\.${key}: expected .*, got nothing$`) }
    t.throws(() => kibana.importState({ ...WHOLE, [list]: [rest] } as State), missing)
  }
})

t.test('a record with its own URL keeps it, any other gets that of its connector, and numbers continue', async t => {
  for (const [keys, url, hasOwnUrl] of [
    [{ externalUrl: 'https://own/1' }, 'https://own/1', true],
    [{ externalUrl: 'https://own/1', hasOwnUrl: false }, 'https://jira/browse/J-9', false],
    [{}, 'https://jira/browse/J-9', false],
  ] as const) {
    const kibana = await imported(t, {
      connectors: [{ id: 'j', ...jira }],
      cases: [{ id: 'planned', title: 'x' }, { id: 'new', title: 'x' }],
      incidents: [{ connectorId: 'j', caseId: 'planned', planned: true, externalId: '1', externalTitle: 'J-9', ...keys }],
      externalSystems: [{ id: '.jira https://jira', nextNumbers: { 'J-': 554 } }],
    })
    const push = async (id: string) => {
      const { body } = await call(kibana, 'GET', `/api/cases/${id}`)
      await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version: body.version, connector }] })
      return (await call(kibana, 'POST', `/api/cases/${id}/connector/j/_push`, {})).body.external_service
    }
    t.match(await push('planned'), { external_id: '1', external_title: 'J-9', external_url: url })
    t.match(kibana.incidents.all(), [{ planned: false, hasOwnUrl }])
    t.match(await push('new'), { external_title: 'J-554' })
  }
})

t.test('a case without an owner belongs to the owner that Kibana has from 8.2 on', async t => {
  for (const [kibanaVersion, status] of [['8.1.0', 403], ['8.2.0', 200]] as const) {
    const kibana = await imported(t, { cases: [{ id: 'a', title: 'x' }] }, kibanaVersion)
    t.equal((await call(kibana, 'GET', '/api/cases/a')).status, status, kibanaVersion)
  }
})

t.test('the numbers of cases continue after the highest, or after the counter', async t => {
  const numbers = async (state: State) => {
    const kibana = await imported(t, state)
    kibana.clock.advance('15m')
    return kibana.exportState().cases!.map(({ incremental_id: number }) => number)
  }
  t.strictSame(await numbers({ cases: [{ title: 'x', incremental_id: 7 }, { title: 'y' }] }), [7, 8])
  t.strictSame(await numbers({ cases: [{ title: 'x' }], caseCounters: [{ id: 'default', last_id: 40 }] }), [41])
})
