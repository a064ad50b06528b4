import { get, given, own, post, put, remove, type Area, type Expected, type Scenario, type Step } from '../scenario.js'
import { CONFIGURE, CONNECTORS } from '../sources.js'
import { aCase, refusal, table, without } from './bodies.js'

/** Its URL is never called, since nothing is executed. */
const JIRA = {
  name: 'A Jira',
  connector_type_id: '.jira',
  config: { apiUrl: 'https://jira.example.com', projectKey: 'SOC' },
  secrets: { email: 'a@example.com', apiToken: 'x' },
}
const create = (fields: object = {}, expected: Expected = {}): Step => post('/api/actions/connector', { ...JIRA, ...fields }, expected)
const created = given(create({}, { as: 'jira' }))
const missing = refusal('Saved object [action/unknown] not found', 404)
/** From 9.3 on, the actions API has other messages. */
const TEXTS = { until: '9.3' } as const

/** A connector for the legacy routes, which 9.0 removed. */
const ACTION = { name: 'A Jira', actionTypeId: '.jira', config: JIRA.config, secrets: JIRA.secrets }
const action = given(post('/api/actions/action', ACTION, { as: 'jira' }))
const BEFORE_9 = { until: '9.0' } as const
const LEGACY: readonly Scenario[] = [
  {
    establishes: 'the legacy routes of connectors have keys in camel case',
    source: CONNECTORS('6.1'),
    ...BEFORE_9,
    steps: [post('/api/actions/action', ACTION, { as: 'jira' }), get('/api/actions/action/{jira.id}'), own(get('/api/actions'))],
  },
  ...table(CONNECTORS('6.1'), [
    ['a connector is replaced by its legacy route',
      put('/api/actions/action/{jira.id}', { ...without(ACTION, 'actionTypeId'), name: 'Another' }), BEFORE_9],
    ['a connector is deleted by its legacy route', remove('/api/actions/action/{jira.id}'), BEFORE_9],
  ], [action]),
  ...table(CONNECTORS('6.2'), [
    ['the types of connectors are listed by their legacy route', get('/api/actions/list_action_types'), BEFORE_9],
    ['an unknown connector is not found by its legacy route', get('/api/actions/action/unknown', missing), BEFORE_9],
    ['an unknown connector is not executed by its legacy route',
      post('/api/actions/action/unknown/_execute', { params: {} }, missing), BEFORE_9],
  ]),
  {
    establishes: 'from 9.0 on the legacy routes of connectors are gone',
    source: CONNECTORS('6.1'),
    since: '9.0',
    steps: [get('/api/actions', refusal('Not Found', 404)), post('/api/actions/action', ACTION, refusal('Not Found', 404))],
  },
]

export const connectorArea: Area = {
  name: 'connectors',
  scenarios: [
    {
      establishes: 'a connector reads as it was created, without its secrets',
      source: CONNECTORS('6.1'),
      steps: [create({}, { as: 'jira' }), get('/api/actions/connector/{jira.id}')],
    },
    ...table(CONNECTORS('6.1'), [
      ['a ServiceNow connector has the defaults of its configuration', create({
        connector_type_id: '.servicenow', config: { apiUrl: 'https://sn.example.com' }, secrets: { username: 'a', password: 'b' },
      })],
    ]),
    ...table(CONNECTORS('6.1'), [
      ['a connector is replaced except for its type',
        put('/api/actions/connector/{jira.id}', { ...without(JIRA, 'connector_type_id'), name: 'Another' })],
      ['connectors are listed', own(get('/api/actions/connectors'))],
      ['a deleted connector is gone', remove('/api/actions/connector/{jira.id}')],
    ], [created]),
    {
      establishes: 'a deleted connector is not found',
      source: CONNECTORS('6.3'),
      steps: [created, given(remove('/api/actions/connector/{jira.id}')), get('/api/actions/connector/{jira.id}', { status: 404 })],
    },
    ...table(CONNECTORS('6.2'), [
      ['the types of connectors are listed with their licenses', get('/api/actions/connector_types')],
      ['the types of connectors for cases are listed', get('/api/actions/connector_types?feature_id=cases'), { since: '8.3' }],
      ['the types of built-in connectors are in the list of all types',
        get('/internal/actions/connector_types?feature_id=uptime'), { since: '8.14' }],
    ]),
    {
      establishes: 'a connector may be created with a given id, once',
      source: CONNECTORS('6.1'),
      steps: [
        post('/api/actions/connector/{space}-jira', JIRA), get('/api/actions/connector/{space}-jira'),
        post('/api/actions/connector/{space}-jira', JIRA, { status: 409 }),
      ],
    },
    ...LEGACY,
    ...table(CONNECTORS('6.3'), [
      ['an unknown connector is not found', get('/api/actions/connector/unknown', missing)],
      ['an unknown connector is not replaced', put('/api/actions/connector/unknown', without(JIRA, 'connector_type_id'), missing)],
      ['an unknown connector is not deleted', remove('/api/actions/connector/unknown', missing)],
      ['an unknown connector is not executed', post('/api/actions/connector/unknown/_execute', { params: {} }, missing)],
      ['a connector needs a name',
        post('/api/actions/connector', {}, refusal('[request body.name]: expected value of type [string] but got [undefined]'))],
      ['a connector of an unknown type is refused',
        create({ connector_type_id: '.unknown' }, refusal('Action type ".unknown" is not registered.'))],
      ['a connector needs its configuration', create(
        { config: {} }, refusal('error validating action type config: [apiUrl]: expected value of type [string] but got [undefined]'),
      ), TEXTS],
      ['a connector needs its secrets', create(
        { secrets: {} }, refusal('error validating action type secrets: [email]: expected value of type [string] but got [undefined]'),
      ), TEXTS],
    ]),
    ...table(CONNECTORS('7'), [
      ['an execution needs parameters', post('/api/actions/connector/{jira.id}/_execute', {}, refusal(
        '[request body.params]: expected value of type [object] but got [undefined]',
      ))],
    ], [created]),
    {
      establishes: 'connectors for cases are listed in their own form',
      source: CONFIGURE('10'),
      steps: [
        created, given(create({ name: 'Elsewhere', connector_type_id: '.index', config: { index: 'kcm-verify' }, secrets: {} })),
        own(get('/api/cases/configure/connectors/_find')),
      ],
    },
    {
      establishes: 'a case is not pushed through a connector that does not exist',
      source: CONNECTORS('6.3'),
      steps: [aCase(), post('/api/cases/{created.id}/connector/unknown/_push', {}, missing)],
    },
    {
      establishes: 'an unknown case is not pushed',
      source: CONNECTORS('1'),
      steps: [created, post('/api/cases/unknown/connector/{jira.id}/_push', {}, { status: 404 })],
    },
  ],
}
