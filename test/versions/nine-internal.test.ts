import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'
import { alert, COMMENT, event } from './attachments.js'
import { testRows, type Client, type Row } from './table.js'

/** Creates a case, gives it a new title and two comments, changes one comment and deletes the other. */
const commented = async (client: Client) => {
  const { id } = await client.patch(await client.make(), { title: 'other' })
  const [first, second] = [await client.attach(id), await client.attach(id)].map(({ comments }) => comments.at(-1))
  await client.call('PATCH', `/api/cases/${id}/comments`, { ...COMMENT, id: first.id, version: first.version, comment: 'changed' })
  await client.call('DELETE', `/api/cases/${id}/comments/${second.id}`)
  return id
}
const stats = (client: Client) =>
  commented(client).then(async id => (await client.call('GET', `/internal/cases/${id}/user_actions/_stats`)).body)
const STATS_91 = { total: 6, total_comments: 4, total_other_actions: 2 }
const STATS_92 = { ...STATS_91, total_deletions: 1, total_comment_deletions: 1, total_other_action_deletions: 0 }
const observables = (...values: string[]) => async (client: Client) => {
  const { id } = await client.make()
  const { status, body } = await client.call('POST', `/internal/cases/${id}/observables/_bulk_create`, {
    observables: values.map(value => ({ typeKey: 'observable-type-ipv4', value })),
  })
  if (status !== 200) return body.message
  const activity = (await client.call('GET', `/api/cases/${id}/user_actions/_find?types=observables`)).body.userActions
  return [
    body.observables.map(({ value, description }: Record<string, unknown>) => [value, description]),
    activity.map(({ payload }: { payload: object }) => payload),
  ]
}
const withEvents = async (client: Client) => {
  const { id } = await client.make()
  await client.attach(id, event(['e', 'f']))
  await client.attach(id, alert('a'))
  return id
}
const containing = (documentIds?: string[]) => async (client: Client) => {
  const ids = [await client.make().then(made => made.id), await withEvents(client), 'nope']
  const { status, body } = await client.call('POST', '/internal/cases/case/attachments/_find_containing_all', { caseIds: ids, documentIds })
  return status === 200 ? body.casesWithAllAttachments.map((id: string) => ids.indexOf(id)) : body.message
}

const added = (type: string, value: string) => async (client: Client) =>
  client.said('POST', `/internal/cases/${(await client.make()).id}/observables`, {
    observable: { typeKey: `observable-type-${type}`, value, description: null },
  })
const NOT_VALID = 'Failed to add observable: Error: Observable value is not valid for selected observable type.'
const notValid = (type: string, value: string) =>
  `Failed to add observable: Error: Observable value "${value}" is not valid for selected observable type observable-type-${type}.`
const labelOf = (type: string, value: string) => async (client: Client) => {
  await added(type, value)(client)
  const { id } = await client.make()
  await client.call('POST', `/internal/cases/${id}/observables`, {
    observable: { typeKey: `observable-type-${type}`, value, description: null },
  })
  return (await client.call('POST', `/internal/cases/${id}/_similar`, {})).body.cases[0]?.similarities.observables[0].typeLabel
}

testRows('internal routes of 9.2 to 9.5', [
  // Source: Kibana's cases/server/client/cases/observables.test.ts, cases/common/observables/validators.test.ts,
  // cases/common/constants/observables.ts, each in several versions
  ['the error for an invalid observable', '9.1.9', '9.2.0', added('ipv4', 'x'), NOT_VALID, notValid('ipv4', 'x')],
  ['spaces in file paths', '9.2.9', '9.3.0', added('file-path', '/my file'), notValid('file-path', '/my file'), 200],
  ...[...'<>"|?*'].map((sign): Row => [
    `${sign} in file paths`, '9.2.9', '9.3.0', added('file-path', `a${sign}`), notValid('file-path', `a${sign}`),
    notValid('file-path', `a${sign}`),
  ]),
  ['spaces in hashes', '9.2.9', '9.3.0', added('file-hash', 'a b'), notValid('file-hash', 'a b'), notValid('file-hash', 'a b')],
  ['the label of host names', '9.1.9', '9.2.0', labelOf('hostname', 'web-1'), 'Hostname', 'Host name'],
  ['the label of agents', '9.2.9', '9.3.0', labelOf('agent-id', 'a'), undefined, 'Agent id'],
  ['counters of deletions', '9.1.9', '9.2.0', stats, STATS_91, STATS_92],
  ['counters of comments', '9.3.9', '9.4.0', stats, STATS_92, { ...STATS_92, total_comment_creations: 2, total_hidden_comment_updates: 1 }],
  ['types=user', '9.3.9', '9.4.0', async client => (await client.call(
    'GET', `/api/cases/${await commented(client)}/user_actions/_find?types=user`,
  )).body.userActions.map(({ action }: { action: string }) => action),
  ['create', 'create', 'update', 'delete'], ['create', 'create']],
  ['several observables', '9.1.9', '9.2.0', observables('127.0.0.1', '127.0.0.2'), 'Not Found',
    [[['127.0.0.1', null], ['127.0.0.2', null]], [{ observables: { count: 2, actionType: 'add' } }]]],
  // cases/server/client/cases/observables.test.ts: "should return the max number of observables"; its values are `ip1` and `ip2`
  ['repeated observables, which are added once',
    '9.1.9', '9.2.0', observables('127.0.0.1', '127.0.0.2', '127.0.0.1'), 'Not Found',
    [[['127.0.0.1', null], ['127.0.0.2', null]], [{ observables: { count: 2, actionType: 'add' } }]]],
  ['51 observables, of which 50 are added', '9.1.9', '9.2.0',
    observables(...Array.from({ length: 51 }, (_, index) => `127.0.0.${index}`)), 'Not Found',
    [Array.from({ length: 50 }, (_, index) => [`127.0.0.${index}`, null]), [{ observables: { count: 50, actionType: 'add' } }]]],
  ['observables with any values', '9.1.9', '9.2.0', observables('ip1'), 'Not Found',
    [[['ip1', null]], [{ observables: { count: 1, actionType: 'add' } }]]],
  ['no observables', '9.1.9', '9.2.0', observables(), 'Not Found', [[], []]],
  ['several observables with unknown types among them', '9.1.9', '9.2.0', async client => {
    const { id } = await client.make()
    const said = await client.said('POST', `/internal/cases/${id}/observables/_bulk_create`, {
      observables: [{ typeKey: 'observable-type-ipv4', value: '127.0.0.1' }, { typeKey: 'x', value: 'y' }, { typeKey: 'z', value: '' }],
    })
    return [said, (await client.call('GET', `/api/cases/${id}`)).body.observables]
  }, ['Not Found', []], ['Failed to add observable: Error: Invalid observable type, key does not exist: x', []]],
  ['cases with all of some documents', '9.1.9', '9.2.0', containing(['a', 'f']), 'Not Found', [1]],
  ['cases with all of some documents, one of them unknown', '9.1.9', '9.2.0', containing(['a', 'z']), 'Not Found', []],
  // Source: Kibana 9.2, cases/server/routes/api/internal/find_cases_containing_all_documents.ts
  ['cases with all of no documents', '9.1.9', '9.2.0', containing([]), 'Not Found', []],
  ['cases with documents that are not named', '9.1.9', '9.2.0', containing(), 'Not Found', []],
  ['documents of cases that are not named', '9.1.9', '9.2.0',
    client => client.said('POST', '/internal/cases/case/attachments/_find_containing_all', { documentIds: ['a'] }),
    'Not Found', '[request body.caseIds]: expected value of type [array] but got [undefined]'],
])

t.test('the full status needs the cluster privilege monitor from 9.5 on', async t => {
  const role = (cluster: string[]) => ({ elasticsearch: { cluster }, kibana: [{ spaces: ['*'], base: ['read'], feature: {} }] })
  for (const [kibanaVersion, user, isFull] of [
    ['9.4.9', 'reader', true], ['9.5.0', 'reader', false], ['9.5.0', 'monitors', true], ['9.5.0', 'elastic', true],
    ['9.5.0', 'editor', false],
  ] as const) {
    const kibana = await testServer(t, {
      kibanaVersion,
      security: {
        roles: { reader: role([]), monitors: role(['monitor']) },
        users: {
          reader: { password: 'x', roles: ['reader'] },
          monitors: { password: 'x', roles: ['monitors'] },
          editor: { password: 'x', roles: ['editor'] },
          elastic: { password: 'x', roles: ['superuser'] },
        },
      },
    })
    const { body } = await call(kibana, 'GET', '/api/status', undefined, { authorization: basic(user, 'x') })
    t.equal('version' in body, isFull, `${user} at ${kibanaVersion}`)
    if (!isFull) t.strictSame(body, { status: { overall: { level: 'available' } } })
  }
})

t.test('an assignee with a profile has the names of its user', async t => {
  const kibana = await testServer(t, {
    kibanaVersion: '9.5.1',
    security: { users: { ann: { password: 'x', roles: ['superuser'], full_name: 'Ann', email: 'ann@example.com', profile_uid: 'u-ann' } } },
    seed: { cases: [{ id: 'a', title: 'x', assignees: [{ uid: 'u-ann' }] }] },
  })
  const { body: { assignees } } = await call(kibana, 'GET', '/api/cases/a', undefined, { authorization: basic('ann', 'x') })
  t.strictSame(assignees, [{ uid: 'u-ann', username: 'ann', full_name: 'Ann', email: 'ann@example.com' }])
  t.strictSame(kibana.exportState().cases?.[0]?.assignees, [{ uid: 'u-ann' }], 'a state has the uid alone')
})
