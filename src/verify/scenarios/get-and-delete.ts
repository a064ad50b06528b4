import { get, post, remove, type Area } from '../scenario.js'
import { CASES } from '../sources.js'
import { OWNER, aCase, refusal, table } from './bodies.js'

const INTERNAL = { headers: { 'x-elastic-internal-origin': 'Kibana' } }
const missing = (id: string) => refusal(`Saved object [cases/${id}] not found`, 404)
const comment = { type: 'user', comment: 'Hello', owner: OWNER }
const manyIds = encodeURIComponent(JSON.stringify(Array(101).fill('x')))

export const getAndDeleteArea: Area = {
  name: 'get and delete',
  scenarios: [
    ...table(CASES('4.1'), [
      ['an unknown case is not found', get('/api/cases/unknown', missing('unknown'))],
      ['an id that is not a UUID is looked up', get('/api/cases/a%20b%2Fc', missing('a b/c'))],
    ]),
    {
      establishes: 'from 9.0 on a case comes without its comments, whatever the query',
      source: CASES('4.1'),
      since: '9.0',
      steps: [
        aCase(), post('/api/cases/{created.id}/comments', comment), get('/api/cases/{created.id}'),
        get('/api/cases/{created.id}?includeComments=true&foo=bar'),
      ],
    },
    {
      establishes: 'before 9.0 a case comes with its comments unless the query says otherwise',
      source: CASES('1.2'),
      until: '9.0',
      steps: [
        aCase(), post('/api/cases/{created.id}/comments', comment), get('/api/cases/{created.id}'),
        get('/api/cases/{created.id}?includeComments=false'),
      ],
    },
    {
      establishes: 'a resolved case is an exact match, with its comments',
      source: CASES('4.2'),
      steps: [aCase(), post('/api/cases/{created.id}/comments', comment), get('/api/cases/{created.id}/resolve', INTERNAL)],
    },
    {
      establishes: 'a resolved case may come without its comments',
      source: CASES('4.2'),
      steps: [aCase(), get('/api/cases/{created.id}/resolve?includeComments=false', INTERNAL)],
    },
    ...table(CASES('4.2'), [
      ['an unknown case is not resolved', get('/api/cases/unknown/resolve', { ...INTERNAL, ...missing('unknown') })],
    ]),
    {
      establishes: 'a deleted case is gone, with its comments and activity',
      source: CASES('4.3'),
      since: '8.7',
      steps: [
        aCase(), post('/api/cases/{created.id}/comments', comment, { as: 'commented' }), remove('/api/cases?ids=["{created.id}"]'),
        get('/api/cases/{created.id}', missing('{created.id}')),
        get('/api/cases/{created.id}/comments/{commented.comments.0.id}', { status: 404 }),
        get('/api/cases/{created.id}/user_actions/_find', { status: 404 }),
      ],
    },
    {
      establishes: 'ids of cases to delete may be repeated keys of the query',
      source: CASES('4.3'),
      steps: [aCase({}, 'one'), aCase({}, 'other'), remove('/api/cases?ids={one.id}&ids={other.id}'), get('/api/cases/_find')],
    },
    {
      establishes: 'one unknown id keeps every case from being deleted',
      source: CASES('4.3'),
      steps: [aCase(), remove('/api/cases?ids=["{created.id}","unknown"]', missing('unknown')), get('/api/cases/{created.id}')],
    },
    ...table(CASES('4.3'), [
      ['ids of cases to delete are required',
        remove('/api/cases', refusal('[request query.ids]: expected value of type [array] but got [undefined]'))],
      ['one bare id is not a list',
        remove('/api/cases?ids=a', refusal('[request query.ids]: could not parse array value from json input'))],
      ['at least one case is deleted',
        remove('/api/cases?ids=[]', refusal('The length of the field ids is too short. Array must be of length >= 1.')), { since: '8.10' }],
      ['at most 100 cases are deleted',
        remove(`/api/cases?ids=${manyIds}`, refusal('The length of the field ids is too long. Array must be of length <= 100.')),
        { since: '8.10' }],
    ]),
  ],
}
