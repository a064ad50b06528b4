import { get, given, patch, post, remove, type Area, type Expected, type Step } from '../scenario.js'
import { ATTACHMENTS, VERSIONS } from '../sources.js'
import { OWNER, aCase, changed, refusal, table, without } from './bodies.js'

const RULE = { id: 'rule-1', name: 'Two countries' }
const alert = (alertId: unknown, index: unknown = 'kcm-verify', fields: object = {}) => ({
  type: 'alert', alertId, index, rule: RULE, owner: OWNER, ...fields,
})
const attach = (body: object, expected: Expected = {}): Step => post('/api/cases/{created.id}/comments', body, expected)
const attached = (alertId: unknown, index?: unknown): Step => given(attach(alert(alertId, index), { as: 'attached' }))
const DROPS_REPEATS = { since: '8.8' } as const

export const alertArea: Area = {
  name: 'alerts',
  scenarios: [
    ...table(ATTACHMENTS('2'), [
      ['an alert is attached, and need not exist', attach(alert('alert-1'))],
      ['several alerts are attached at once', attach(alert(['alert-1', 'alert-2'], ['index-1', 'index-2']))],
      ['a rule may be unknown', attach(alert('alert-1', 'index-1', { rule: { id: null, name: null } }))],
      ['alerts and indices pair up', attach(alert(['alert-1'], ['index-1', 'index-2']),
        refusal(
          'Received an alert comment with ids and indices arrays of different lengths ids: ["alert-1"] indices: ["index-1","index-2"]',
        ))],
      ['an alert must have the owner of its case', attach(alert('alert-1', 'index-1', { owner: 'observability' }),
        refusal('The owner field of the comment must match the case'))],
      ['an alert has no text', attach(alert('alert-1', 'index-1', { comment: 'x' }), refusal('invalid keys "comment"')), { since: '8.9' }],
      ['a rule has no further keys',
        attach(alert('alert-1', 'index-1', { rule: { ...RULE, extra: 1 } }), refusal('invalid keys "extra"')), { since: '8.9' }],
      ['an empty list of alerts adds nothing', attach(alert([], [])), DROPS_REPEATS],
    ], [aCase()]),
    ...table(VERSIONS('6'), [
      ['an alert needs its rule', attach(without(alert('alert-1'), 'rule'), { status: 400 })],
      ['an alert needs its id', attach(without(alert('alert-1'), 'alertId'), { status: 400 })],
      ['an alert needs its index', attach(without(alert('alert-1'), 'index'), { status: 400 })],
    ], [aCase()]),
    {
      establishes: 'an unknown case takes no alert',
      source: ATTACHMENTS('2'),
      steps: [post('/api/cases/unknown/comments', alert('alert-1'), refusal('Saved object [cases/unknown] not found', 404))],
    },
    {
      establishes: 'a closed case takes no alerts',
      source: ATTACHMENTS('2'),
      steps: [
        aCase(), changed({ status: 'closed' }, 'closed'), attach(alert('alert-1'), refusal('Alert cannot be attached to a closed case')),
      ],
    },
    {
      establishes: 'an alert is attached to a case once',
      source: ATTACHMENTS('2'),
      ...DROPS_REPEATS,
      steps: [aCase(), attached('alert-1'), attach(alert(['alert-1', 'alert-2', 'alert-2'], ['a', 'b', 'c'])), attach(alert('alert-1'))],
    },
    {
      establishes: 'before 8.8 an alert is attached as often as it is sent',
      source: VERSIONS('6'),
      until: '8.8',
      steps: [aCase(), attached('alert-1'), attach(alert('alert-1'))],
    },
    {
      establishes: 'alerts are counted in the case, comments are not',
      source: ATTACHMENTS('2'),
      steps: [aCase(), attached(['alert-1', 'alert-2'], ['a', 'b']), get('/api/cases/{created.id}'), get('/api/cases/_find')],
    },
    {
      establishes: 'alerts are not found among comments',
      source: ATTACHMENTS('4'),
      since: '8.9',
      steps: [aCase(), attached('alert-1'), get('/api/cases/{created.id}/comments/_find')],
    },
    {
      establishes: 'an alert reads as a comment',
      source: ATTACHMENTS('1'),
      steps: [aCase(), attached('alert-1'), get('/api/cases/{created.id}/comments/{attached.comments.0.id}')],
    },
    {
      establishes: 'an alert is changed by its version, in the form of the request',
      source: ATTACHMENTS('3'),
      steps: [
        aCase(), attached('alert-1'),
        patch('/api/cases/{created.id}/comments',
          { id: '{attached.comments.0.id}', version: '{attached.comments.0.version}', ...alert('alert-2', 'other') }),
      ],
    },
    {
      establishes: 'the alerts of a case are listed by attachment, each with its time',
      source: ATTACHMENTS('6'),
      steps: [aCase(), attached('alert-1'), attached(['alert-2', 'alert-3'], ['b', 'c']), get('/api/cases/{created.id}/alerts')],
    },
    {
      establishes: 'a removed alert is not listed',
      source: ATTACHMENTS('6'),
      steps: [
        aCase(), attached('alert-1'), remove('/api/cases/{created.id}/comments/{attached.comments.0.id}'),
        get('/api/cases/{created.id}/alerts'), get('/api/cases/alerts/alert-1'),
      ],
    },
    {
      establishes: 'an alert leads to its cases',
      source: ATTACHMENTS('6'),
      steps: [aCase(), attached('alert-1'), get('/api/cases/alerts/alert-1'), get('/api/cases/alerts/alert-1?owner=observability')],
    },
    ...table(ATTACHMENTS('6'), [
      ['a case without alerts has an empty list', get('/api/cases/{created.id}/alerts')],
      ['an unknown alert has no cases', get('/api/cases/alerts/unknown')],
      ['an unknown parameter of the cases of an alert is refused',
        get('/api/cases/alerts/alert-1?foo=1', refusal('invalid keys "foo"')), { since: '8.9' }],
      ['an unknown case has no list of alerts', get('/api/cases/unknown/alerts', refusal('Saved object [cases/unknown] not found', 404))],
    ], [aCase()]),
  ],
}
