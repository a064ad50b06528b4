import { get, given, post, remove, type Area, type Expected, type Step } from '../scenario.js'
import { ATTACHMENTS, VERSIONS } from '../sources.js'
import { aCase, change, invalid, letters, refusal, table } from './bodies.js'

const SINCE = { since: '8.17' } as const
const upload = (name: string, fields: Readonly<Record<string, string>> = {}, expected: Expected = {}, content = 'hello'): Step =>
  ({ method: 'POST', path: '/api/cases/{created.id}/files', upload: { name, content, fields }, ...expected })
const UPLOADED: readonly Step[] = [aCase(), given(upload('notes.txt', {}, { as: 'uploaded' }))]
const deleteFiles = (ids: readonly string[], expected: Expected = { status: 204 }): Step =>
  post('/internal/cases/{created.id}/attachments/files/_bulk_delete', { ids }, expected)

export const fileArea: Area = {
  name: 'files',
  scenarios: [
    ...table(ATTACHMENTS('7'), [
      ['a file is attached under its name without the extension', upload('notes.txt'), SINCE],
      ['a file may be given another name', upload('notes.txt', { filename: 'evidence' }), SINCE],
      ['the type of a file follows from its extension', upload('screen.PNG'), SINCE],
      ['an extension may be compressed', upload('logs.tar.gz'), SINCE],
      ['a file of an unknown type is refused', upload('a.unknown', {}, refusal(invalid(undefined, 'mimeType'))), SINCE],
      ['a file without an extension is refused', upload('notes', {}, refusal(invalid(undefined, 'mimeType'))), SINCE],
      ['programs are refused', upload('a.exe', {}, { status: 400 }), SINCE],
      ['animations are refused', upload('a.gif', {}, refusal('The mime type field value image/gif is not allowed.')), SINCE],
      ['the name of a file is not empty',
        upload('notes.txt', { filename: '' }, refusal('The filename field cannot be an empty string.')), SINCE],
      ['the name of a file has at most 160 characters', upload('notes.txt', { filename: letters(161) },
        refusal('The length of the filename is too long. The maximum length is 160.')), SINCE],
      ['type and name of a file are refused together', upload('a.gif', { filename: '' },
        refusal('The mime type field value image/gif is not allowed.,The filename field cannot be an empty string.')), SINCE],
      ['a file is not sent as JSON', post('/api/cases/{created.id}/files', {}, { status: 415 }), SINCE],
      ['before 8.17 there is no route for files', upload('notes.txt', {}, refusal('Not Found', 404)), { until: '8.17' }],
    ], [aCase()]),
    {
      establishes: 'an unknown case takes no file',
      source: ATTACHMENTS('7'),
      ...SINCE,
      steps: [{ ...upload('notes.txt'), path: '/api/cases/unknown/files', status: 404, message: 'Saved object [cases/unknown] not found' }],
    },
    {
      establishes: 'a file reads as a comment, and is not found among comments',
      source: ATTACHMENTS('1'),
      ...SINCE,
      steps: [
        ...UPLOADED, get('/api/cases/{created.id}/comments/{uploaded.comments.0.id}'), get('/api/cases/{created.id}/comments/_find'),
        get('/api/cases/{created.id}'),
      ],
    },
    {
      establishes: 'a closed case takes files',
      source: ATTACHMENTS('2'),
      ...SINCE,
      steps: [aCase(), given(change({ status: 'closed' })), upload('notes.txt')],
    },
    {
      establishes: 'a file is removed as a comment',
      source: ATTACHMENTS('5'),
      ...SINCE,
      steps: [...UPLOADED, remove('/api/cases/{created.id}/comments/{uploaded.comments.0.id}'), get('/api/cases/{created.id}')],
    },
    {
      establishes: 'files are removed by their own ids',
      source: ATTACHMENTS('8'),
      ...SINCE,
      steps: [...UPLOADED, deleteFiles(['{uploaded.comments.0.externalReferenceId}']), get(
        '/api/cases/{created.id}/comments/{uploaded.comments.0.id}', { status: 404 },
      )],
    },
    {
      establishes: 'files of another case are not removed',
      source: ATTACHMENTS('8'),
      ...SINCE,
      steps: [
        ...UPLOADED, aCase({}, 'other'),
        {
          ...deleteFiles(['{uploaded.comments.0.externalReferenceId}'], { status: 400 }),
          path: '/internal/cases/{other.id}/attachments/files/_bulk_delete',
        },
      ],
    },
    ...table(ATTACHMENTS('8'), [
      ['at least one file is removed', deleteFiles([], { status: 400 }), SINCE],
      ['at most ten files are removed', deleteFiles(Array(11).fill('x'), { status: 400 }), SINCE],
    ], [aCase()]),
    {
      establishes: 'a file is one activity',
      source: VERSIONS('7'),
      ...SINCE,
      steps: [...UPLOADED, get('/api/cases/{created.id}/user_actions/_find?types=attachment')],
    },
  ],
}
