import t from 'tap'
import { testServer } from '../../helpers/app.js'
import { call, createCase, errorBody, getCase, jiraConnector, newCase } from '../../helpers/cases.js'
import { basic } from '../../helpers/security.js'
import type { RunningServer } from '../../../src/index.js'
import { patch } from './patching.js'

/** Updates one case by its current version and returns it. */
async function update (kibana: RunningServer, id: string, fields: object) {
  const { version } = await getCase(kibana, id)
  const { status, body } = await patch(kibana, { id, version, ...fields })
  if (status !== 200) throw new Error(`the case was not updated: ${JSON.stringify(body)}`)
  return body[0]
}

t.test('PATCH /api/cases', async t => {
  t.test('changes the sent fields and records time and user', async t => {
    const kibana = await testServer(t)
    const created = await createCase(kibana)
    const now = '2025-06-01T11:00:00.000Z'
    kibana.clock.set(now)
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
    const authorization = basic('jane')
    const cases = [{ id: created.id, version: created.version, ...changes }]
    const { status, body, headers } = await call(kibana, 'PATCH', '/api/cases', { cases }, { authorization })
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
      updated_at: now,
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

  t.test('keeps the last push when the connector changes', async t => {
    const external_service = {
      connector_id: 'jira-1',
      connector_name: 'My Jira',
      external_id: '10',
      external_title: 'CK-1',
      external_url: 'https://jira.example.com/browse/CK-1',
      pushed_at: '2025-06-01T10:00:00.000Z',
      pushed_by: { username: 'elastic', full_name: null, email: null },
    }
    const kibana = await testServer(t, { seed: { cases: [{ id: 'x', title: 'x', external_service }] } })
    for (const connector of [jiraConnector, newCase.connector]) {
      t.match(await update(kibana, 'x', { connector }), { connector, external_service })
    }
  })

  t.test('updates the changed cases in the order of the request, and leaves out the others', async t => {
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
    const created = await createCase(kibana, {
      tags: ['a', 'b'], assignees: [{ uid: '1' }, { uid: '2' }], connector: jiraConnector, category: 'c',
    })
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

  t.test('treats an extra space as a change, but stores the trimmed text', async t => {
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
    // docs/reference/kibana/cases.md §3.5, §3.6. Each step: time, status, and the expected fields of the case
    const untouched = { closed_at: null, closed_by: null, duration: null }
    const noTimes = { time_to_acknowledge: null, time_to_investigate: null, time_to_resolve: null }
    const closed = (at: string, duration: number) => ({
      status: 'closed', closed_at: at, closed_by: { username: 'elastic', full_name: null, email: null }, duration,
    })
    const at = (time: string) => `2025-06-0${time}Z`
    const scenarios: [string, [string, string, object][]][] = [
      ['closed within the same second', [[at('1T10:00:00.999'), 'closed', {
        ...closed(at('1T10:00:00.999'), 0), time_to_acknowledge: 0, time_to_investigate: 0, time_to_resolve: 0,
      }]]],
      ['closed after a second', [[at('1T10:00:01.000'), 'closed', closed(at('1T10:00:01.000'), 1)]]],
      ['closed just before two seconds', [[at('1T10:00:01.999'), 'closed', closed(at('1T10:00:01.999'), 1)]]],
      ['closed after a minute and a half', [[at('1T10:01:30.500'), 'closed', closed(at('1T10:01:30.500'), 90)]]],
      ['closed after a day', [[at('2T10:00:00.000'), 'closed', closed(at('2T10:00:00.000'), 86_400)]]],
      ['closed without being worked on', [[at('1T11:00:00.000'), 'closed', {
        ...closed(at('1T11:00:00.000'), 3600),
        in_progress_at: undefined,
        time_to_acknowledge: 3600,
        time_to_investigate: 0,
        time_to_resolve: 3600,
      }]]],
      ['worked on, closed, reopened and worked on again', [
        [at('1T10:05:00.000'), 'in-progress', { ...untouched, in_progress_at: at('1T10:05:00.000'), ...noTimes, time_to_acknowledge: 300 }],
        [at('1T11:00:00.000'), 'closed', {
          ...closed(at('1T11:00:00.000'), 3600),
          in_progress_at: at('1T10:05:00.000'),
          time_to_acknowledge: 300,
          time_to_investigate: 3300,
          time_to_resolve: 3600,
        }],
        [at('1T12:00:00.000'), 'open', { ...untouched, in_progress_at: at('1T10:05:00.000'), ...noTimes }],
        [at('1T13:00:00.000'),
          'in-progress', { ...untouched, in_progress_at: at('1T10:05:00.000'), ...noTimes, time_to_acknowledge: 10_800 }],
        [at('1T14:00:00.000'), 'closed', {
          ...closed(at('1T14:00:00.000'), 14_400), time_to_acknowledge: 300, time_to_investigate: 14_100, time_to_resolve: 14_400,
        }],
      ]],
      ['closed after the clock was set back',
        [['2025-06-01T09:00:00.000Z', 'closed', { ...closed('2025-06-01T09:00:00.000Z', 0), duration: null, time_to_resolve: undefined }]]],
      ['worked on after the clock was set back', [['2025-06-01T09:00:00.000Z', 'in-progress', {
        ...untouched, in_progress_at: '2025-06-01T09:00:00.000Z', time_to_acknowledge: undefined,
      }]]],
    ]
    for (const [title, steps] of scenarios) {
      t.test(title, async t => {
        const kibana = await testServer(t)
        const created = await createCase(kibana)
        for (const key of ['in_progress_at', ...Object.keys(noTimes)]) t.notOk(key in created, `a fresh case has no ${key}`)
        for (const [time, status, expected] of steps) {
          kibana.clock.set(time)
          const updated = await update(kibana, created.id, { status })
          t.match(updated, { status, updated_at: time, ...expected })
        }
      })
    }
  })

  t.test('keeps the closing time and user when a closed case is closed again', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    kibana.clock.set('2025-06-01T10:00:10.000Z')
    const closed = await update(kibana, id, { status: 'closed' })
    kibana.clock.set('2025-06-01T10:00:20.000Z')
    const retitled = await update(kibana, id, { status: 'closed', title: 'again' })
    t.strictSame([retitled.closed_at, retitled.duration], [closed.closed_at, 10])
  })
})
