import { get, given, own, post, put, remove, type Area, type Expected, type Step } from '../scenario.js'
import { CONFIGURE, CONNECTORS } from '../sources.js'
import { aCase, refusal, table, without } from './bodies.js'

/** Never reached: nothing is executed. */
const JIRA = {
  name: 'A Jira',
  connector_type_id: '.jira',
  config: { apiUrl: 'https://jira.example.com', projectKey: 'SOC' },
  secrets: { email: 'a@example.com', apiToken: 'x' },
}
const create = (fields: object = {}, expected: Expected = {}): Step => post('/api/actions/connector', { ...JIRA, ...fields }, expected)
const created = given(create({}, { as: 'jira' }))
const missing = refusal('Saved object [action/unknown] not found', 404)
/** From 9.3 on the actions API has other texts. */
const TEXTS = { until: '9.3' } as const

export const connectorArea: Area = {
  name: 'connectors',
  scenarios: [
    { establishes: 'a connector reads as it was made, without its secrets', source: CONNECTORS('6.1'), steps: [create({}, { as: 'jira' }), get('/api/actions/connector/{jira.id}')] },
    ...table(CONNECTORS('6.1'), [
      ['a webhook has the defaults of its configuration', create({ connector_type_id: '.servicenow', config: { apiUrl: 'https://sn.example.com' }, secrets: { username: 'a', password: 'b' } })],
    ]),
    ...table(CONNECTORS('6.1'), [
      ['a connector is replaced but for its type', put('/api/actions/connector/{jira.id}', { ...without(JIRA, 'connector_type_id'), name: 'Another' })],
      ['connectors are listed', own(get('/api/actions/connectors'))],
      ['a deleted connector is gone', remove('/api/actions/connector/{jira.id}')],
    ], [created]),
    {
      establishes: 'a deleted connector is not found',
      source: CONNECTORS('6.3'),
      steps: [created, given(remove('/api/actions/connector/{jira.id}')), get('/api/actions/connector/{jira.id}', { status: 404 })],
    },
    ...table(CONNECTORS('6.3'), [
      ['an unknown connector is not found', get('/api/actions/connector/unknown', missing)],
      ['an unknown connector is not replaced', put('/api/actions/connector/unknown', without(JIRA, 'connector_type_id'), missing)],
      ['an unknown connector is not deleted', remove('/api/actions/connector/unknown', missing)],
      ['an unknown connector is not executed', post('/api/actions/connector/unknown/_execute', { params: {} }, missing)],
      ['a connector needs a name', post('/api/actions/connector', {}, refusal('[request body.name]: expected value of type [string] but got [undefined]'))],
      ['an unknown type has no connectors', create({ connector_type_id: '.unknown' }, refusal('Action type ".unknown" is not registered.'))],
      ['a connector needs its configuration', create({ config: {} }, refusal('error validating action type config: [apiUrl]: expected value of type [string] but got [undefined]')), TEXTS],
      ['a connector needs its secrets', create({ secrets: {} }, refusal('error validating action type secrets: [email]: expected value of type [string] but got [undefined]')), TEXTS],
    ]),
    ...table(CONNECTORS('7'), [
      ['an execution needs parameters', post('/api/actions/connector/{jira.id}/_execute', {}, refusal('[request body.params]: expected value of type [object] but got [undefined]'))],
    ], [created]),
    {
      establishes: 'connectors for cases are listed in their own form',
      source: CONFIGURE('10'),
      steps: [created, given(create({ name: 'Elsewhere', connector_type_id: '.index', config: { index: 'kcm-verify' }, secrets: {} })), own(get('/api/cases/configure/connectors/_find'))],
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
