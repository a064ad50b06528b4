import type { Lifespan } from '../../versions/cuts.js'
import { get, given, patch, post, put, remove, type Area, type Scenario, type Step } from '../scenario.js'
import { PRIVILEGES } from '../sources.js'
import { NONE, OWNER, aCase, change, newCase, refusal } from './bodies.js'
import { ALL, MINIMAL, PREPARED, READ, steps, type Operation } from './limited-operations.js'
import { FIRST, LIMITED, ROLE, THIRD, comment, forbidden, limited, refusedTo, role, user } from './limited-user.js'

/** Privileges of a feature, and the operations that they grant. */
type Grant = readonly [privileges: readonly string[], granted: readonly Operation[]]
const grants = (feature: string, lifespan: Lifespan, rows: readonly Grant[]): Scenario[] =>
  rows.map(([privileges, granted]) => ({
    establishes: `${privileges.map(name => `"${name}"`).join(' and ')} of ${feature} ${privileges.length > 1 ? 'grant' : 'grants'} ` +
      `${granted.join(', ')}, and no more`,
    source: PRIVILEGES('1'),
    ...lifespan,
    steps: [...PREPARED, ...limited({ [feature]: privileges }), ...steps(granted)],
  }))

const settings = (granted: boolean): Step => post('/api/cases/configure', { connector: NONE, closure_type: 'close-by-user', owner: OWNER },
  granted ? LIMITED : { status: 403, ...LIMITED })

const scenarios: readonly Scenario[] = [
  ...grants(THIRD, { since: '8.18' }, [
    [['read'], READ],
    [['all'], ALL],
    [['minimal_all'], MINIMAL],
    [['minimal_read', 'create_comment'], [...READ, 'comment']],
    [['minimal_read', 'case_reopen'], [...READ, 'reopen']],
    [['minimal_read', 'cases_assign'], [...READ, 'assign']],
    [['minimal_read', 'cases_delete'], [...READ, 'uncomment', 'delete']],
  ]),
  ...grants('securitySolutionCasesV2', { since: '8.17' }, [
    [['minimal_all'], [...MINIMAL, 'assign']],
    [['minimal_read', 'create_comment'], [...READ, 'comment']],
  ]),
  ...grants(FIRST, { since: '8.7' }, [
    [['read'], READ],
    [['all'], ALL],
    [['minimal_all'], [...MINIMAL, 'reopen', 'assign', 'comment']],
    [['minimal_read', 'cases_delete'], [...READ, 'uncomment', 'delete']],
  ]),
  {
    establishes: 'settings are changed only with "cases_settings"',
    source: PRIVILEGES('1'),
    since: '8.12',
    steps: [
      ...limited({ [FIRST]: ['minimal_all'] }), settings(false), role({ [FIRST]: ['minimal_read', 'cases_settings'] }), settings(true),
      get('/api/cases/configure', LIMITED),
    ],
  },
  {
    establishes: 'a user without privileges in a space cannot enter it',
    source: PRIVILEGES('2'),
    steps: [
      aCase(), user([]),
      ...[
        '/api/cases/_find', '/api/cases/{created.id}', '/api/cases/unknown',
      ].map(path => get(path, forbidden('Unauthorized to get {space} space'))),
    ],
  },
  {
    establishes: 'privileges in another space do not count',
    source: PRIVILEGES('2'),
    steps: [
      given(post('/api/spaces/space', { id: '{space}-other', name: 'Other' })), ...limited({ [FIRST]: ['all'] }, ['{space}-other']),
      get('/api/cases/_find', forbidden('Unauthorized to get {space} space')), given(remove('/api/spaces/space/{space}-other')),
    ],
  },
  {
    establishes: 'a user without privileges for any owner finds nothing',
    source: PRIVILEGES('2'),
    steps: [
      aCase(), ...limited({ actions: ['read'] }), get('/api/cases/_find', { status: 403, ...LIMITED }),
      get('/api/cases/{created.id}', refusedTo('access case')),
      get('/api/cases/reporters', forbidden('Unauthorized to access case of any owner')),
      get('/api/cases/configure', forbidden('Unauthorized to access case configurations of any owner')),
    ],
  },
  {
    establishes: 'a user without privileges for any owner finds no tags',
    source: PRIVILEGES('2'),
    since: '8.9',
    steps: [
      aCase(), ...limited({ actions: ['read'] }), get('/api/cases/tags', forbidden('Unauthorized to access case of any owner')),
    ],
  },
  {
    establishes: 'an unknown case is not found before it is refused',
    source: PRIVILEGES('2'),
    steps: [...limited({ actions: ['read'] }), get('/api/cases/unknown', {
      ...refusal('Saved object [cases/unknown] not found', 404), ...LIMITED,
    })],
  },
  {
    establishes: 'lists leave out cases of owners that a user may not read',
    source: PRIVILEGES('2'),
    steps: [
      aCase({ tags: ['mine'] }), aCase({ owner: 'observability', tags: ['theirs'] }, 'other'), ...limited({ [FIRST]: ['read'] }),
      ...[
        '/api/cases/_find', '/api/cases/_find?owner=observability', '/api/cases/tags', '/api/cases/reporters',
      ].map(path => get(path, LIMITED)),
      get('/api/cases/{other.id}', forbidden('Unauthorized to access case with owners: "observability"')),
    ],
  },
  {
    establishes: 'one owner that a user may not change keeps all cases as they are',
    source: PRIVILEGES('2'),
    since: '8.5',
    steps: [
      aCase(), aCase({ owner: 'observability' }, 'other'), ...limited({ [FIRST]: ['all'], observabilityCases: ['read'] }),
      patch('/api/cases', {
        cases: [
          { id: '{created.id}', version: '{created.version}', title: 'x' }, { id: '{other.id}', version: '{other.version}', title: 'x' },
        ],
      }, forbidden(`Unauthorized to update case with owners: "${OWNER}, observability"`)),
      get('/api/cases/{created.id}'),
    ],
  },
  {
    establishes: 'comments of a case that a user may not read are an empty list, not a refusal',
    source: PRIVILEGES('3'),
    steps: [
      aCase(), given(post('/api/cases/{created.id}/comments', comment)), ...limited({ observabilityCases: ['read'] }),
      get('/api/cases/{created.id}/comments/_find', LIMITED), get('/api/cases/{created.id}/alerts', refusedTo('access case')),
    ],
  },
  {
    establishes: 'a case names the users who created and changed it',
    source: PRIVILEGES('1'),
    steps: [
      ...limited({ [FIRST]: ['all'] }), given(post('/api/cases', newCase(), { as: 'created', ...LIMITED })),
      get('/api/cases/{created.id}', LIMITED),
      change({ title: 'Another' }), get('/api/cases/reporters'),
    ],
  },
  {
    establishes: 'a changed role counts from the next request on, and so does a removed one',
    source: PRIVILEGES('1'),
    steps: [
      ...limited({ [FIRST]: ['read'] }), post('/api/cases', newCase(), refusedTo('create case')), role({ [FIRST]: ['all'] }),
      post('/api/cases', newCase(), LIMITED), given(remove(ROLE)), get('/api/cases/_find', forbidden('Unauthorized to get {space} space')),
    ],
  },
  {
    establishes: 'base privileges grant every feature',
    source: PRIVILEGES('1'),
    since: '8.5',
    steps: [
      aCase(), role({}, ['{space}'], ['read']), user(), get('/api/cases/{created.id}', LIMITED),
      post('/api/cases', newCase(), refusedTo('create case')),
      role({}, ['{space}'], ['all']), post('/api/cases', newCase(), LIMITED), remove('/api/cases?ids=["{created.id}"]', LIMITED),
    ],
  },
  ...([['viewer', false], ['editor', true]] as const).map(([name, writes]): Scenario => ({
    establishes: `the role "${name}" ${writes ? 'reads and writes' : 'reads'}`,
    source: PRIVILEGES('1'),
    since: '8.5',
    steps: [
      aCase(), user([name]), get('/api/cases/{created.id}', LIMITED),
      post('/api/cases', newCase(), writes ? LIMITED : refusedTo('create case')),
    ],
  })),
  {
    establishes: 'connectors are read with "read" of Actions and Connectors, and changed with "all"',
    source: PRIVILEGES('5'),
    since: '8.5',
    steps: [
      aCase(), ...limited({ [FIRST]: ['all'] }), get('/api/actions/connectors', forbidden('Unauthorized to get actions')),
      get('/api/cases/configure/connectors/_find', { status: 403, ...LIMITED }),
      post('/api/cases/{created.id}/connector/unknown/_push', {}, { status: 403, ...LIMITED }),
      role({ [FIRST]: ['all'], actions: ['read'] }), given(get('/api/actions/connectors', LIMITED)),
      post('/api/actions/connector', { name: 'x', connector_type_id: '.index', config: { index: 'x' }, secrets: {} }, forbidden(
        'Unauthorized to create a ".index" action',
      )),
      role({ [FIRST]: ['all'], actions: ['all'] }),
      post('/api/actions/connector', { name: 'x', connector_type_id: '.index', config: { index: 'x' }, secrets: {} }, LIMITED),
    ],
  },
  {
    establishes: 'roles, users and spaces are changed by those who manage them',
    source: PRIVILEGES('2'),
    since: '8.5',
    steps: [
      ...limited({ [FIRST]: ['all'] }), put(ROLE, { kibana: [] }, { status: 403, ...LIMITED }), get(ROLE, { status: 403, ...LIMITED }),
      post('/api/spaces/space', { id: '{space}-other', name: 'Other' }, forbidden('Unauthorized to create spaces')),
      get('/api/spaces/space/{space}', LIMITED),
    ],
  },
]

export const privilegeArea: Area = { name: 'privileges', scenarios: scenarios.map(scenario => ({ ...scenario, needsSecurity: true })) }
