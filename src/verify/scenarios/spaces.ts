import { get, given, post, put, remove, type Area } from '../scenario.js'
import { HTTP } from '../sources.js'
import { refusal, table } from './bodies.js'

const OTHER = '{space}-other'
const space = (fields: object = {}) => ({ id: OTHER, name: 'Other', ...fields })
const made = given(post('/api/spaces/space', space()))
const removed = given(remove(`/api/spaces/space/${OTHER}`))

export const spaceArea: Area = {
  name: 'spaces',
  scenarios: [
    {
      establishes: 'a space reads as it was created, and is gone once it is deleted',
      source: HTTP('7'),
      steps: [
        post('/api/spaces/space', space({ description: 'For tests', initials: 'OT', color: '#aabbcc', disabledFeatures: [] })),
        get(`/api/spaces/space/${OTHER}`), remove(`/api/spaces/space/${OTHER}`),
        get(`/api/spaces/space/${OTHER}`, refusal('Not Found', 404)),
      ],
    },
    {
      establishes: 'a space is replaced',
      source: HTTP('7'),
      steps: [made, put(`/api/spaces/space/${OTHER}`, space({ name: 'Renamed' })), removed],
    },
    {
      establishes: 'the id of a space is unique',
      source: HTTP('7'),
      steps: [made, post('/api/spaces/space', space(), refusal('A space with the identifier {space}-other already exists.', 409)), removed],
    },
    ...table(HTTP('7'), [
      ['the id of a space is in lower case', post('/api/spaces/space', { id: 'Bad Id', name: 'x' }, refusal(
        '[request body.id]: must be lower case, a-z, 0-9, \'_\', and \'-\' are allowed',
      ))],
      ['a space needs a name',
        post('/api/spaces/space', { id: OTHER }, refusal('[request body.name]: expected value of type [string] but got [undefined]'))],
      ['the color of a space is six hexadecimal digits', post(
        '/api/spaces/space', space({ color: 'red' }), refusal('[request body.color]: must be a 6 digit hex color, starting with a #'),
      )],
      ['an unknown space is not found', get('/api/spaces/space/kcm-unknown', refusal('Not Found', 404))],
      ['an unknown space is not replaced',
        put('/api/spaces/space/kcm-unknown', { id: 'kcm-unknown', name: 'x' }, refusal('Not Found', 404))],
      ['an unknown space is not deleted', remove('/api/spaces/space/kcm-unknown', refusal('Not Found', 404))],
      ['the default space is not deleted',
        remove('/api/spaces/space/default', refusal('The default space cannot be deleted because it is reserved.'))],
    ]),
  ],
}
