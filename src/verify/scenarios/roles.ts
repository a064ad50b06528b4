import { get, given, own, post, put, remove, type Area, type Expected, type Scenario, type Step } from '../scenario.js'
import { NEIGHBOURS } from '../sources.js'
import { refusal, table } from './bodies.js'

const PATH = '/api/security/role/{space}-role'
const role = (kibana: readonly object[]) => ({ elasticsearch: { cluster: [], indices: [], run_as: [] }, kibana })
const define = (kibana: readonly object[], expected: Expected = { status: 204 }): Step => put(PATH, role(kibana), expected)
const FEATURES = { base: [], feature: { generalCases: ['read'] }, spaces: ['{space}'] }
const defined = given(define([FEATURES]))
const removed = given(remove(PATH))

const scenarios: readonly Scenario[] = [
  { establishes: 'a role reads as it was defined', source: NEIGHBOURS('3'), steps: [define([FEATURES]), get(PATH), removed] },
  {
    establishes: 'a role is replaced as a whole',
    source: NEIGHBOURS('3'),
    steps: [defined, define([{ base: ['read'], feature: {}, spaces: ['{space}'] }]), get(PATH), removed],
  },
  {
    establishes: 'a removed role is not found',
    source: NEIGHBOURS('3'),
    steps: [defined, remove(PATH), get(PATH, refusal('[{}]: undefined', 404))],
  },
  {
    establishes: 'an unknown role is not found',
    source: NEIGHBOURS('3'),
    steps: [get('/api/security/role/kcm-unknown', refusal('[{}]: undefined', 404))],
  },
  {
    establishes: 'roles are listed by name',
    source: NEIGHBOURS('3'),
    steps: [defined, own(get('/api/security/role')), removed],
  },
  {
    establishes: 'roles are found by a part of their name',
    source: NEIGHBOURS('3'),
    since: '8.18',
    steps: [
      defined, post('/api/security/role/_query', {
        query: '{space}-role',
      }), post('/api/security/role/_query', { query: '{space}-none' }), removed,
    ],
  },
  {
    establishes: 'several roles are defined at once, and those that stay the same are listed apart',
    source: NEIGHBOURS('3'),
    since: '8.16',
    steps: [
      post('/api/security/roles', { roles: { '{space}-role': role([FEATURES]) } }),
      post('/api/security/roles', { roles: { '{space}-role': role([FEATURES]) } }),
      post('/api/security/roles', { roles: { '{space}-role': role([{ base: ['read'], feature: {}, spaces: ['{space}'] }]) } }), removed,
    ],
  },
  ...table(NEIGHBOURS('3'), [
    ['a role names its privileges in lists', define([{ base: 'all', spaces: ['{space}'] }], { status: 400 })],
    ['a role has either base or feature privileges', define([{ ...FEATURES, base: ['all'] }], { status: 400 })],
    ['a role names a space once', define([FEATURES, FEATURES], { status: 400 })],
  ]),
]

export const roleArea: Area = { name: 'roles', scenarios: scenarios.map(scenario => ({ ...scenario, needsSecurity: true })) }
