import { get, given, patch, post, remove, type Expected, type Step } from '../scenario.js'
import { aCase, change, changed, newCase } from './bodies.js'
import { LIMITED, comment, refusedTo } from './limited-user.js'

/** Cases to change, created by the user of the command. */
export const PREPARED: readonly Step[] = [
  aCase(), aCase({}, 'updated'), aCase({}, 'assigned'), aCase({}, 'deleted'), aCase({}, 'talked'),
  given(post('/api/cases/{talked.id}/comments', comment, { as: 'commented' })), aCase({}, 'done'),
  changed({ status: 'closed' }, 'closed', 'done'),
]
const COMMENT = '{commented.comments.0.id}'

/** Requests that need a privilege, and the words for them in a 403. */
const OPERATIONS = {
  read: [expected => get('/api/cases/{created.id}', expected), 'access case'],
  activity: [expected => get('/api/cases/{created.id}/user_actions/_find', expected), 'access case'],
  create: [expected => post('/api/cases', newCase({ title: 'By the user' }), expected), 'create case'],
  update: [expected => change({ title: 'By the user' }, expected, 'updated'), 'update case'],
  reopen: [expected => change({ status: 'open' }, expected, 'closed.0'), 'update case'],
  assign: [expected => change({ assignees: [{ uid: 'u1' }] }, expected, 'assigned'), 'update case'],
  comment: [expected => post('/api/cases/{created.id}/comments', comment, expected), 'create comments'],
  edit: [expected => patch('/api/cases/{talked.id}/comments',
    { id: COMMENT, version: '{commented.comments.0.version}', ...comment, comment: 'Changed' }, expected), 'update comments'],
  uncomment: [expected => remove(`/api/cases/{talked.id}/comments/${COMMENT}`, expected), 'delete comments'],
  delete: [expected => remove('/api/cases?ids=["{deleted.id}"]', expected), 'delete case'],
} as const satisfies Readonly<Record<string, readonly [step: (expected: Expected) => Step, refused: string]>>
/** An operation that needs a privilege. */
export type Operation = keyof typeof OPERATIONS
export const ALL = Object.keys(OPERATIONS).filter((name): name is Operation => name in OPERATIONS)
export const READ = ['read', 'activity'] as const
export const MINIMAL = [...READ, 'create', 'update', 'edit'] as const

/** Performs all operations as the limited user, who may do those that are granted. */
export const steps = (granted: readonly Operation[]): readonly Step[] => ALL.map(name => {
  const [step, refused] = OPERATIONS[name]
  return granted.includes(name) ? step(LIMITED) : step(refusedTo(refused))
})
