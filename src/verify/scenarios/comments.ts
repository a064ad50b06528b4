import { get, given, patch, post, remove, type Area, type Expected, type Step } from '../scenario.js'
import { ATTACHMENTS, VERSIONS } from '../sources.js'
import { OWNER, aCase, changed, invalid, letters, refusal, table } from './bodies.js'

const FULL = { since: '8.10' } as const
const userComment = (comment = 'Hello') => ({ type: 'user', comment, owner: OWNER })
const add = (body: unknown, expected: Expected = {}, of = 'created'): Step => post(`/api/cases/{${of}.id}/comments`, body, expected)
const edit = (fields: object, expected: Expected = {}): Step => patch('/api/cases/{created.id}/comments',
  { id: '{commented.comments.0.id}', version: '{commented.comments.0.version}', ...userComment('Changed'), ...fields }, expected)
const COMMENTED: readonly Step[] = [aCase(), given(add(userComment(), { as: 'commented' }))]
const ONE = '/api/cases/{created.id}/comments/{commented.comments.0.id}'
const find = (query: string, message?: string): Step =>
  get(`/api/cases/{created.id}/comments/_find${query}`, message === undefined ? {} : refusal(message))

export const commentArea: Area = {
  name: 'comments',
  scenarios: [
    {
      establishes: 'adding a comment returns its case with all comments',
      source: ATTACHMENTS('2'),
      steps: [aCase(), add(userComment('First')), add(userComment('Second')), get('/api/cases/_find')],
    },
    {
      establishes: 'a comment reads as it was added',
      source: ATTACHMENTS('4'),
      steps: [aCase(), add(userComment(), { as: 'commented' }), get(ONE)],
    },
    {
      establishes: 'a closed case takes comments',
      source: ATTACHMENTS('2'),
      steps: [aCase(), changed({ status: 'closed' }, 'closed'), add(userComment())],
    },
    ...table(ATTACHMENTS('2'), [
      ['an unknown case takes no comment',
        post('/api/cases/unknown/comments', userComment(), refusal('Saved object [cases/unknown] not found', 404))],
      ['a comment has the owner of its case',
        add({ ...userComment(), owner: 'observability' }, refusal('The owner field of the comment must match the case'))],
      ['a comment of an unknown owner is refused', add({ ...userComment(), owner: 'foo' }, { status: 403 })],
      ['an unknown key of a comment is refused', add({ ...userComment(), foo: 1 }, refusal('invalid keys "foo"')), { since: '8.9' }],
      ['a comment has no keys of another kind',
        add({ ...userComment(), alertId: 'a' }, refusal('invalid keys "alertId"')), { since: '8.9' }],
      ['an empty comment is refused', add(userComment(''), { status: 400 }), FULL],
      ['a comment of 30,001 characters is refused', add(userComment(letters(30_001)), { status: 400 }), FULL],
      ['a comment of 30,000 characters is accepted', add(userComment(letters(30_000))), FULL],
      ['an action of an endpoint is a comment', add({
        type: 'actions', comment: 'Isolated', actions: { type: 'isolate', targets: [{ hostname: 'h', endpointId: 'e' }] }, owner: OWNER,
      })],
    ], [aCase()]),
    ...table(VERSIONS('6'), [
      ['an empty body lacks what each kind of comment needs', add({}, { status: 400 })],
      ['an unknown kind of comment is refused', add({ type: 'foo', owner: OWNER }, { status: 400 })],
    ], [aCase()]),
    ...table(ATTACHMENTS('3'), [
      ['a comment is changed, and its case with it', edit({})],
      ['the owner of a comment cannot change', edit({ owner: 'observability' }, refusal('You cannot change the owner of the comment.'))],
      ['the kind of a comment cannot change',
        edit({ type: 'actions', actions: { type: 'isolate', targets: [] } }, refusal('You cannot change the type of the comment.'))],
      ['an unknown comment is not changed', edit({ id: 'unknown' }, refusal('Saved object [cases-comments/unknown] not found', 404))],
      ['an unknown key of a changed comment is refused', edit({ foo: 1 }, refusal('invalid keys "foo"')), { since: '8.9' }],
    ], COMMENTED),
    {
      establishes: 'a change needs the id and the version of the comment',
      source: ATTACHMENTS('3'),
      steps: [...COMMENTED, patch(
        '/api/cases/{created.id}/comments', userComment(), refusal(`${invalid(undefined, 'id')},${invalid(undefined, 'version')}`),
      )],
    },
    {
      establishes: 'a comment of another case is not changed, and the message has a bracket too many',
      source: ATTACHMENTS('3'),
      steps: [
        ...COMMENTED, aCase({}, 'other'),
        patch('/api/cases/{other.id}/comments', {
          id: '{commented.comments.0.id}', version: '{commented.comments.0.version}', ...userComment(),
        },
        refusal('This comment {commented.comments.0.id} does not exist in {other.id}).', 404)),
      ],
    },
    ...table(ATTACHMENTS('4'), [
      ['an unknown comment is not found',
        get('/api/cases/{created.id}/comments/unknown', refusal('Saved object [cases-comments/unknown] not found', 404))],
      ['comments are found oldest first', find('')],
      ['comments are found newest first on request', find('?sortOrder=desc')],
      ['a page has at most 100 comments',
        find('?perPage=101', 'The provided perPage value is too high. The maximum allowed perPage value is 100.'), FULL],
      ['an unknown parameter of the comments is refused', find('?foo=1', 'invalid keys "foo"'), { since: '8.9' }],
      ['an unknown case has no comments', get('/api/cases/unknown/comments/_find')],
    ], [...COMMENTED, given(add(userComment('Second')))]),
    {
      establishes: 'before 9.0 all comments are listed',
      source: ATTACHMENTS('4'),
      until: '9.0',
      steps: [...COMMENTED, get('/api/cases/{created.id}/comments')],
    },
    {
      establishes: 'from 9.0 on the list of all comments is gone',
      source: ATTACHMENTS('4'),
      since: '9.0',
      steps: [...COMMENTED, get('/api/cases/{created.id}/comments', refusal('Not Found', 404))],
    },
    {
      establishes: 'a deleted comment is gone',
      source: ATTACHMENTS('5'),
      steps: [...COMMENTED, remove(ONE), get(ONE, { status: 404 }), get('/api/cases/{created.id}')],
    },
    {
      establishes: 'all comments are deleted at once',
      source: ATTACHMENTS('5'),
      steps: [...COMMENTED, given(add(userComment('Second'))), remove('/api/cases/{created.id}/comments'), find('')],
    },
    ...table(ATTACHMENTS('5'), [
      ['without comments there is nothing to delete',
        remove('/api/cases/{created.id}/comments', refusal('No comments found for {created.id}.', 404))],
      ['an unknown comment is not deleted',
        remove('/api/cases/{created.id}/comments/unknown', refusal('Saved object [cases-comments/unknown] not found', 404))],
    ], [aCase()]),
    {
      establishes: 'a comment of another case is not deleted',
      source: ATTACHMENTS('5'),
      steps: [
        ...COMMENTED, aCase({}, 'other'),
        remove('/api/cases/{other.id}/comments/{commented.comments.0.id}', refusal(
          'This comment {commented.comments.0.id} does not exist in {other.id}.', 404,
        )),
      ],
    },
  ],
}
