import { get, given, patch, post, remove, type Area, type Expected, type Step } from '../scenario.js'
import { ACTIVITY, VERSIONS } from '../sources.js'
import { NONE, OWNER, aCase, change, changed, invalid, refusal, table, type Row } from './bodies.js'

const SINCE = { since: '8.7' } as const
const find = (query = '', expected: Expected = {}): Step => get(`/api/cases/{created.id}/user_actions/_find${query}`, expected)
const comment = given(post('/api/cases/{created.id}/comments', { type: 'user', comment: 'Hello', owner: OWNER }, { as: 'commented' }))
const alert = given(post('/api/cases/{created.id}/comments',
  { type: 'alert', alertId: 'alert-1', index: 'kcm-verify', rule: { id: null, name: null }, owner: OWNER }))
const removed = given(remove('/api/cases/{created.id}/comments/{commented.comments.0.id}'))
const edited = given(patch('/api/cases/{created.id}/comments',
  { id: '{commented.comments.0.id}', version: '{commented.comments.0.version}', type: 'user', comment: 'Changed', owner: OWNER }))

/** A case with activity of many kinds. */
const BUSY: readonly Step[] = [aCase(), changed({ title: 'Another', tags: ['b'], status: 'closed' }, 'changed'), comment, edited]

/** One change, and the activity that it leaves. */
const recorded = (establishes: string, fields: object, since: '8.7' | '9.2' = '8.7') => ({
  establishes, source: ACTIVITY('2'), since, steps: [aCase({ tags: ['a', 'b'] }), given(change(fields)), find('?sortOrder=desc')],
})

const FOUND: readonly Row[] = [
  ['activity is found oldest first', find(), SINCE],
  ['activity is found newest first on request', find('?sortOrder=desc'), SINCE],
  ['activity is paged', find('?page=2&perPage=2'), SINCE],
  ['activity is found by type', find('?types=title'), SINCE],
  ['activity is found by several types', find('?types=title&types=tags'), SINCE],
  ['activity is found by the group of actions', find('?types=action'), SINCE],
  ['activity is found by the group of users', find('?types=user'), SINCE],
  ['activity is found by the group of alerts', find('?types=alert'), SINCE],
  ['activity is found by the group of attachments', find('?types=attachment'), SINCE],
]

const REFUSED: readonly Row[] = [
  ['an unknown type of activity is refused', find('?types=unknown', refusal(invalid('unknown', 'types'))), SINCE],
  ['an unknown order of activity is refused', find('?sortOrder=up', refusal(invalid('up', 'sortOrder'))), SINCE],
  ['a page of activity has at most 100 items',
    find('?perPage=101', refusal('The provided perPage value is too high. The maximum allowed perPage value is 100.')), { since: '8.10' }],
  ['no more than 10,000 items of activity are paged', find('?page=209&perPage=100',
    refusal('The number of documents is too high. Paginating through more than 10000 documents is not possible.')), { since: '8.10' }],
  ['an unknown parameter of activity is refused', find('?foo=1', refusal('invalid keys "foo"')), { since: '8.9' }],
]

export const activityArea: Area = {
  name: 'activity',
  scenarios: [
    ...table(ACTIVITY('3'), FOUND, BUSY),
    ...table(ACTIVITY('3'), REFUSED, [aCase()]),
    {
      establishes: 'an unknown case has no activity',
      source: ACTIVITY('3'),
      ...SINCE,
      steps: [get('/api/cases/unknown/user_actions/_find', refusal('Saved object [cases/unknown] not found', 404))],
    },
    {
      establishes: 'an unknown type is refused before an unknown case',
      source: ACTIVITY('3'),
      ...SINCE,
      steps: [get('/api/cases/unknown/user_actions/_find?types=unknown', refusal(invalid('unknown', 'types')))],
    },
    recorded('a description is recorded', { description: 'Another' }),
    recorded('added and removed tags are recorded separately', { tags: ['b', 'c'] }),
    recorded('settings are recorded', { settings: { syncAlerts: true } }),
    recorded('a connector is recorded', {
      connector: { id: 'j', name: 'J', type: '.jira', fields: { issueType: null, priority: null, parent: null } },
    }),
    recorded('a severity is recorded', { severity: 'high' }),
    recorded('added assignees are recorded', { assignees: [{ uid: 'u1' }] }),
    recorded('a status is recorded', { status: 'in-progress' }),
    {
      establishes: 'a request that changes nothing is not recorded',
      source: ACTIVITY('2'),
      ...SINCE,
      steps: [aCase(), change({ connector: NONE }, { status: 406 }), find()],
    },
    {
      establishes: 'a removed comment is recorded by its id',
      source: ACTIVITY('2'),
      ...SINCE,
      steps: [aCase(), comment, removed, find('?sortOrder=desc')],
    },
    {
      establishes: 'an alert is recorded',
      source: ACTIVITY('2'),
      ...SINCE,
      steps: [aCase(), alert, find('?types=alert')],
    },
    {
      establishes: 'before 9.0 all activity is listed',
      source: ACTIVITY('4'),
      since: '8.1',
      until: '9.0',
      steps: [...BUSY, get('/api/cases/{created.id}/user_actions')],
    },
    {
      establishes: 'in 8.0 activity has old and new values',
      source: VERSIONS('7'),
      until: '8.1',
      steps: [...BUSY, get('/api/cases/{created.id}/user_actions')],
    },
    {
      establishes: 'from 9.0 on the list of all activity is gone',
      source: ACTIVITY('4'),
      since: '9.0',
      steps: [aCase(), get('/api/cases/{created.id}/user_actions', refusal('Not Found', 404))],
    },
    {
      establishes: 'before 8.7 activity is not found by page',
      source: VERSIONS('5'),
      until: '8.7',
      steps: [aCase(), find('', refusal('Not Found', 404))],
    },
    ...table(ACTIVITY('6'), [
      ['activity is counted', get('/internal/cases/{created.id}/user_actions/_stats'), SINCE],
      ['the users of a case are listed by their role in it', get('/internal/cases/{created.id}/_users'), SINCE],
      ['a case without connectors has none to list', get('/internal/cases/{created.id}/_connectors'), SINCE],
    ], BUSY),
    {
      establishes: 'deletions are counted',
      source: ACTIVITY('6'),
      ...SINCE,
      steps: [aCase(), comment, removed, get('/internal/cases/{created.id}/user_actions/_stats')],
    },
    {
      establishes: 'an unknown case has no users',
      source: ACTIVITY('6'),
      ...SINCE,
      steps: [get('/internal/cases/unknown/_users', refusal('Saved object [cases/unknown] not found', 404))],
    },
  ],
}
