import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import type { State } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { COMMENT } from './attachments.js'
import { Client, JIRA, NEW_CASE, testRows, type Row } from './table.js'

interface Item {
  action_field: string[]
  action: string
  new_value: string | null
  old_value: string | null
  new_val_connector_id: string | null
  old_val_connector_id: string | null
  comment_id: string | null
}

const LINKED = { id: 'jira-1', name: 'My Jira', type: '.jira', fields: { issueType: '1', priority: null, parent: null } }
const { connector: { id: _, ...NONE }, ...REST } = NEW_CASE

t.test('the activity of 8.0', async t => {
  const kibana = await testServer(t, { kibanaVersion: '8.0.1' })
  const client = new Client(kibana, '', '8.0.1')
  const made = await client.make()
  const { id } = made
  const second = await client.patch(made, { title: 'new' })
  const third = await client.patch(second, { tags: ['a', 'b'] })
  const fourth = await client.patch(third, { connector: LINKED })
  await client.patch(fourth, { settings: { syncAlerts: false }, title: 'newer' })
  const { comments: [{ id: commentId, version: commentVersion }] } = await client.attach(id)
  await client.call('PATCH', `/api/cases/${id}/comments`, { ...COMMENT, comment: 'ho', id: commentId, version: commentVersion })
  await client.call('DELETE', `/api/cases/${id}/comments/${commentId}`)

  const { body } = await client.call('GET', `/api/cases/${id}/user_actions`)
  const { connector, ...jira } = { connector: 'jira-1', name: LINKED.name, type: LINKED.type, fields: LINKED.fields }
  const parsed = (value: string | null) => value?.startsWith('{') ? JSON.parse(value) : value
  t.strictSame(body.map(({
    action_field: fields, action, new_value: now, old_value: old, new_val_connector_id: newId, old_val_connector_id: oldId, comment_id: of,
  }: Item) =>
    [fields.join(), action, parsed(now), parsed(old), newId, oldId, of]), [
    ['description,status,tags,title,connector,settings,owner',
      'create', { type: 'individual', ...REST, connector: NONE }, null, null, null, null],
    ['title', 'update', 'new', NEW_CASE.title, null, null, null],
    ['tags', 'add', 'a, b', null, null, null, null],
    ['tags', 'delete', NEW_CASE.tags.join(', '), null, null, null, null],
    ['connector', 'update', jira, NONE, connector, null, null],
    ['settings', 'update', { syncAlerts: false }, { syncAlerts: true }, null, null, null],
    ['title', 'update', 'newer', 'new', null, null, null],
    ['comment', 'create', COMMENT, null, null, null, commentId],
    ['comment', 'update', { ...COMMENT, comment: 'ho' }, COMMENT, null, null, commentId],
    ['comment', 'delete', null, null, null, null, commentId],
  ])
  t.strictSame(Object.keys(body[0]).sort(), [
    'action', 'action_at', 'action_by', 'action_field', 'action_id', 'case_id', 'comment_id', 'new_val_connector_id', 'new_value',
    'old_val_connector_id',
    'old_value', 'owner',
  ])
})

// Kibana records only the fields that a request of its version can have
t.test('a seeded case has the attachments and the activity of a created one, key by key', async t => {
  const seed: State = {
    cases: [{ ...REST, owner: 'securitySolution', id: 'seeded', comments: [{ id: 'c', type: 'user', comment: COMMENT.comment }] }],
    configurations: [{ owner: 'securitySolution' }],
  }
  for (const kibanaVersion of ['8.0.1', '8.2.0', '8.4.0', '8.8.0', '8.10.0', '8.18.0', '9.5.4']) {
    const kibana = await testServer(t, { kibanaVersion, seed })
    const client = new Client(kibana, '', kibanaVersion)
    const { id } = await client.make()
    const { comments: [{ id: commentId }] } = await client.attach(id)
    const settingsOfOther = { owner: 'observability', closure_type: 'close-by-user', connector: NEW_CASE.connector }
    await client.call('POST', '/api/cases/configure', settingsOfOther)

    const imported = await testServer(t, { kibanaVersion })
    imported.importState(kibana.exportState())
    const listed = async (from: typeof kibana, caseId: string, attachmentId: string) => {
      const { body: attachment } = await new Client(from, '', kibanaVersion).call('GET', `/api/cases/${caseId}/comments/${attachmentId}`)
      const activity = from.exportState().userActions!.filter(({ case_id }) => case_id === caseId)
      const isOwn = (key: string) => ['id', 'version', 'case_id', 'comment_id'].includes(key)
      return JSON.stringify({ attachment, activity }, (key, value: unknown) => isOwn(key) ? undefined : value)
    }
    const created = await listed(kibana, id, commentId)
    t.equal(await listed(kibana, 'seeded', 'c'), created, kibanaVersion)
    t.equal(await listed(imported, id, commentId), created, `${kibanaVersion}, imported`)
    const { body: settings } = await client.call('GET', '/api/cases/configure')
    t.strictSame(Object.keys(settings[0]), Object.keys(settings[1]), `${kibanaVersion}, settings`)
  }
})

// Source: Kibana 8.4 and 8.12, x-pack/test/cases_api_integration/security_and_spaces/tests/common/user_actions/get_all_user_actions.ts
const deletedComment = async (client: Client) => {
  const { id } = await client.make()
  const { comments: [{ id: commentId, version, ...comment }] } = await client.attach(id)
  await client.call('DELETE', `/api/cases/${id}/comments/${commentId}`)
  const { payload } = (await client.call('GET', `/api/cases/${id}/user_actions`)).body.at(-1)
  return isDeepStrictEqual(payload.comment, comment) ? 'the whole comment' : Object.keys(payload.comment)
}

// Source: Kibana 8.12 and later, cases/common/types/api/case/v1.ts (CasePatchRequestRt); io-ts keeps the order of the keys within a part
testRows('activity by version', [
  ['a deleted comment', '8.8.2', '8.9.0', deletedComment, 'the whole comment', ['type', 'comment', 'owner']],
  ['the steps of an update', '8.14.3', '8.15.0', async client => {
    const made = await client.make()
    await client.patch(made, { assignees: [{ uid: 'u' }], status: 'closed', title: 'new', severity: 'high' })
    return (await client.call('GET', `/api/cases/${made.id}/user_actions`)).body.slice(1).map(({ type }: { type: string }) => type)
  }, ['status', 'title', 'severity', 'assignees'], ['title', 'severity', 'status', 'assignees']],
  ['the 10,001st user action', '8.9.2', '8.10.0', async client => {
    const { id, version, owner } = await client.make()
    const step = { case_id: id, owner, type: 'title', action: 'update', payload: { title: 'x' } }
    await client.call('POST', '/_mock/seed', { userActions: Array(9999).fill(step) })
    return String(await client.said('PATCH', '/api/cases', { cases: [{ id, version, title: 'new' }] })).replace(id, 'ID')
  }, '200', 'The case with case id ID has reached the limit of 10000 user actions.'],
  ['a push', '8.0.1', '8.1.0', async client => {
    const { body: { id: connectorId } } = await client.call('POST', '/api/actions/connector', JIRA)
    const { id } = await client.make({ connector: { ...LINKED, id: connectorId } })
    await client.call('POST', `/api/cases/${id}/connector/${connectorId}/_push`, {})
    const step = (await client.call('GET', `/api/cases/${id}/user_actions`)).body.at(-1)
    return [step.action, step.action_field, step.new_val_connector_id === undefined ? undefined : step.new_val_connector_id === connectorId]
  }, ['push-to-service', ['pushed'], true], ['push_to_service', undefined, undefined]],
])

const NEW_TYPES: readonly [type: string, before: string, from: string][] = [
  ['category', '8.8.2', '8.9.0'], ['customFields', '8.10.4', '8.11.0'], ['observables', '9.1.9', '9.2.0'],
]
testRows('newer types of activity', NEW_TYPES.map(([type, before, from]): Row => [
  type, before, from, async client => {
    const { id } = await client.make()
    return await client.said('GET', `/api/cases/${id}/user_actions/_find?types=${type}`) === 200
  }, false, true,
]))
