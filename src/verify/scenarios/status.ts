import { get, type Area } from '../scenario.js'
import { CASES } from '../sources.js'
import { aCase, change, changed } from './bodies.js'

export const statusArea: Area = {
  name: 'status',
  scenarios: [
    {
      establishes: 'a closed case has the time and the user of its closing',
      source: CASES('3.5'),
      steps: [aCase(), change({ status: 'closed' }), get('/api/cases/{created.id}')],
    },
    {
      establishes: 'a case closed by an update has the time of the update',
      source: CASES('3.3'),
      steps: [aCase(), change({ status: 'closed', title: 'Done' })],
    },
    {
      establishes: 'a reopened case loses the time and the user of its closing',
      source: CASES('3.5'),
      steps: [aCase(), changed({ status: 'closed' }, 'closed'), change({ status: 'open' }, {}, 'closed.0')],
    },
    {
      establishes: 'a case in progress keeps the time of its start from then on',
      source: CASES('3.6'),
      since: '8.19',
      steps: [
        aCase(), change({ status: 'in-progress' }, { as: 'started' }), change({ status: 'open' }, { as: 'reopened' }, 'started.0'),
        change({ status: 'in-progress' }, {}, 'reopened.0'),
      ],
    },
    {
      establishes: 'a case closed from progress has all of its times',
      source: CASES('3.6'),
      since: '8.19',
      steps: [aCase(), changed({ status: 'in-progress' }, 'started'), change({ status: 'closed' }, {}, 'started.0')],
    },
    {
      establishes: 'a case closed straight away is acknowledged and resolved at the same time',
      source: CASES('3.6'),
      since: '8.19',
      steps: [aCase(), change({ status: 'closed' })],
    },
    {
      establishes: 'any status may follow any other',
      source: CASES('3.5'),
      steps: [
        aCase(), change({ status: 'closed' }, { as: 'one' }), change({ status: 'in-progress' }, { as: 'two' }, 'one.0'),
        change({ status: 'closed' }, { as: 'three' }, 'two.0'), change({ status: 'open' }, {}, 'three.0'),
      ],
    },
    {
      establishes: 'the counts of statuses include all cases of the owner, whatever the filter',
      source: CASES('4.4'),
      steps: [
        aCase({}, 'one'), aCase({}, 'two'), aCase({}, 'three'), changed({ status: 'closed' }, 'closed', 'one'),
        changed({ status: 'in-progress' }, 'started', 'two'), get('/api/cases/_find?owner=securitySolution&status=closed'),
      ],
    },
    {
      establishes: 'before 9.0 the counts of statuses have their own route',
      source: CASES('4.6'),
      until: '9.0',
      steps: [aCase(), get('/api/cases/status')],
    },
    {
      establishes: 'from 9.0 on "status" is the id of a case',
      source: CASES('4.6'),
      since: '9.0',
      steps: [get('/api/cases/status', { status: 404, message: 'Saved object [cases/status] not found' })],
    },
  ],
}
