import { get, given, post, received, remove, type Area, type Expected, type Scenario, type Step } from '../scenario.js'
import { CONFIGURE, CONNECTORS } from '../sources.js'
import { JIRA_CONNECTOR, NONE, OWNER, aCase, change, changed, refusal } from './bodies.js'

const connector = (body: object, as: string): Step => given(post('/api/actions/connector', body, { as }))
const jira = connector(JIRA_CONNECTOR, 'jira')
/** A Jira that rejects every write. */
const broken = connector({ ...JIRA_CONNECTOR, name: 'Broken', config: { ...JIRA_CONNECTOR.config, apiUrl: '{system}/broken' } }, 'broken')
const tickets = connector({
  name: 'Tickets',
  connector_type_id: '.cases-webhook',
  config: {
    hasAuth: true,
    headers: null,
    createIncidentUrl: '{system}/tickets',
    createIncidentMethod: 'post',
    createIncidentJson: '{"title":{{{case.title}}},"text":{{{case.description}}},"tags":{{{case.tags}}}}',
    createIncidentResponseKey: 'id',
    getIncidentUrl: '{system}/tickets/{{{external.system.id}}}',
    getIncidentResponseExternalTitleKey: 'title',
    viewIncidentUrl: '{system}/view/{{{external.system.id}}}',
    updateIncidentUrl: '{system}/tickets/{{{external.system.id}}}',
    updateIncidentMethod: 'put',
    updateIncidentJson: '{"title":{{{case.title}}}}',
    createCommentUrl: '{system}/tickets/{{{external.system.id}}}/comments',
    createCommentMethod: 'post',
    createCommentJson: '{"text":{{{case.comment}}}}',
  },
  secrets: { user: 'ann', password: 'secret' },
}, 'tickets')
const message = connector({
  name: 'A webhook',
  connector_type_id: '.webhook',
  config: { url: '{system}/message', method: 'post', hasAuth: true, headers: null },
  secrets: { user: 'ann', password: 'secret' },
}, 'webhook')

const FIELDS = { issueType: '10006', priority: null, parent: null }
/** A case with the connector. */
const connected = aCase({ connector: { id: '{jira.id}', name: 'A Jira', type: '.jira', fields: FIELDS } })
const push = (expected: Expected = {}, to = 'jira'): Step => post(`/api/cases/{created.id}/connector/{${to}.id}/_push`, {}, expected)
const comment = (text = 'Hello'): Step => given(post('/api/cases/{created.id}/comments', { type: 'user', comment: text, owner: OWNER }))
const alerts = given(post('/api/cases/{created.id}/comments',
  { type: 'alert', alertId: ['a1', 'a2'], index: ['i1', 'i2'], rule: { id: 'r', name: 'R' }, owner: OWNER }))
const execute = (params: object, of = 'jira', expected: Expected = {}): Step =>
  post(`/api/actions/connector/{${of}.id}/_execute`, { params }, expected)
const subAction = (subAction: string, subActionParams: object = {}) => ({ subAction, subActionParams })
const incident = { summary: 'A title', description: 'd', labels: ['a'], issueType: '10006', priority: null, parent: null, externalId: null }

const WEBHOOKS = { since: '8.4' } as const

const scenarios: readonly Scenario[] = [
  {
    establishes: 'a case is pushed as an issue, and names it',
    source: CONNECTORS('1.2'),
    steps: [jira, connected, push(), received, get('/api/cases/{created.id}')],
  },
  {
    establishes: 'a case that is pushed again updates its issue',
    source: CONNECTORS('3'),
    steps: [jira, connected, given(push({ as: 'pushed' })), given(change({ title: 'Another' }, {}, 'pushed')), push(), received],
  },
  {
    establishes: 'comments are pushed with their case, each once',
    source: CONNECTORS('3'),
    steps: [
      jira, connected, comment('First'), given(push()), comment('Second'), push(), received, get('/api/cases/{created.id}/comments/_find'),
    ],
  },
  {
    establishes: 'alerts are pushed as a comment about their number',
    source: CONNECTORS('3'),
    steps: [jira, connected, comment(), alerts, push(), received],
  },
  {
    establishes: 'a push is an activity',
    source: CONNECTORS('1.2'),
    since: '8.7',
    steps: [jira, connected, given(push()), get('/api/cases/{created.id}/user_actions/_find?types=pushed')],
  },
  {
    establishes: 'a push closes its case if configured so',
    source: CONNECTORS('1.2'),
    steps: [
      given(post('/api/cases/configure', { connector: NONE, closure_type: 'close-by-pushing', owner: OWNER })), jira, connected, push(),
      get('/api/cases/{created.id}'),
    ],
  },
  {
    establishes: 'from 8.17 on a closed case is pushed',
    source: CONNECTORS('1.2'),
    since: '8.17',
    steps: [jira, connected, changed({ status: 'closed' }, 'closed'), push(), received],
  },
  {
    establishes: 'before 8.17 a closed case is not pushed',
    source: CONNECTORS('1.2'),
    until: '8.17',
    steps: [
      jira, connected, changed({ status: 'closed' }, 'closed'),
      push(refusal('The Login from two countries case is closed. Pushing a closed case is not allowed.', 409)), received,
    ],
  },
  {
    establishes: 'a case is pushed through another connector than its own',
    source: CONNECTORS('1.2'),
    since: '8.6',
    steps: [jira, aCase(), push(), received],
  },
  {
    establishes: 'a push that the system refuses changes nothing',
    source: CONNECTORS('1.2'),
    steps: [broken, aCase(), push({ status: 424 }, 'broken'), get('/api/cases/{created.id}'), received],
  },
  {
    establishes: 'the connectors of a case say whether it needs a push',
    source: CONFIGURE('10'),
    since: '8.7',
    steps: [
      jira, connected, get('/internal/cases/{created.id}/_connectors'), given(push()), get('/internal/cases/{created.id}/_connectors'),
      comment(),
      get('/internal/cases/{created.id}/_connectors'),
    ],
  },
  {
    establishes: 'a case is pushed to a webhook by its templates',
    source: CONNECTORS('3'),
    ...WEBHOOKS,
    steps: [
      tickets, aCase({ tags: ['a', 'b'] }), comment('He said "no"'), push({ as: 'pushed' }, 'tickets'), push({}, 'tickets'), received,
    ],
  },
  {
    establishes: 'a case names the issue of its last push, whatever the connector',
    source: CONNECTORS('1.2'),
    since: '8.6',
    steps: [jira, tickets, aCase(), given(push()), push({}, 'tickets'), push(), received, get('/api/cases/{created.id}')],
  },
  {
    establishes: 'a connector that cases use can be deleted, and what it pushed stays',
    source: CONNECTORS('6.1'),
    steps: [jira, connected, given(push()), given(remove('/api/actions/connector/{jira.id}')), get('/api/cases/{created.id}')],
  },
  ...([
    ['issue types', subAction('issueTypes')],
    ['the fields of an issue type', subAction('fieldsByIssueType', { id: '10006' })],
    ['an issue', subAction('getIncident', { externalId: '7' })],
    ['one of the issues', subAction('issue', { id: '7' })],
    ['a new issue with comments', subAction('pushToService', { incident, comments: [{ commentId: 'c', comment: 'Hello' }] })],
    ['a changed issue', subAction('pushToService', { incident: { ...incident, externalId: '7' }, comments: [] })],
  ] as const).map(([what, params]): Scenario => ({
    establishes: `an execution answers with ${what}`, source: CONNECTORS('7'), steps: [jira, execute(params), received],
  })),
  {
    establishes: 'an execution that the system refuses answers 200, with its message',
    source: CONNECTORS('7'),
    steps: [broken, execute(subAction('pushToService', { incident, comments: [] }), 'broken')],
  },
  {
    establishes: 'an execution with unknown parameters answers 200, with the reason',
    source: CONNECTORS('7'),
    until: '9.3',
    steps: [jira, execute(subAction('unknown')), received],
  },
  {
    establishes: 'a webhook delivers its body',
    source: CONNECTORS('7'),
    steps: [message, execute({ body: '{"a":1}' }, 'webhook'), received],
  },
  {
    establishes: 'a connector of 8.x is executed by its legacy route too',
    source: CONNECTORS('6.1'),
    until: '9.0',
    steps: [jira, post('/api/actions/action/{jira.id}/_execute', { params: subAction('issueTypes') })],
  },
]

export const pushArea: Area = { name: 'push', scenarios: scenarios.map(scenario => ({ ...scenario, needsExternalSystem: true })) }
