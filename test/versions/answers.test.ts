import { alert, COMMENT } from './attachments.js'
import { NEW_CASE, testRows, undefineds, type Client, type Row } from './table.js'

const CORE = [
  'closed_at', 'closed_by', 'comments', 'connector', 'created_at', 'created_by', 'description', 'external_service', 'id', 'owner',
  'settings', 'status',
  'tags', 'title', 'totalAlerts', 'totalComment', 'updated_at', 'updated_by', 'version',
]
const sorted = (...keys: readonly string[]) => [...CORE, ...keys].sort()
const KEYS = {
  '8.0.1': sorted('type'),
  '8.1.0': sorted(),
  '8.3.0': sorted('duration', 'severity'),
  '8.5.0': sorted('duration', 'severity', 'assignees'),
  '8.9.0': sorted('duration', 'severity', 'assignees', 'category'),
  '8.11.0': sorted('duration', 'severity', 'assignees', 'category', 'customFields'),
  '8.18.0': sorted('duration', 'severity', 'assignees', 'category', 'customFields', 'observables'),
  '9.2.0': sorted('duration', 'severity', 'assignees', 'category', 'customFields', 'observables', 'totalEvents'),
  '9.3.0': sorted('duration', 'severity', 'assignees', 'category', 'customFields', 'observables', 'totalEvents', 'total_observables'),
} as const

const keysOf = (body: object) => Object.keys(body).sort()
type See = (client: Client) => Promise<object>

/** The answers that hold a case, by route. */
const CASES: readonly (readonly [route: string, see: See])[] = [
  ['POST /api/cases', client => client.make()],
  ['PATCH /api/cases', async client => client.patch(await client.make(), { title: 'new' })],
  ['GET /api/cases/_find', async client => {
    await client.make()
    return (await client.call('GET', '/api/cases/_find')).body.cases[0]
  }],
  ['GET /api/cases/{case_id}',
    async client => ({ comments: [], ...(await client.call('GET', `/api/cases/${(await client.make()).id}`)).body })],
  ['GET /api/cases/{case_id}/resolve',
    async client => (await client.call('GET', `/api/cases/${(await client.make()).id}/resolve`)).body.case],
  ['POST /api/cases/{case_id}/comments', async client => client.attach((await client.make()).id)],
  ['PATCH /api/cases/{case_id}/comments', async client => {
    const { id, comments: [{ id: commentId, version }] } = await client.attach((await client.make()).id)
    return (await client.call('PATCH', `/api/cases/${id}/comments`, { ...COMMENT, comment: 'ho', id: commentId, version })).body
  }],
]

const CUTS: readonly (readonly [before: string, from: string, old: keyof typeof KEYS, now: keyof typeof KEYS])[] = [
  ['8.0.1', '8.1.0', '8.0.1', '8.1.0'], ['8.2.3', '8.3.0', '8.1.0', '8.3.0'], ['8.4.3', '8.5.0', '8.3.0', '8.5.0'],
  ['8.8.2', '8.9.0', '8.5.0', '8.9.0'],
  ['8.10.4', '8.11.0', '8.9.0', '8.11.0'], ['8.17.9', '8.18.0', '8.11.0', '8.18.0'], ['8.17.9', '9.0.0', '8.11.0', '8.18.0'],
  ['9.1.9', '9.2.0', '8.18.0', '9.2.0'], ['9.2.9', '9.3.0', '9.2.0', '9.3.0'],
  // Numbers, templates and extended fields are absent until a case has them
  ['9.3.9', '9.4.0', '9.3.0', '9.3.0'], ['9.4.9', '9.5.0', '9.3.0', '9.3.0'],
]

testRows('keys of a case by version', CUTS.flatMap(([before, from, old, now]) => CASES.map(([route, see]): Row =>
  [route, before, from, async client => keysOf(await see(client)), KEYS[old], KEYS[now]])))

async function withAttachments (client: Client): Promise<string> {
  const { id } = await client.make()
  await client.attach(id)
  await client.attach(id, alert('a', 'b'))
  return id
}
const totals = ({ totalComment, totalAlerts }: { totalComment: number, totalAlerts: number }) => [totalComment, totalAlerts]

testRows('totals by version', [
  ['PATCH /api/cases', '8.11.4', '8.12.0', async client => {
    const id = await withAttachments(client)
    return totals(await client.patch((await client.call('GET', `/api/cases/${id}`)).body, { title: 'new' }))
  }, [0, 0], [1, 2]],
  ['GET /api/cases/{case_id}',
    '8.8.2', '8.9.0', async client => totals((await client.call('GET', `/api/cases/${await withAttachments(client)}`)).body), [2, 2],
    [1, 2]],
  ['GET /api/cases/{case_id} without comments', '8.19.0', '9.0.0', async client =>
    (await client.call(
      'GET', `/api/cases/${await withAttachments(client)}${client.version < '9' ? '?includeComments=false' : ''}`,
    )).body.totalComment, 0, 1],
  ['_find', '8.1.3', '8.2.0', async client => {
    await withAttachments(client)
    return totals((await client.call('GET', '/api/cases/_find')).body.cases[0])
  }, [2, 2], [1, 2]],
  ['resolve',
    '8.8.2', '8.9.0', async client => totals((await client.call('GET', `/api/cases/${await withAttachments(client)}/resolve`)).body.case),
    [2, 2], [2, 2]],
  ['resolve without comments', '8.19.9', '9.0.0', async client =>
    totals((await client.call(
      'GET', `/api/cases/${await withAttachments(client)}/resolve?includeComments=false`,
    )).body.case), [0, 0], [0, 0]],
  ['repeated alerts in _find', '8.1.3', '8.2.0', async client => {
    await client.attach(await withAttachments(client), alert('a', 'c'))
    return totals((await client.call('GET', '/api/cases/_find')).body.cases[0])
  }, [3, 4], [1, 3]],
  ['repeated alerts in a read case', '8.7.1', '8.8.0', async client => {
    const id = await withAttachments(client)
    await client.attach(id, alert('a', 'c'))
    return totals((await client.call('GET', `/api/cases/${id}`)).body)
  }, [3, 4], [3, 3]],
  ['POST comments counts all attachments', '8.1.0', '9.1.0', async client => {
    const id = await withAttachments(client)
    return totals(await client.attach(id))
  }, [3, 2], [3, 2]],
])

const withStatus = async (client: Client, status: string) => client.patch(await client.make(), { status })
const timings = (body: object) => Object.keys(body).filter(key => /time_to|in_progress/.test(key)).sort()
const TIMINGS = ['time_to_acknowledge', 'time_to_investigate', 'time_to_resolve']

testRows('other answers by version', [
  ['the duration of a closed case', '8.2.3', '8.3.0', async client => (await withStatus(client, 'closed')).duration, undefined, 0],
  ...[['8.18.9', '8.19.0'], ['9.0.9', '9.1.0']].flatMap(([before, from]): Row[] => [
    ['the times of a closed case', before!, from!, async client => timings(await withStatus(client, 'closed')), [], TIMINGS],
    ['the times of a case in progress',
      before!, from!, async client => timings(await withStatus(client, 'in-progress')), [], ['in_progress_at', ...TIMINGS]],
  ]),
  ['a comment',
    '8.0.1', '8.1.0', async client => (await client.attach((await client.make()).id)).comments[0].associationType, 'case', undefined],
  ['a comment that is read', '8.0.1', '8.1.0', async client => {
    const [comment] = (await client.attach((await client.make()).id)).comments
    const { id } = (await client.call('GET', '/api/cases/_find')).body.cases[0]
    return (await client.call('GET', `/api/cases/${id}/comments/${comment.id}`)).body.associationType
  }, 'case', undefined],
  ['a case of an alert', '8.5.3', '8.6.0', async client => {
    await withAttachments(client)
    return Object.keys((await client.call('GET', '/api/cases/alerts/a')).body[0])
  }, ['id', 'title'], ['id', 'title', 'description', 'status', 'createdAt', 'totals']],
  ['texts are trimmed', '8.9.2', '8.10.0', async client => (await client.make({ title: ' a ', tags: [' b '] })).title, ' a ', 'a'],
  // Source: Kibana's pull request 209973, of 9.1, with its backports 210755 and 210768
  ['an empty assignee', '8.17.9', '8.18.0', async client => (await client.make({ assignees: [{ uid: '' }] })).assignees, [{ uid: '' }], []],
  ['an empty assignee', '8.17.9', '9.0.0', async client => (await client.make({ assignees: [{ uid: '' }] })).assignees, [{ uid: '' }], []],
  ['unknown settings',
    '8.8.2', '8.9.0',
    async client => (await client.call('POST', '/api/cases', { ...NEW_CASE, settings: { syncAlerts: true, foo: 1 } })).body.settings,
    { syncAlerts: true, foo: 1 }, undefined],
  ...([
    ['8.2.3', '8.3.0', 'severity'], ['8.4.3', '8.5.0', 'assignees'], ['8.8.2', '8.9.0', 'category'], ['8.10.4', '8.11.0', 'customFields'],
  ] as const)
    .map(([before, from, key]): Row => [`${key} in the activity of a new case`, before, from, async client => {
      const { body } = await client.call('GET', `/api/cases/${(await client.make()).id}/user_actions`)
      return key in body[0].payload
    }, false, true]),
])

const commented = (attachment: object) =>
  async (client: Client) => client.said('POST', `/api/cases/${(await client.make()).id}/comments`, attachment)
const tooManyAlerts = commented(alert(...Array.from({ length: 1001 }, (_, index) => `a${index}`)))
const bulk = (count: number, attachment: object) => async (client: Client) =>
  client.said('POST', `/internal/cases/${(await client.make()).id}/attachments/_bulk_create`, Array(count).fill(attachment))
const read = (count: number) => async (client: Client) =>
  client.said('POST', `/internal/cases/${(await client.make()).id}/attachments/_bulk_get`, { ids: Array.from({ length: count }, String) })
const THREE = ['comment', 'type', 'owner', 'alertId', 'index', 'rule', 'actions']
const SIX = [
  ...THREE, 'externalReferenceAttachmentTypeId', 'externalReferenceMetadata', 'externalReferenceId', 'externalReferenceStorage',
  'persistableStateAttachmentTypeId', 'persistableStateAttachmentState',
]
const without = (key: string, keys: readonly string[]) => keys.filter(other => other !== key)
const foo = (keys: readonly string[]) => [
  undefineds('comment'), 'Invalid value "foo" supplied to "type"',
  undefineds(...without('comment', without('type', without('owner', keys)))),
].join(',')
const external = {
  type: 'externalReference',
  externalReferenceAttachmentTypeId: 'endpoint',
  externalReferenceMetadata: null,
  externalReferenceId: 'x',
  externalReferenceStorage: { type: 'elasticSearchDoc' },
  owner: 'securitySolution',
}

testRows('attachments by version', [
  ['an empty body', '8.3.3', '8.4.0', commented({}), undefineds(...THREE), undefineds(...SIX)],
  ['an unknown type', '8.3.3', '8.4.0', commented({ type: 'foo', owner: 'securitySolution' }), foo(THREE), foo(SIX)],
  ['an external reference', '8.3.3', '8.4.0', client => commented(external)(client).then(said => said === 200 ? 200 : 400), 400, 200],
  ['an external reference of an unknown type', '8.3.3', '8.4.0', client => commented({
    ...external, externalReferenceAttachmentTypeId: 'foo',
  })(client).then(said => String(said).includes('registered')), false, true],
  ['an empty comment',
    '8.9.2', '8.10.0', client => commented({ ...COMMENT, comment: '' })(client).then(said => String(said).split(',')[0]), '200',
    'The comment field cannot be an empty string.'],
  ['a long comment',
    '8.9.2', '8.10.0',
    client => commented({ ...COMMENT, comment: 'x'.repeat(30_001) })(client).then(said => String(said).split(',')[0]), '200',
    'The length of the comment is too long. The maximum length is 30000.'],
  ['101 attachments at once',
    '8.9.2', '8.10.0', bulk(101, COMMENT), 200, 'The length of the field attachments is too long. Array must be of length <= 100.'],
  ['a 101st external reference', '8.9.2', '8.10.0', async client => {
    const { id } = await client.make()
    await client.said('POST', `/internal/cases/${id}/attachments/_bulk_create`, Array(100).fill(external))
    return client.said('POST', `/api/cases/${id}/comments`, external)
  }, 200, 'Case has reached the maximum allowed number (100) of attached persistable state and external reference attachments.'],
  // Sources: PR 152399 of 8.8.0 and its tests; issue 151078, closed by PR 152854 of 8.8.0; PR 161088 of 8.10.0 and attachments/bulk_get.ts
  // before it
  ['101 files', '8.7.1', '8.8.0', bulk(1, {
    ...external,
    externalReferenceStorage: { type: 'savedObject', soType: 'file' },
    externalReferenceMetadata: { files: Array(101).fill({ name: 'a', extension: 'txt', mimeType: 'text/plain', created: 'now' }) },
  }), 200, 'Case has reached the maximum allowed number (100) of attached files.'],
  ['an unknown type in bulk', '8.7.1', '8.8.0', bulk(1, { ...external, externalReferenceAttachmentTypeId: 'foo' }), 200,
    'Attachment type foo is not registered.'],
  ['no ids to read', '8.9.2', '8.10.0', read(0), 200, 'The length of the field ids is too short. Array must be of length >= 1.'],
  ['101 ids to read', '8.9.2', '8.10.0', read(101), 200, 'The length of the field ids is too long. Array must be of length <= 100.'],
  ['10,001 ids to read', '8.7.0', '8.10.0', read(10_001), 'Maximum request limit of 10000 attachments reached',
    'The length of the field ids is too long. Array must be of length <= 100.'],
  ['an alert of a sub case', '8.0.1', '8.1.0', client => commented({
    ...alert('a'), type: 'generated_alert',
  })(client).then(said => String(said).split(',')[0]),
  'Sub case style alert comment cannot be added to an individual case', 'Invalid value "undefined" supplied to "comment"'],
  ['the type of alerts of a sub case', '8.1.0', '9.1.0', client => commented({
    ...alert('a'), type: 'generated_alert',
  })(client).then(said => String(said).split(',').includes('Invalid value "generated_alert" supplied to "type"')), true, true],
  ['an alert that the case already has', '8.7.1', '8.8.0', async client => {
    const id = await withAttachments(client)
    return (await client.attach(id, alert('a'))).comments.length
  }, 3, 2],
  ['an alert id that is a string',
    '8.7.1', '8.8.0',
    async client => (await client.attach((await client.make()).id, { ...alert('a'), alertId: 'a', index: 'i' })).comments[0].alertId, 'a',
    ['a']],
  ['1,001 alerts',
    '8.2.3', '8.3.0', tooManyAlerts, 200,
    'Case has already reach the maximum allowed number (1000) of attached alerts on a case'],
  // Source: Kibana's cases/server/common/models/case_with_comments.ts of 8.3 or 8.4, and as built in 8.6
  ['the text for 1,001 alerts',
    '8.4.3', '8.5.0', tooManyAlerts,
    'Case has already reach the maximum allowed number (1000) of attached alerts on a case',
    'Case has reached the maximum allowed number (1000) of attached alerts.'],
  ...[
    ['8.18.9', '8.19.0', 'one'], ['9.0.9', '9.1.0', 'one'], ['8.18.9', '8.19.0', 'all'], ['9.0.9', '9.1.0', 'all'],
  ].map(([before, from, which]): Row => [`deleting ${which} of the attachments touches the case`, before!, from!, async client => {
    const id = await withAttachments(client)
    const read = async () => (await client.call('GET', `/api/cases/${id}`)).body
    const { version, totalComment } = await read()
    const [{ id: commentId }] = (await client.call('GET', `/api/cases/${id}/comments/_find`)).body.comments
    await client.call('DELETE', `/api/cases/${id}/comments${which === 'all' ? '' : `/${commentId}`}`)
    const after = await read()
    return [after.version === version, totalComment - after.totalComment]
  }, [true, 1], [false, 1]]),
])
