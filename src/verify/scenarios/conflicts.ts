import { get, patch, post, type Area, type Expected } from '../scenario.js'
import { ATTACHMENTS, CASES, CONFIGURE } from '../sources.js'
import type { Lifespan } from '../../versions/cuts.js'
import { NONE, OWNER, aCase, change, changed, refusal } from './bodies.js'

/** Both messages of a conflict, with their versions. */
const BOTH: readonly (readonly [verb: string, lifespan: Lifespan])[] = [['has', { until: '9.4' }], ['have', { since: '9.4' }]]
const conflict = (verb: string, ids = '{created.id}'): Expected =>
  refusal(`These cases ${ids} ${verb} been updated. Please refresh before saving additional updates.`, 409)

export const conflictArea: Area = {
  name: 'conflicts',
  scenarios: [
    ...BOTH.flatMap(([verb, lifespan]) => [
      {
        establishes: `an update with an old version is refused: the case "${verb} been updated"`,
        source: CASES('3.1'),
        ...lifespan,
        steps: [aCase(), changed({ title: 'First' }, 'first'), change({ title: 'Second' }, conflict(verb)), get('/api/cases/{created.id}')],
      },
      {
        establishes: `any other text is an old version: the case "${verb} been updated"`,
        source: CASES('1.4'),
        ...lifespan,
        steps: [aCase(), patch('/api/cases', { cases: [{ id: '{created.id}', version: 'garbage', title: 'x' }] }, conflict(verb))],
      },
      {
        establishes: `a conflict comes before the check for a change: the case "${verb} been updated"`,
        source: CASES('3.8'),
        ...lifespan,
        steps: [aCase(), patch(
          '/api/cases', { cases: [{ id: '{created.id}', version: 'stale', title: 'Login from two countries' }] }, conflict(verb),
        )],
      },
      {
        establishes: `one conflict keeps all cases as they are: it "${verb} been updated"`,
        source: CASES('3.1'),
        ...lifespan,
        steps: [
          aCase({}, 'one'), aCase({}, 'other'),
          patch('/api/cases', {
            cases: [{ id: '{one.id}', version: 'stale', title: 'x' }, { id: '{other.id}', version: '{other.version}', title: 'y' }],
          }, conflict(verb, '{one.id}')),
          get('/api/cases/{other.id}'),
        ],
      },
    ]),
    {
      establishes: 'an unknown id is reported before a conflict',
      source: CASES('3.1'),
      steps: [
        aCase(),
        patch('/api/cases', { cases: [{ id: '{created.id}', version: 'stale', title: 'x' }, { id: 'unknown', version: 'v' }] },
          refusal('These cases unknown do not exist. Please check you have the correct ids.', 404)),
      ],
    },
    {
      establishes: 'the version in the answer to an update is valid for the next one',
      source: CASES('1.4'),
      steps: [aCase(), changed({ title: 'First' }, 'first'), change({ title: 'Second' }, {}, 'first.0')],
    },
    {
      establishes: 'a refused update does not change the version',
      source: CASES('1.4'),
      steps: [aCase(), change({ status: 'unknown' }, { status: 400 }), change({ title: 'Second' })],
    },
    {
      establishes: 'a comment changes the version of its case',
      source: ATTACHMENTS('2'),
      steps: [
        aCase(), post('/api/cases/{created.id}/comments', { type: 'user', comment: 'Hello', owner: OWNER }),
        change({ title: 'x' }, { status: 409 }),
      ],
    },
    {
      establishes: 'a comment is updated by its own version',
      source: ATTACHMENTS('3'),
      steps: [
        aCase(), post('/api/cases/{created.id}/comments', { type: 'user', comment: 'Hello', owner: OWNER }, { as: 'commented' }),
        patch('/api/cases/{created.id}/comments',
          { id: '{commented.comments.0.id}', version: '{created.version}x', type: 'user', comment: 'Other', owner: OWNER },
          refusal('This case has been updated. Please refresh before saving additional updates.', 409)),
        patch('/api/cases/{created.id}/comments',
          { id: '{commented.comments.0.id}', version: '{commented.comments.0.version}', type: 'user', comment: 'Other', owner: OWNER }),
      ],
    },
    {
      establishes: 'a configuration is updated by its version',
      source: CONFIGURE('5'),
      steps: [
        post('/api/cases/configure', { connector: NONE, closure_type: 'close-by-user', owner: OWNER }, { as: 'configured' }),
        patch('/api/cases/configure/{configured.id}', { version: 'stale', closure_type: 'close-by-pushing' },
          refusal('This configuration has been updated. Please refresh before saving additional updates.', 409)),
        patch('/api/cases/configure/{configured.id}', { version: '{configured.version}', closure_type: 'close-by-pushing' }),
      ],
    },
  ],
}
