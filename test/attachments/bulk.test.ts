import t from 'tap'
import { testServer } from '../helpers/app.js'
import {
  alerts, attach, externalDocument, externalSavedObject, fileReference, stamps, UNKNOWN, userComment, withAlerts,
} from '../helpers/attachments.js'
import { call, createCase, errorBody, getCase, updateCase } from '../helpers/cases.js'
import { send } from '../helpers/configure.js'
import { activityOf, fillActivity } from '../helpers/kibana-context.js'
import { as } from '../helpers/security.js'
import type { RunningServer } from '../../src/index.js'

const bulkCreate = (kibana: RunningServer, caseId: string, body?: unknown) =>
  send(kibana, 'POST', `/internal/cases/${caseId}/attachments/_bulk_create`, body)
const bulkGet = (kibana: RunningServer, caseId: string, body?: unknown) =>
  send(kibana, 'POST', `/internal/cases/${caseId}/attachments/_bulk_get`, body)

t.test('POST /internal/cases/{case_id}/attachments/_bulk_create', async t => {
  t.test('attaches all in the order sent, and records a user action for each', async t => {
    const kibana = await testServer(t)
    const { id, version, ...created } = await createCase(kibana)
    const sent = [userComment, withAlerts('a'), externalDocument, { ...userComment, comment: 'last' }]
    const { status, body, headers } = await bulkCreate(kibana, id, sent)
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], undefined)
    t.strictSame(body, {
      ...created,
      id,
      version: body.version,
      updated_at: stamps.created_at,
      updated_by: stamps.created_by,
      comments: sent.map((attachment, index) => ({
        id: body.comments[index].id, version: body.comments[index].version, ...attachment, ...stamps,
      })),
      totalComment: 4,
      totalAlerts: 1,
    })
    t.strictSame((await activityOf(kibana, id)).slice(1), sent.map((comment, index) => ({
      type: 'comment', action: 'create', payload: { comment }, comment_id: body.comments[index].id,
    })))
  })

  t.test('leaves out alerts that the case has or the batch repeats; activity records what was sent', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await attach(kibana, id, withAlerts('a'))
    const sent = [withAlerts('a', 'b'), withAlerts('b'), withAlerts('b', 'c')]
    const { body } = await bulkCreate(kibana, id, sent)
    t.strictSame(body.comments.map(({ alertId }: typeof alerts) => alertId), [['a'], ['b'], ['c']])
    t.strictSame((await activityOf(kibana, id)).slice(2).map(({ payload }) => payload), [{ comment: sent[0] }, { comment: sent[2] }])
  })

  for (const [name, sent] of [['an empty batch', []], ['only alerts that the case has', [withAlerts('a'), withAlerts('a')]]] as const) {
    t.test(`answers 200 and changes nothing for ${name}`, async t => {
      const kibana = await testServer(t)
      const { id } = await createCase(kibana)
      const before = await attach(kibana, id, withAlerts('a'))
      const { status, body } = await bulkCreate(kibana, id, sent)
      t.strictSame([status, body], [200, before])
      t.equal((await activityOf(kibana, id)).length, 2)
    })
  }

  t.test('rejects anything but an array of objects, before it checks the space', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const bodies: readonly [body: unknown, message: string][] = [
      [{}, '[request body]: expected value of type [array] but got [Object]'],
      [5, '[request body]: expected value of type [array] but got [number]'],
      [undefined, '[request body]: expected value of type [array] but got [null]'],
      [[userComment, null], '[request body.1]: expected a plain object value, but found [null] instead.'],
      [[[]], '[request body.0]: expected a plain object value, but found [Array] instead.'],
      [['x'], '[request body.0]: could not parse object value from json input'],
    ]
    for (const [sent, message] of bodies) {
      for (const prefix of ['', '/s/none']) {
        const { status, body } = await send(kibana, 'POST', `${prefix}/internal/cases/${id}/attachments/_bulk_create`, sent)
        t.strictSame([status, body], [400, errorBody(400, message)])
      }
    }
  })

  t.test('accepts a string that contains the array', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const post = (payload: string) => kibana.app.inject({
      method: 'POST',
      url: `/internal/cases/${id}/attachments/_bulk_create`,
      headers: { 'kbn-xsrf': 'true', 'content-type': 'text/plain', 'x-elastic-internal-origin': 'test' },
      payload,
    })
    t.equal((await post(JSON.stringify([userComment]))).statusCode, 200)
    t.strictSame((await post('nope')).json(), errorBody(400, '[request body]: could not parse array value from json input'))
  })

  t.test('checks in Kibana\'s order, all or nothing', async t => {
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    await updateCase(kibana, { id, version }, { status: 'closed' })
    const before = await getCase(kibana, id)
    const table: readonly [name: string, caseId: string, sent: object[], status: number, message: string][] = [
      ['over 100',
        id, Array(101).fill(userComment), 400, 'The length of the field attachments is too long. Array must be of length <= 100.'],
      ['an element before the number',
        id, [...Array(100).fill(userComment), { ...userComment, x: 1 }], 400,
        'The length of the field attachments is too long. Array must be of length <= 100.'],
      ['excess keys', id, [userComment, { ...userComment, x: 1 }], 400, 'invalid keys "x"'],
      ['the first of two wrong elements',
        UNKNOWN, [{ ...externalDocument, externalReferenceAttachmentTypeId: 'nope', owner: 'nobody' }, { ...alerts, index: [] }], 400,
        'Attachment type nope is not registered.'],
      ['the owners before the case',
        UNKNOWN, [{ ...userComment, owner: 'b' }, userComment, { ...userComment, owner: 'z' }], 403,
        'Unauthorized to create comments with owners: "b, cases, z"'],
      ['the case', UNKNOWN, [userComment], 404, `Saved object [cases/${UNKNOWN}] not found`],
      ['an alert on a closed case before the owner',
        id, [{ ...userComment, owner: 'observability' }, alerts], 400, 'Alert cannot be attached to a closed case'],
      ['another owner',
        id, [userComment, { ...userComment, owner: 'observability' }], 400, 'The owner field of the comment must match the case'],
      ['over the limit together', id, [...Array(50).fill(externalDocument), ...Array(50).fill(externalDocument)], 200, ''],
      ['no more room',
        id, [userComment, externalDocument], 400,
        'Case has reached the maximum allowed number (100) of attached persistable state and external reference attachments.'],
    ]
    for (const [name, caseId, sent, status, message] of table) {
      const answer = await bulkCreate(kibana, caseId, sent)
      t.equal(answer.status, status, name)
      if (status === 200) t.equal(answer.body.totalComment, 100)
      else t.strictSame(answer.body, errorBody(status, message), name)
    }
    t.match(await getCase(kibana, id), { totalComment: 0, title: before.title })
    t.equal((await activityOf(kibana, id)).length, 2 + 100)
  })

  // Source: Kibana's cases/server/common/limiter_checker/{index,limiters/*}.ts
  t.test('checks the limits on alerts, files and references in this order; files are entries of the metadata of saved objects', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const [file] = fileReference.externalReferenceMetadata.files
    const many = { ...externalSavedObject, externalReferenceMetadata: { files: Array(101).fill(file) } }
    const refused = async (...sent: object[]) => (await bulkCreate(kibana, id, sent)).body.message
    const reached = (limit: number, noun: string) => `Case has reached the maximum allowed number (${limit}) of attached ${noun}.`
    t.equal((await bulkCreate(kibana, id, Array(100).fill(externalDocument))).status, 200)
    t.equal(await refused(externalDocument, many, withAlerts(...Array.from({ length: 1001 }, String))), reached(1000, 'alerts'))
    t.equal(await refused(externalDocument, many), reached(100, 'files'))
    t.equal(
      await refused({ ...many, externalReferenceStorage: { type: 'elasticSearchDoc' } }),
      reached(100, 'persistable state and external reference attachments'),
    )
  })

  t.test('refuses more attachments than the activity limit allows', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await fillActivity(kibana, id, 3)
    const { status, body } = await bulkCreate(kibana, id, Array(4).fill(userComment))
    t.strictSame([status, body], [400, errorBody(400, `The case with id ${id} has reached the limit of 10000 user actions.`)])
    t.equal((await bulkCreate(kibana, id, Array(3).fill(userComment))).status, 200)
  })

  t.test('accepts internal requests only', async t => {
    const { status, body } = await call(await testServer(t), 'POST', '/internal/cases/x/attachments/_bulk_create', [])
    t.strictSame([status, body], [400, errorBody(
      400, 'uri [/internal/cases/x/attachments/_bulk_create] with method [post] exists but is not available with the current configuration',
    )])
  })
})

t.test('POST /internal/cases/{case_id}/attachments/_bulk_get', async t => {
  t.test('returns existing attachments, and an error for each other id', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { id: other } = await createCase(kibana)
    await attach(kibana, id)
    const { comments } = await attach(kibana, id, alerts)
    const { comments: [elsewhere] } = await attach(kibana, other)
    const {
      status, body, headers,
    } = await bulkGet(kibana, id, { ids: [elsewhere.id, 'nope', comments[1].id, '__proto__', comments[0].id] })
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], undefined)
    t.strictSame(body, {
      attachments: [comments[1], comments[0]],
      errors: [
        { error: 'Not Found', message: 'Saved object [cases-comments/nope] not found', status: 404, attachmentId: 'nope' },
        { error: 'Not Found', message: 'Saved object [cases-comments/__proto__] not found', status: 404, attachmentId: '__proto__' },
        { error: 'Bad Request', message: `Attachment is not attached to case id=${id}`, status: 400, attachmentId: elsewhere.id },
      ],
    })
  })

  // Only a state can give an attachment another owner than its case
  t.test('leaves out attachments of owners that the caller may not read', async t => {
    const kibana = await testServer(t, {
      security: {
        roles: { reader: { kibana: [{ spaces: ['*'], feature: { generalCasesV3: ['read'] } }] } },
        users: { elastic: { password: 'elastic', roles: ['superuser'] }, reader: { password: 'reader', roles: ['reader'] } },
      },
      seed: {
        cases: [{ id: 'x', title: 'x', comments: [{ id: 'own', comment: 'a' }, { id: 'other', comment: 'b', owner: 'securitySolution' }] }],
      },
    })
    const answer = await as(kibana, 'reader', {
      method: 'POST',
      url: '/internal/cases/x/attachments/_bulk_get',
      headers: { 'x-elastic-internal-origin': 'Kibana' },
      payload: { ids: ['own', 'other'] },
    })
    t.equal(answer.statusCode, 200)
    const { attachments, errors } = answer.json()
    t.strictSame(attachments.map(({ id }: { id: string }) => id), ['own'])
    t.strictSame(errors, [{
      error: 'Forbidden', message: 'Unauthorized to access attachment with owner: "securitySolution"', status: 403, attachmentId: 'other',
    }])
  })

  const bodies: readonly [body: unknown, status: number, message: string][] = [
    [{ ids: [] }, 400, 'The length of the field ids is too short. Array must be of length >= 1.'],
    [{ ids: Array(101).fill('x') }, 400, 'The length of the field ids is too long. Array must be of length <= 100.'],
    [{ ids: [5] }, 400, 'Invalid value "5" supplied to "ids"'],
    [{}, 400, 'Invalid value "undefined" supplied to "ids"'],
    [{ ids: ['x'] }, 404, 'Saved object [cases/nope] not found'],
  ]
  for (const [sent, expected, message] of bodies) {
    t.test(`answers ${expected}: ${message}`, async t => {
      const { status, body } = await bulkGet(await testServer(t), 'nope', sent)
      t.strictSame([status, body], [expected, errorBody(expected, message)])
    })
  }
})
