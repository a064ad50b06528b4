import { get, patch, type Area } from '../scenario.js'
import { CASES, VERSIONS } from '../sources.js'
import { NONE, aCase, change, changed, invalid, letters, refusal, table } from './bodies.js'

const IDENTICAL = refusal('All update fields are identical to current version.', 406)
const FULL = { since: '8.10' } as const
const JIRA = { id: 'jira', name: 'Jira', type: '.jira', fields: { issueType: 'Task', priority: null, parent: null } }

export const updateArea: Area = {
  name: 'update',
  scenarios: [
    ...table(CASES('3.3'), [
      ['a title is changed, with version, time and user of the change', change({ title: 'Another' })],
      ['a changed title is trimmed', change({ title: '  Another  ' }), FULL],
      ['several fields are changed at once',
        change({ title: 'Another', description: 'Longer', tags: ['b', 'a'], settings: { syncAlerts: true } })],
      ['a connector is replaced as a whole', change({ connector: JIRA })],
      ['severity is changed', change({ severity: 'high' }), { since: '8.3' }],
      ['category is changed', change({ category: 'phishing' }), { since: '8.9' }],
      ['assignees are changed, each once', change({ assignees: [{ uid: 'a' }, { uid: 'b' }, { uid: 'a' }] }), { since: '8.5' }],
    ], [aCase()]),
    {
      establishes: 'a category is cleared by null',
      source: CASES('3.3'),
      since: '8.9',
      steps: [aCase({ category: 'phishing' }), change({ category: null })],
    },
    {
      establishes: 'PATCH and GET answer with the same case',
      source: CASES('3.4'),
      steps: [aCase(), change({ title: 'Another' }, { as: 'changed' }), get('/api/cases/{created.id}')],
    },
    {
      establishes: 'cases are updated in the order of the request',
      source: CASES('3.4'),
      steps: [
        aCase({}, 'one'), aCase({}, 'other'),
        patch('/api/cases', {
          cases: [
            { id: '{other.id}', version: '{other.version}', title: 'Other' }, { id: '{one.id}', version: '{one.version}', title: 'One' },
          ],
        }),
      ],
    },
    {
      establishes: 'a case without a change is left out of the answer',
      source: CASES('3.2'),
      steps: [
        aCase({}, 'one'), aCase({}, 'other'),
        patch('/api/cases', {
          cases: [
            { id: '{one.id}', version: '{one.version}', title: 'Changed' },
            { id: '{other.id}', version: '{other.version}', title: 'Login from two countries' },
          ],
        }),
        get('/api/cases/{other.id}'),
      ],
    },
    ...table(CASES('3.2'), [
      ['the same title is no change', change({ title: 'Login from two countries' }, IDENTICAL)],
      ['an id and a version alone are no change', change({}, IDENTICAL)],
      ['the same tags in another order are no change', change({ tags: ['b', 'a', 'b'] }, IDENTICAL)],
      ['the same connector is no change', change({ connector: { fields: null, type: '.none', name: 'none', id: 'none' } }, IDENTICAL)],
      ['the same settings are no change', change({ settings: { syncAlerts: false } }, IDENTICAL), { until: '9.2' }],
      ['the same settings without extractObservables are a change', change({ settings: { syncAlerts: false } }), { since: '9.2' }],
      ['the same status is no change', change({ status: 'open' }, IDENTICAL)],
      ['the same owner is no change', change({ owner: 'securitySolution' }, IDENTICAL)],
      ['a title that is the same once trimmed is a change', change({ title: 'Login from two countries ' })],
    ], [aCase({ tags: ['a', 'b'] })]),
    ...table(CASES('3.1'), [
      ['a request updates at least one case',
        patch('/api/cases', { cases: [] }, refusal('The length of the field cases is too short. Array must be of length >= 1.')), FULL],
      ['a request updates at most 100 cases', patch('/api/cases', { cases: Array(101).fill({ id: 'x', version: 'y' }) }, refusal(
        'The length of the field cases is too long. Array must be of length <= 100.',
      )), FULL],
      ['id and version are required',
        patch('/api/cases', { cases: [{}] }, refusal(`${invalid(undefined, 'cases', 'id')},${invalid(undefined, 'cases', 'version')}`))],
      ['a status is one of three', change({ status: 'not-supported' }, refusal(invalid('not-supported', 'cases', 'status')))],
      ['a title is a text', change({ title: null }, refusal(invalid(null, 'cases', 'title')))],
      ['a title cannot become empty', change({ title: '' }, refusal('The title field cannot be an empty string.')), FULL],
      ['a title cannot become longer than 160 characters',
        change({ title: letters(161) }, refusal('The length of the title is too long. The maximum length is 160.')), FULL],
      ['a severity is one of four', change({ severity: 'wont-do' }, refusal(invalid('wont-do', 'cases', 'severity'))), { since: '8.3' }],
      ['an unknown key of an update is refused', change({ badKey: 'closed' }, refusal('invalid keys "badKey"')), { since: '8.9' }],
      ['an unknown key of an update is no change', change({ badKey: 'closed' }, IDENTICAL), { until: '8.9' }],
      ['observables are not updated with their case',
        change({ observables: [] }, refusal('invalid keys "observables,[]"')), { since: '8.9' }],
      ['an unknown id is refused', patch('/api/cases', { cases: [{ id: 'not-real', version: 'v', status: 'closed' }] }, refusal(
        'These cases not-real do not exist. Please check you have the correct ids.', 404,
      ))],
      ['all unknown ids are named', patch('/api/cases', { cases: [{ id: 'a', version: 'v' }, { id: 'b', version: 'v' }] }, refusal(
        'These cases a, b do not exist. Please check you have the correct ids.', 404,
      ))],
      ['the owner of a case cannot change',
        change({ owner: 'observability' }, refusal('Updating the owner of a case is not allowed ids: [{created.id}]')), { since: '8.12' }],
      ['the message about another owner has two spaces',
        change({ owner: 'observability' }, refusal('Updating the owner of a case  is not allowed ids: [{created.id}]')), { until: '8.12' }],
      ['an invalid value is reported before a stale version', patch(
        '/api/cases',
        { cases: [{ id: '{created.id}', version: 'stale', title: '' }] },
        refusal('The title field cannot be an empty string.'),
      ), FULL],
    ], [aCase()]),
    {
      establishes: 'one refused case keeps all others as they are',
      source: CASES('3.1'),
      steps: [
        aCase(),
        patch('/api/cases', {
          cases: [{ id: '{created.id}', version: '{created.version}', title: 'Changed' }, { id: 'not-real', version: 'v' }],
        },
        refusal('These cases not-real do not exist. Please check you have the correct ids.', 404)),
        get('/api/cases/{created.id}'),
      ],
    },
    {
      establishes: 'a connector is replaced by none',
      source: CASES('3.3'),
      steps: [aCase({ connector: JIRA }), change({ connector: NONE })],
    },
    {
      establishes: 'settings that leave out extractObservables switch it off',
      source: VERSIONS('4'),
      since: '9.2',
      steps: [aCase({ settings: { syncAlerts: false, extractObservables: true } }), change({ settings: { syncAlerts: false } })],
    },
    {
      establishes: 'each changed field is an activity',
      source: CASES('3.3'),
      since: '8.7',
      steps: [
        aCase(), changed({ title: 'Another', tags: ['x'], severity: 'low', status: 'in-progress' }, 'changed'),
        get('/api/cases/{created.id}/user_actions/_find'),
      ],
    },
  ],
}
