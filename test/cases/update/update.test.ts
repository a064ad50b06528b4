import t from 'tap'
import { testServer } from '../../helpers/app.js'
import { call, createCase, errorBody, jiraConnector, newCase } from '../../helpers/cases.js'
import type { RunningServer } from '../../../src/index.js'

const START = '2025-06-01T10:00:00.000Z'

/** A server whose time is `now.time`. */
async function serverWithClock (t: Parameters<typeof testServer>[0]) {
  const now = { time: START }
  const kibana = await testServer(t, { clock: { now: () => new Date(now.time) } })
  return { kibana, now }
}

const patch = (kibana: RunningServer, ...cases: object[]) => call(kibana, 'PATCH', '/api/cases', { cases })

const getCase = async (kibana: RunningServer, id: string) => (await call(kibana, 'GET', `/api/cases/${id}`)).body

/** Updates one case by its current version and returns it. */
async function update (kibana: RunningServer, id: string, fields: object) {
  const { version } = await getCase(kibana, id)
  const { status, body } = await patch(kibana, { id, version, ...fields })
  if (status !== 200) throw new Error(`the case was not updated: ${JSON.stringify(body)}`)
  return body[0]
}

t.test('PATCH /api/cases', async t => {
  t.test('changes what was sent and stamps when and by whom', async t => {
    const { kibana, now } = await serverWithClock(t)
    const created = await createCase(kibana)
    now.time = '2025-06-01T11:00:00.000Z'
    const changes = {
      title: ' new ',
      description: ' text ',
      tags: ['b ', 'a'],
      severity: 'high',
      category: ' c ',
      assignees: [{ uid: '1' }, { uid: '' }, { uid: '1' }],
      settings: { syncAlerts: false },
      connector: jiraConnector,
    }
    const authorization = `Basic ${Buffer.from('jane:secret').toString('base64')}`
    const { status, body, headers } = await call(kibana, 'PATCH', '/api/cases', { cases: [{ id: created.id, version: created.version, ...changes }] }, { authorization })
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    t.not(body[0].version, created.version)
    const expected = {
      ...created,
      ...changes,
      version: body[0].version,
      title: 'new',
      description: 'text',
      tags: ['b', 'a'],
      category: 'c',
      assignees: [{ uid: '1' }],
      updated_at: now.time,
      updated_by: { username: 'jane', full_name: null, email: null },
    }
    t.strictSame(body, [expected])
    const { comments, ...withoutComments } = expected
    t.strictSame(await getCase(kibana, created.id), withoutComments)
  })

  t.test('clears a category, and sets the none connector', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana, { category: 'c', connector: jiraConnector })
    t.equal((await update(kibana, id, { category: null })).category, null)
    t.strictSame((await update(kibana, id, { connector: { ...jiraConnector, id: 'none' } })).connector, newCase.connector)
  })

  t.test('updates the changed cases of a request, in its order, and leaves the others out', async t => {
    const kibana = await testServer(t)
    const [a, b, c] = [await createCase(kibana), await createCase(kibana), await createCase(kibana)]
    const { status, body } = await patch(kibana,
      { id: c.id, version: c.version, title: 'C' },
      { id: b.id, version: b.version, title: b.title },
      { id: a.id, version: a.version, title: 'A' })
    t.equal(status, 200)
    t.strictSame(body.map(({ id, title }: typeof a) => [id, title]), [[c.id, 'C'], [a.id, 'A']])
    t.equal((await getCase(kibana, b.id)).version, b.version)
  })

  t.test('writes the first of two entries for one case, and returns the second unchanged with version 0', async t => {
    const kibana = await testServer(t)
    const { id, version, title } = await createCase(kibana)
    const { status, body } = await patch(kibana, { id, version, title: 'first' }, { id, version, title: 'second' })
    t.equal(status, 200)
    t.match(body, [{ id, title: 'first' }, { id, title, version: '0' }])
    t.equal((await getCase(kibana, id)).title, 'first')
  })

  t.test('rejects an update without changes with 406', async t => {
    const kibana = await testServer(t)
    const created = await createCase(kibana, { tags: ['a', 'b'], assignees: [{ uid: '1' }, { uid: '2' }], connector: jiraConnector, category: 'c' })
    const { id, version } = created
    for (const same of [
      {},
      { status: 'open' },
      { title: created.title },
      { owner: 'cases' },
      { tags: ['b', 'a', 'a'] },
      { assignees: [{ uid: '2' }, { uid: '1' }, { uid: '' }] },
      { settings: { syncAlerts: true } },
      { category: 'c' },
      { connector: { fields: { parent: null, priority: null, issueType: '10006' }, type: '.jira', name: 'My Jira', id: 'jira-1' } },
    ]) {
      const { status, body } = await patch(kibana, { id, version, ...same })
      t.equal(status, 406, JSON.stringify(same))
      t.strictSame(body, errorBody(406, 'All update fields are identical to current version.'))
    }
    t.equal((await getCase(kibana, id)).version, version)
  })

  t.test('takes a blank too many for a change, but keeps the trimmed text', async t => {
    const kibana = await testServer(t)
    const created = await createCase(kibana, { title: 't', tags: ['a'] })
    const retitled = await update(kibana, created.id, { title: 't ' })
    t.equal(retitled.title, 't')
    t.not(retitled.version, created.version)
    const retagged = await update(kibana, created.id, { tags: [' a'] })
    t.strictSame(retagged.tags, ['a'])
    t.not(retagged.version, retitled.version)
  })

  t.test('moves through statuses', async t => {
    // docs/reference/kibana/cases.md §3.5, §3.6. Each step: when, which status, what the case says then
    const untouched = { closed_at: null, closed_by: null, duration: null }
    const noTimes = { time_to_acknowledge: null, time_to_investigate: null, time_to_resolve: null }
    const closed = (at: string, duration: number) => ({ status: 'closed', closed_at: at, closed_by: { username: 'elastic', full_name: null, email: null }, duration })
    const at = (time: string) => `2025-06-0${time}Z`
    const scenarios: [string, [string, string, object][]][] = [
      ['closed within the same second', [[at('1T10:00:00.999'), 'closed', { ...closed(at('1T10:00:00.999'), 0), time_to_acknowledge: 0, time_to_investigate: 0, time_to_resolve: 0 }]]],
      ['closed after a second', [[at('1T10:00:01.000'), 'closed', closed(at('1T10:00:01.000'), 1)]]],
      ['closed just before two seconds', [[at('1T10:00:01.999'), 'closed', closed(at('1T10:00:01.999'), 1)]]],
      ['closed after a minute and a half', [[at('1T10:01:30.500'), 'closed', closed(at('1T10:01:30.500'), 90)]]],
      ['closed after a day', [[at('2T10:00:00.000'), 'closed', closed(at('2T10:00:00.000'), 86_400)]]],
      ['closed straight away', [[at('1T11:00:00.000'), 'closed', { ...closed(at('1T11:00:00.000'), 3600), in_progress_at: undefined, time_to_acknowledge: 3600, time_to_investigate: 0, time_to_resolve: 3600 }]]],
      ['worked on, closed, reopened and worked on again', [
        [at('1T10:05:00.000'), 'in-progress', { ...untouched, in_progress_at: at('1T10:05:00.000'), ...noTimes, time_to_acknowledge: 300 }],
        [at('1T11:00:00.000'), 'closed', { ...closed(at('1T11:00:00.000'), 3600), in_progress_at: at('1T10:05:00.000'), time_to_acknowledge: 300, time_to_investigate: 3300, time_to_resolve: 3600 }],
        [at('1T12:00:00.000'), 'open', { ...untouched, in_progress_at: at('1T10:05:00.000'), ...noTimes }],
        [at('1T13:00:00.000'), 'in-progress', { ...untouched, in_progress_at: at('1T10:05:00.000'), ...noTimes, time_to_acknowledge: 10_800 }],
        [at('1T14:00:00.000'), 'closed', { ...closed(at('1T14:00:00.000'), 14_400), time_to_acknowledge: 300, time_to_investigate: 14_100, time_to_resolve: 14_400 }],
      ]],
      ['closed by a clock that went back', [['2025-06-01T09:00:00.000Z', 'closed', { ...closed('2025-06-01T09:00:00.000Z', 0), duration: null, time_to_resolve: undefined }]]],
      ['worked on by a clock that went back', [['2025-06-01T09:00:00.000Z', 'in-progress', { ...untouched, in_progress_at: '2025-06-01T09:00:00.000Z', time_to_acknowledge: undefined }]]],
    ]
    for (const [title, steps] of scenarios) {
      t.test(title, async t => {
        const { kibana, now } = await serverWithClock(t)
        const created = await createCase(kibana)
        for (const key of ['in_progress_at', 'time_to_acknowledge', 'time_to_investigate', 'time_to_resolve']) t.notOk(key in created, `a fresh case has no ${key}`)
        for (const [time, status, expected] of steps) {
          now.time = time
          const updated = await update(kibana, created.id, { status })
          t.match(updated, { status, updated_at: time, ...expected })
        }
      })
    }
  })

  t.test('leaves closing as it was when a closed case is closed again', async t => {
    const { kibana, now } = await serverWithClock(t)
    const { id } = await createCase(kibana)
    now.time = '2025-06-01T10:00:10.000Z'
    const closed = await update(kibana, id, { status: 'closed' })
    now.time = '2025-06-01T10:00:20.000Z'
    const retitled = await update(kibana, id, { status: 'closed', title: 'again' })
    t.strictSame([retitled.closed_at, retitled.duration], [closed.closed_at, 10])
  })

  t.test('rejects invalid requests in Kibana\'s words', async t => {
    // docs/reference/kibana/cases.md §3.1. The last two crash real Kibana with a 500 (§3.7); here its decoder's answer
    const kibana = await testServer(t)
    const one = { id: '1', version: 'v' }
    const refused: [unknown, string][] = [
      [{ cases: [] }, 'The length of the field cases is too short. Array must be of length >= 1.'],
      [{ cases: Array(101).fill(one) }, 'The length of the field cases is too long. Array must be of length <= 100.'],
      [{ cases: [{ version: 'v' }] }, 'Invalid value "undefined" supplied to "cases,id"'],
      [{ cases: [{ id: '1' }] }, 'Invalid value "undefined" supplied to "cases,version"'],
      [{ cases: [{}] }, 'Invalid value "undefined" supplied to "cases,id",Invalid value "undefined" supplied to "cases,version"'],
      [{ cases: [{ ...one, status: true }] }, 'Invalid value "true" supplied to "cases,status"'],
      [{ cases: [{ ...one, status: 'not-supported' }] }, 'Invalid value "not-supported" supplied to "cases,status"'],
      [{ cases: [{ version: 'v', severity: 'wont-do' }] }, 'Invalid value "wont-do" supplied to "cases,severity",Invalid value "undefined" supplied to "cases,id"'],
      [{ cases: [{ ...one, title: null }] }, 'Invalid value "null" supplied to "cases,title"'],
      [{ cases: [{ ...one, title: '' }, { ...one, title: '' }] }, 'The title field cannot be an empty string.'],
      [{ cases: [{ ...one, category: '' }] }, 'The category field cannot be an empty string.,Invalid value "" supplied to "cases,category"'],
      [{ cases: [{ ...one, x: 1 }, { ...one, x: 1, y: 1 }] }, 'invalid keys "x,x,y"'],
      [{ cases: [{ ...one, observables: [] }] }, 'invalid keys "observables,[]"'],
      [{ cases: [{ ...one, connector: { ...jiraConnector, fields: {} } }] }, 'Invalid value "undefined" supplied to "cases,connector,fields,issueType",Invalid value "undefined" supplied to "cases,connector,fields,priority",Invalid value "undefined" supplied to "cases,connector,fields,parent",Invalid value "{}" supplied to "cases,connector,fields"'],
      [{ cases: ['x'] }, 'Invalid value "x" supplied to "cases"'],
      [{ cases: [null] }, 'Invalid value "null" supplied to "cases"'],
      [{ cases: {} }, 'Invalid value "{}" supplied to "cases"'],
      [{}, 'Invalid value "undefined" supplied to "cases"'],
      [null, 'Invalid value "null" supplied to "{| cases: LimitedArray |}"'],
    ]
    for (const [body, message] of refused) {
      const response = await call(kibana, 'PATCH', '/api/cases', body)
      t.equal(response.status, 400, message)
      t.strictSame(response.body, errorBody(400, message))
    }
  })

  t.test('checks in Kibana\'s order, and changes nothing when a check fails', async t => {
    const kibana = await testServer(t, { license: 'gold' })
    const a = await createCase(kibana)
    const b = await createCase(kibana)
    const ok = { id: b.id, version: b.version, title: 'changed' }
    const stale = { id: a.id, version: 'stale' }
    const refused: [string, object[], number, string][] = [
      ['decoding before all', [{ ...stale, title: '' }, ok], 400, 'The title field cannot be an empty string.'],
      ['unknown ids, as often as asked', [ok, { id: 'x', version: 'v' }, { id: 'y', version: 'v' }, { id: 'x', version: 'v' }], 404, 'These cases x, y, x do not exist. Please check you have the correct ids.'],
      ['unknown before stale', [stale, { id: 'x', version: 'v', assignees: [{ uid: '1' }] }], 404, 'These cases x do not exist. Please check you have the correct ids.'],
      ['stale versions', [stale, ok, stale], 409, `These cases ${a.id}, ${a.id} has been updated. Please refresh before saving additional updates.`],
      ['stale before unchanged', [{ ...stale, title: a.title }], 409, `These cases ${a.id} has been updated. Please refresh before saving additional updates.`],
      ['unchanged', [{ id: a.id, version: a.version, title: a.title }], 406, 'All update fields are identical to current version.'],
      ['an owner', [{ id: a.id, version: a.version, owner: 'observability', assignees: [{ uid: '1' }] }, ok], 400, `Updating the owner of a case is not allowed ids: [${a.id}]`],
      ['the license', [{ id: a.id, version: a.version, assignees: [{ uid: '1' }] }, { ...ok, assignees: [{ uid: '2' }] }], 403, `In order to assign users to cases, you must be subscribed to an Elastic Platinum license, ids: [${a.id}, ${b.id}]`],
      ['custom fields', [{ id: a.id, version: a.version, customFields: [{ key: 'k', type: 'text', value: 'x' }] }, ok], 400, 'No custom fields configured.'],
    ]
    for (const [title, cases, statusCode, message] of refused) {
      t.test(title, async t => {
        const { status, body } = await patch(kibana, ...cases)
        t.equal(status, statusCode)
        t.strictSame(body, errorBody(statusCode, message))
        const { comments, ...before } = b
        t.strictSame(await getCase(kibana, b.id), before)
      })
    }
  })

  t.test('says has instead of have before 9.1', async t => {
    for (const kibanaVersion of ['8.18.0', '9.0.4']) {
      const kibana = await testServer(t, { kibanaVersion })
      const { id } = await createCase(kibana)
      t.equal((await patch(kibana, { id, version: 'stale' })).body.message, `These cases ${id} has been updated. Please refresh before saving additional updates.`)
    }
  })

  t.test('accepts one of 1000 simultaneous updates of one version', async t => {
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, index) => patch(kibana, { id, version, title: `title ${index}` })))
    const won = answers.filter(({ status }) => status === 200)
    t.equal(won.length, 1)
    t.equal(answers.filter(({ status }) => status === 409).length, 999)
    t.equal((await getCase(kibana, id)).title, won[0]?.body[0].title)
  })

  t.test('stops at 10000 user actions of a case', async t => {
    const kibana = await testServer(t)
    let { id, version } = await createCase(kibana)
    // One action is of the creation; each update adds a tag and deletes one
    for (let round = 0; round < 4999; round++) {
      ({ version } = (await patch(kibana, { id, version, tags: [`tag ${round}`] })).body[0])
    }
    const { status, body } = await patch(kibana, { id, version, title: 'one', description: 'two', severity: 'high' })
    t.equal(status, 400)
    t.strictSame(body, errorBody(400, `The case with case id ${id} has reached the limit of 10000 user actions.`))
    t.equal((await patch(kibana, { id, version, title: 'one' })).status, 200, 'the 10000th still fits')
  })
})
