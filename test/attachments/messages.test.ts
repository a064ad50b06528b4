import t, { type Test } from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import {
  action, alerts, externalDocument, externalSavedObject, fileReference, persistableState, userComment,
} from '../helpers/attachments.js'
import { call, createCase, errorBody, getCase, undefinedAt } from '../helpers/cases.js'

const ALERT = undefinedAt('alertId', 'index', 'rule')
const EXTERNAL_AND_STATE = undefinedAt(
  'externalReferenceAttachmentTypeId',
  'externalReferenceMetadata',
  'externalReferenceId',
  'externalReferenceStorage',
  'persistableStateAttachmentTypeId',
  'persistableStateAttachmentState')
const TAIL = `${undefinedAt('actions')},${EXTERNAL_AND_STATE}`
const EMPTY = `${undefinedAt('comment', 'type', 'owner')},${ALERT},${TAIL}`
const without = (attachment: object, key: string) => Object.fromEntries(Object.entries(attachment).filter(([name]) => name !== key))

type Row = readonly [name: string, body: unknown, message: string]

// All six members of the union fail in turn, and all their messages are printed: `type` does not discriminate between them, since
// two share `externalReference`. Generated with io-ts 2.0.5; Kibana's own tests compare only the first message.
const BODIES: readonly Row[] = [
  ['an empty object', {}, EMPTY],
  ['another key', { bad: 'comment' }, EMPTY],
  ['only the type', { type: 'user' }, `${undefinedAt('comment', 'owner')},Invalid value "user" supplied to "type",${ALERT},${TAIL}`],
  ['an empty comment',
    { ...userComment, comment: '' },
    `The comment field cannot be an empty string.,Invalid value "user" supplied to "type",${ALERT},${TAIL}`],
  ['a blank comment',
    { ...userComment, comment: '  ' },
    `The comment field cannot be an empty string.,Invalid value "user" supplied to "type",${ALERT},${TAIL}`],
  ['a comment of 30,001 characters',
    { ...userComment, comment: 'x'.repeat(30_001) },
    `The length of the comment is too long. The maximum length is 30000.,Invalid value "user" supplied to "type",${ALERT},${TAIL}`],
  ['a missing owner', { type: 'user', comment: 'hi' }, `${undefinedAt('owner')},Invalid value "user" supplied to "type",${ALERT},${TAIL}`],
  ['a missing type', { comment: 'hi', owner: 'cases' }, `${undefinedAt('type')},${ALERT},${TAIL}`],
  ['an unknown type', { type: 'foo', comment: 'hi', owner: 'cases' }, `Invalid value "foo" supplied to "type",${ALERT},${TAIL}`],
  ['a user comment with an alert', { ...userComment, alertId: 'a' }, 'invalid keys "alertId"'],
  ['a user comment with an unknown list', { ...userComment, b: [1, { c: 2 }], d: 'x' }, 'invalid keys "b,[1,{"c":2}],d"'],
  ['an alert with a comment', { ...alerts, comment: 'a' }, 'invalid keys "comment"'],
  ['a rule with another key', { ...alerts, rule: { ...alerts.rule, extra: 1 } }, 'invalid keys "extra"'],
  ['an action with other keys',
    { ...action, actions: { ...action.actions, targets: [{ hostname: 'h', endpointId: 'e', os: { name: 'x' } }] } },
    'invalid keys "os,{"name":"x"}"'],
  ['an alert without ids',
    without(alerts, 'alertId'), `${undefinedAt('comment')},Invalid value "alert" supplied to "type",${undefinedAt('alertId')},${TAIL}`],
  ['an alert without a rule',
    without(alerts, 'rule'), `${undefinedAt('comment')},Invalid value "alert" supplied to "type",${undefinedAt('rule')},${TAIL}`],
  ['an alert whose rule has no name',
    { ...alerts, rule: { id: null } },
    `${undefinedAt('comment')},Invalid value "alert" supplied to "type",${undefinedAt('rule,name')},${TAIL}`],
  [
    'saved object storage without its type',
    { ...externalSavedObject, externalReferenceStorage: { type: 'savedObject' } },
    `${undefinedAt('comment')},Invalid value "externalReference" supplied to "type",${ALERT},${undefinedAt('actions')},Invalid value ` +
      '"savedObject" supplied to "externalReferenceStorage,type",' +
      undefinedAt('externalReferenceStorage,soType', 'persistableStateAttachmentTypeId', 'persistableStateAttachmentState'),
  ],
  ['a document storage with a type',
    { ...externalDocument, externalReferenceStorage: { type: 'elasticSearchDoc', soType: 'x' } }, 'invalid keys "soType"'],
  [
    'a state that is not an object',
    { ...persistableState, persistableStateAttachmentState: [] },
    `${undefinedAt('comment')},Invalid value "persistableState" supplied to "type",${ALERT},` +
      `${undefinedAt(
        'actions', 'externalReferenceAttachmentTypeId', 'externalReferenceMetadata', 'externalReferenceId', 'externalReferenceStorage',
      )},Invalid value "[]" supplied to "persistableStateAttachmentState"`,
  ],
]

/** Checks that a case has not changed since it was created. */
async function ensureUnchanged (t: Test, kibana: RunningServer, { comments, ...created }: { id: string, comments: unknown }) {
  t.strictSame(await getCase(kibana, created.id), created)
}

t.test('POST /api/cases/{case_id}/comments', async t => {
  const kibana = await testServer(t)
  const created = await createCase(kibana)
  for (const [name, body, message] of BODIES) {
    t.test(`refuses ${name}`, async t => {
      const { status, body: answer } = await call(kibana, 'POST', `/api/cases/${created.id}/comments`, body)
      t.equal(status, 400)
      t.strictSame(answer, errorBody(400, message))
      await ensureUnchanged(t, kibana, created)
    })
  }

  t.test('rejects a missing body, naming the union as io-ts does', async t => {
    const { status, body } = await call(kibana, 'POST', `/api/cases/${created.id}/comments`)
    t.equal(status, 400)
    t.match(
      body.message,
      /^Invalid value "null" supplied to "\(\{\| comment: LimitedString, type: "user", owner: string \|\} \| \{\| type: "alert"/,
    )
  })

  t.test('accepts a comment of 30,000 characters with spaces around them', async t => {
    const comment = ` ${'x'.repeat(30_000)} `
    const { status, body } = await call(kibana, 'POST', `/api/cases/${(await createCase(kibana)).id}/comments`, { ...userComment, comment })
    t.equal(status, 200)
    t.equal(body.comments[0].comment, comment)
  })
})

t.test('POST /api/cases/{case_id}/comments: combinations', async t => {
  const kibana = await testServer(t)
  const created = await createCase(kibana)
  const file = fileReference.externalReferenceMetadata.files[0]
  const withMetadata = (externalReferenceMetadata: unknown) => ({ ...fileReference, externalReferenceMetadata })
  const lengths = (ids: string, indices: string) =>
    `Received an alert comment with ids and indices arrays of different lengths ids: ${ids} indices: ${indices}`
  const cases: readonly Row[] = [
    ['more indices than alerts', { ...alerts, alertId: '1', index: ['index1', 'index2'] }, lengths('["1"]', '["index1","index2"]')],
    ['more alerts than indices', { ...alerts, alertId: ['1', '2'], index: 'index1' }, lengths('["1","2"]', '["index1"]')],
    ['alerts without indices', { ...alerts, alertId: ['1'], index: [] }, lengths('["1"]', '[]')],
    ['a file without metadata',
      withMetadata(null),
      'Invalid value "null" supplied to "{| files: Array<{| name: string, extension: string, mimeType: string, created: string |}> |}"'],
    ['a file with empty metadata', withMetadata({}), undefinedAt('files')],
    ['a file without its properties',
      withMetadata({ files: [{ name: 'n' }] }), undefinedAt('files,extension', 'files,mimeType', 'files,created')],
    ['a file with another property', withMetadata({ files: [{ ...file, x: 1 }] }), 'invalid keys "x"'],
    ['two files', withMetadata({ files: [file, file] }), 'Only a single file can be stored in an attachment'],
    ['an external reference of an unknown type',
      { ...externalDocument, externalReferenceAttachmentTypeId: 'nope' }, 'Attachment type nope is not registered.'],
    ['a state of an unknown type',
      { ...persistableState, persistableStateAttachmentTypeId: '__proto__' }, 'Attachment type __proto__ is not registered.'],
  ]
  for (const [name, body, message] of cases) {
    t.test(`refuses ${name}`, async t => {
      const { status, body: answer } = await call(kibana, 'POST', `/api/cases/${created.id}/comments`, body)
      t.equal(status, 400)
      t.strictSame(answer, errorBody(400, message))
      await ensureUnchanged(t, kibana, created)
    })
  }

  t.test('accepts a .files reference to an unknown file', async t => {
    const { status } = await call(kibana, 'POST', `/api/cases/${created.id}/comments`, withMetadata({ files: [] }))
    t.equal(status, 200)
  })

  // Registered by the default plugins: Kibana's tests trial/attachments_framework/registered_persistable_state_trial.ts and
  // external_references.ts list the ids of a whole server (there with `.test` of the tests' own plugin)
  for (const id of ['.files', 'endpoint', 'indicator', 'osquery']) {
    t.test(`knows the external reference type ${id}`, async t => {
      const body = id === '.files' ? fileReference : { ...externalDocument, externalReferenceAttachmentTypeId: id }
      t.equal((await call(kibana, 'POST', `/api/cases/${created.id}/comments`, body)).status, 200)
    })
  }
  for (const id of [
    '.lens', 'aiopsChangePointChart', 'aiopsLogRateAnalysisEmbeddable', 'aiopsPatternAnalysisEmbeddable', 'ml_anomaly_charts',
    'ml_anomaly_swimlane', 'ml_single_metric_viewer',
  ]) {
    t.test(`knows the persistable state type ${id}`, async t => {
      t.equal((await call(kibana, 'POST', `/api/cases/${created.id}/comments`, {
        ...persistableState, persistableStateAttachmentTypeId: id,
      })).status, 200)
    })
  }
})

t.test('a comment with very many errors is refused', async t => {
  const kibana = await testServer(t)
  const body = { ...alerts, alertId: Array.from({ length: 150_000 }, () => 1) }
  const { status } = await call(kibana, 'POST', '/api/cases/x/comments', body)
  t.equal(status, 400)
})

t.test('PATCH /api/cases/{case_id}/comments', async t => {
  const kibana = await testServer(t)
  const { id } = await createCase(kibana)
  const cases: readonly Row[] = [
    ['a whole comment without id and version', userComment, undefinedAt('id', 'version')],
    ['another key', { ...userComment, id: 'x', version: 'y', foo: true }, 'invalid keys "foo"'],
    ...BODIES.filter(([, , message]) => !message.startsWith('invalid keys')).map(([name, body, message]) => [
      name, body, `${message},${undefinedAt('id', 'version')}`,
    ] as const),
    ...BODIES.map(([name, body, message]) => [
      `${name}, with id and version`, { ...body as object, id: 'x', version: 'y' }, message,
    ] as const),
  ]
  for (const [name, body, message] of cases) {
    t.test(`refuses ${name}`, async t => {
      const { status, body: answer } = await call(kibana, 'PATCH', `/api/cases/${id}/comments`, body)
      t.equal(status, 400)
      t.strictSame(answer, errorBody(400, message))
    })
  }

  t.test('refuses a missing body', async t => {
    const { status, body } = await call(kibana, 'PATCH', `/api/cases/${id}/comments`)
    t.equal(status, 400)
    t.match(body.message, /^Invalid value "null" supplied to "\(\(\{\| comment: .* & \{\| id: string, version: string \|\}\)"$/)
  })
})
