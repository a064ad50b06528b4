import t from 'tap'
import { testServer } from '../../helpers/app.js'
import { call, createCase, errorBody, getCase, jiraConnector, newCase } from '../../helpers/cases.js'
import { basic, roleOf } from '../../helpers/security.js'
import { patch } from './patching.js'

t.test('PATCH /api/cases', async t => {
  t.test('rejects invalid requests with Kibana\'s messages', async t => {
    // docs/reference/kibana/cases.md §3.1. The last two crash real Kibana with a 500 (§3.7); here its decoder answers
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
      [{ cases: [{ version: 'v', severity: 'wont-do' }] },
        'Invalid value "wont-do" supplied to "cases,severity",Invalid value "undefined" supplied to "cases,id"'],
      [{ cases: [{ ...one, title: null }] }, 'Invalid value "null" supplied to "cases,title"'],
      [{ cases: [{ ...one, title: '' }, { ...one, title: '' }] }, 'The title field cannot be an empty string.'],
      [{ cases: [{ ...one, category: '' }] },
        'The category field cannot be an empty string.,Invalid value "" supplied to "cases,category"'],
      [{ cases: [{ ...one, x: 1 }, { ...one, x: 1, y: 1 }] }, 'invalid keys "x,x,y"'],
      [{ cases: [{ ...one, observables: [] }] }, 'invalid keys "observables,[]"'],
      [{ cases: [{ ...one, connector: { ...jiraConnector, fields: {} } }] },
        'Invalid value "undefined" supplied to "cases,connector,fields,issueType",Invalid value "undefined" supplied to "cases,' +
          'connector,fields,priority",Invalid value "undefined" supplied to "cases,connector,fields,parent",Invalid value "{}" ' +
            'supplied to "cases,connector,fields"'],
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

  t.test('checks in Kibana\'s order, and changes nothing if a check fails', async t => {
    const kibana = await testServer(t, { license: 'gold' })
    const a = await createCase(kibana)
    const b = await createCase(kibana)
    const ok = { id: b.id, version: b.version, title: 'changed' }
    const stale = { id: a.id, version: 'stale' }
    const refused: [string, object[], number, string][] = [
      ['decoding before everything else', [{ ...stale, title: '' }, ok], 400, 'The title field cannot be an empty string.'],
      ['unknown ids, as often as sent',
        [ok, { id: 'x', version: 'v' }, { id: 'y', version: 'v' }, { id: 'x', version: 'v' }], 404,
        'These cases x, y, x do not exist. Please check you have the correct ids.'],
      ['unknown before stale',
        [stale, { id: 'x', version: 'v', assignees: [{ uid: '1' }] }], 404,
        'These cases x do not exist. Please check you have the correct ids.'],
      ['stale versions',
        [stale, ok, stale], 409, `These cases ${a.id}, ${a.id} has been updated. Please refresh before saving additional updates.`],
      ['stale before unchanged',
        [{ ...stale, title: a.title }], 409, `These cases ${a.id} has been updated. Please refresh before saving additional updates.`],
      ['unchanged', [{ id: a.id, version: a.version, title: a.title }], 406, 'All update fields are identical to current version.'],
      ['an owner',
        [{ id: a.id, version: a.version, owner: 'observability', assignees: [{ uid: '1' }] }, ok], 400,
        `Updating the owner of a case is not allowed ids: [${a.id}]`],
      ['the owners of two cases',
        [{ id: a.id, version: a.version, owner: 'observability' }, { id: b.id, version: b.version, owner: 'foo' }], 400,
        `Updating the owner of a case is not allowed ids: [${a.id}, ${b.id}]`],
      ['the license',
        [{ id: a.id, version: a.version, assignees: [{ uid: '1' }] }, { ...ok, assignees: [{ uid: '2' }] }], 403,
        `In order to assign users to cases, you must be subscribed to an Elastic Platinum license, ids: [${a.id}, ${b.id}]`],
      ['custom fields',
        [{ id: a.id, version: a.version, customFields: [{ key: 'k', type: 'text', value: 'x' }] }, ok], 400,
        'No custom fields configured.'],
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

  t.test('needs the license only if assignees change', async t => {
    const kibana = await testServer(t, { license: 'gold', seed: { cases: [{ id: 'x', title: 'x', assignees: [{ uid: 'u' }] }] } })
    const { version } = await getCase(kibana, 'x')
    t.strictSame((await patch(kibana, { id: 'x', version, assignees: [] })).body, errorBody(
      403, 'In order to assign users to cases, you must be subscribed to an Elastic Platinum license, ids: [x]',
    ))
    t.equal((await patch(kibana, { id: 'x', version, assignees: [{ uid: 'u' }] })).status, 406)
    t.equal((await patch(kibana, { id: 'x', version, assignees: [{ uid: 'u' }], title: 'y' })).status, 200)
  })

  t.test('checks privileges before unknown ids and stale versions, for stale cases too', async t => {
    const kibana = await testServer(t, {
      security: {
        users: { admin: { password: 'admin', roles: ['superuser'] }, ann: { password: 'ann', roles: ['reader'] } },
        roles: { reader: roleOf({ generalCasesV3: ['read'] }, ['default']) },
      },
    })
    const { body: { id } } = await call(kibana, 'POST', '/api/cases', newCase, { authorization: basic('admin') })
    const update = (...cases: object[]) => call(kibana, 'PATCH', '/api/cases', { cases }, { authorization: basic('ann') })
    const [unknown, stale] = ['nope', id].map(id => ({ id, version: 'stale', title: 'x' }))
    t.strictSame((await update(unknown!, stale!)).body, errorBody(403, 'Unauthorized to update case with owners: "cases"'))
    t.equal((await update(unknown!)).status, 404)
  })

  t.test('says has instead of have before 9.4', async t => {
    for (const [kibanaVersion, verb] of [['8.18.0', 'has'], ['9.3.4', 'has'], ['9.4.0', 'have']] as const) {
      const kibana = await testServer(t, { kibanaVersion })
      const { id } = await createCase(kibana)
      t.equal(
        (await patch(kibana, { id, version: 'stale' })).body.message,
        `These cases ${id} ${verb} been updated. Please refresh before saving additional updates.`,
      )
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

  t.test('checks that all cases sync alerts before it checks any reason for closing', async t => {
    // Source: Kibana 9.4, cases/server/client/cases/bulk_update.ts
    const kibana = await testServer(t, { kibanaVersion: '9.4.0' })
    const synced = await createCase(kibana, { owner: 'securitySolution' })
    const unsynced = await createCase(kibana, { settings: { syncAlerts: false } })
    const close = ({ id, version }: { id: string, version: string }) => ({ id, version, status: 'closed', closeReason: 'boredom' })
    const unknown = await patch(kibana, close(synced), { id: unsynced.id, version: unsynced.version, title: 'x' })
    t.strictSame(unknown.body, errorBody(400, 'Invalid close reason: "boredom"'))
    const both = await patch(kibana, close(synced), close(unsynced))
    t.strictSame(both.body, errorBody(400, `Cannot provide a close reason for case ${unsynced.id} when sync alerts is disabled.`))
    t.strictSame([await getCase(kibana, synced.id), await getCase(kibana, unsynced.id)].map(({ version }) => version), [
      synced.version, unsynced.version,
    ])
  })
})
