import { alert, event } from './attachments.js'
import { testRows, undefineds, unknown, type Client } from './table.js'

const attached = (attachment: object) => async (client: Client) =>
  client.said('POST', `/api/cases/${(await client.make()).id}/comments`, attachment)
const EXTRACTS = { settings: { syncAlerts: true, extractObservables: true } }

const REST = [
  'externalReferenceAttachmentTypeId', 'externalReferenceMetadata', 'externalReferenceId', 'externalReferenceStorage',
  'persistableStateAttachmentTypeId', 'persistableStateAttachmentState',
]

const search = (query: string) => (client: Client) => client.said('GET', `/api/cases/_find?search=1&searchFields=${query}`)

testRows('9.2 to 9.5', [
  ['the number of a case', '9.1.9', '9.2.0', async client => {
    const { id } = await client.make()
    await client.call('POST', '/_mock/clock/advance', { by: '15m' })
    return (await client.call('GET', `/api/cases/${id}`)).body.incremental_id
  }, undefined, 1],
  ['a search for a number',
    '9.1.9', '9.2.0', search('incremental_id.text'), 'Invalid value "incremental_id.text" supplied to "searchFields"', 200],
  ['extractObservables', '9.1.9', '9.2.0', client => client.created(EXTRACTS).then(unknown), 'unknown key', 200],
  ['extractObservables that is not a boolean', '9.1.9', '9.2.0', client => client.created({
    settings: { syncAlerts: true, extractObservables: 1 },
  }).then(unknown),
  'unknown key', 'Invalid value "1" supplied to "settings,extractObservables"'],
  ['settings of a new case',
    '9.1.9', '9.2.0', async client => (await client.make()).settings, { syncAlerts: true },
    { syncAlerts: true, extractObservables: false }],
  ['settings of a read case',
    '9.1.9', '9.2.0', async client => (await client.call('GET', `/api/cases/${(await client.make()).id}`)).body.settings,
    { syncAlerts: true }, { syncAlerts: true, extractObservables: false }],
  // From 9.2 on the stored settings are complete, and the sent ones are compared as they are (services/cases/transform.ts)
  ['a PATCH with the same settings', '9.1.9', '9.2.0', client => client.patched({ settings: { syncAlerts: true } }).then(unknown),
    'All update fields are identical to current version.', 200],
  ['a PATCH with the same complete settings', '9.1.9', '9.2.0', client => client.patched({
    settings: { syncAlerts: true, extractObservables: false },
  }).then(unknown), 'unknown key', 'All update fields are identical to current version.'],
  ['a PATCH that turns extraction on', '9.1.9', '9.2.0', client => client.patched(EXTRACTS).then(unknown), 'unknown key', 200],
  ['a PATCH of settings without extractObservables turns it off', '9.1.9', '9.2.0', async client => {
    return (await client.patch(await client.make(client.version === '9.2.0' ? EXTRACTS : {}), { settings: { syncAlerts: false } })).settings
  }, { syncAlerts: false }, { syncAlerts: false, extractObservables: false }],
  ['the activity of settings', '9.1.9', '9.2.0', async client => {
    const { id } = await client.patch(await client.make(), { settings: { syncAlerts: false } })
    return (await client.call('GET', `/api/cases/${id}/user_actions/_find?types=settings`)).body.userActions[0].payload
  }, { settings: { syncAlerts: false } }, { settings: { syncAlerts: false } }],
  ['the activity of the same settings', '9.1.9', '9.2.0', async client => {
    const made = await client.make()
    await client.patch(made, { settings: { syncAlerts: true } })
    return (await client.call('GET', `/api/cases/${made.id}/user_actions/_find?types=settings`)).body.userActions[0]?.payload
  }, undefined, { settings: {} }],
  ['the activity of settings that leave out extractObservables', '9.1.9', '9.2.0', async client => {
    const { id } = await client.patch(await client.make(client.version === '9.2.0' ? EXTRACTS : {}), { settings: { syncAlerts: false } })
    return (await client.call('GET', `/api/cases/${id}/user_actions/_find?types=settings`)).body.userActions[0].payload
  }, { settings: { syncAlerts: false } }, { settings: { syncAlerts: false } }],
  ['the activity of extraction', '9.1.9', '9.2.0', async client => {
    const made = await client.make()
    await client.patch(made, EXTRACTS)
    return (await client.call('GET', `/api/cases/${made.id}/user_actions/_find?types=settings`)).body.userActions[0]?.payload
  }, undefined, { settings: { extractObservables: true } }],
  ['the number of alerts that an update closes', '9.3.9', '9.4.0', async client => {
    await client.call('POST', '/_mock/alerts', { id: 'a', index: 'i' })
    const { id } = await client.make()
    const { version } = await client.attach(id, alert('a'))
    const { updateSummary } = await client.patch({ id, version }, { status: 'closed' })
    return [updateSummary, (await client.call('GET', `/api/cases/${id}/user_actions/_find?types=status`)).body.userActions[0].payload]
  }, [undefined, { status: 'closed' }], [{ syncedAlertCount: 1 }, { status: 'closed', syncedAlertCount: 1 }]],
  ['totalEvents', '9.1.9', '9.2.0', async client => (await client.make()).totalEvents, undefined, 0],
  ['total_observables', '9.2.9', '9.3.0', async client => (await client.make()).total_observables, undefined, 0],
  ['the order of an answer', '9.2.9', '9.3.0', async client => Object.keys(await client.make()).slice(-8),
    ['updated_by', 'external_service', 'id', 'version', 'totalComment', 'totalAlerts', 'totalEvents', 'comments'],
    ['total_observables', 'external_service', 'id', 'version', 'totalComment', 'totalAlerts', 'totalEvents', 'comments']],
  ['an event', '9.1.9', '9.2.0', client => attached(event('e', 'i'))(client).then(said => said === 200), false, true],
  ['an empty attachment', '9.1.9', '9.2.0', attached({}), undefineds(
    'comment', 'type', 'owner', 'alertId', 'index', 'rule', 'actions', ...REST,
  ),
  undefineds('comment', 'type', 'owner', 'eventId', 'index', 'alertId', 'rule', 'actions', ...REST)],
  ['an alert without a rule', '9.1.9', '9.2.0', attached({ type: 'alert', alertId: 'a', index: 'i', owner: 'securitySolution' }),
    ['Invalid value "undefined" supplied to "comment"',
      'Invalid value "alert" supplied to "type"', undefineds('rule', 'actions', ...REST)].join(','),
    ['Invalid value "undefined" supplied to "comment"',
      'Invalid value "alert" supplied to "type"', undefineds('eventId', 'rule', 'actions', ...REST)].join(',')],
  ['an event is kept as lists and counted', '9.1.9', '9.2.0', async client => {
    const body = await client.attach((await client.make()).id, event(['e', 'f']))
    return body.comments && [body.comments[0].eventId, body.comments[0].index, body.totalEvents, body.totalAlerts]
  }, undefined, [['e', 'f'], ['e', 'f'], 2, 0]],
  ['an event attachment with a known event is dropped', '9.1.9', '9.2.0', async client => {
    const { id } = await client.make()
    await client.attach(id, event('e'))
    return (await client.attach(id, event(['f', 'e']))).comments?.length
  }, undefined, 1],
  ['events and indices of different numbers', '9.1.9', '9.2.0', client =>
    attached(event(['e', 'f'], ['i']))(client).then(said => String(said).split(',I')[0]),
  undefineds('comment'), 'Received an event comment with ids and indices arrays of different lengths ids: ["e","f"] indices: ["i"]'],
  ['an event on a closed case', '9.1.9', '9.2.0', async client => {
    const { id } = await client.patch(await client.make(), { status: 'closed' })
    return String(await client.said('POST', `/api/cases/${id}/comments`, event('e'))).slice(0, 24)
  }, 'Invalid value "undefined', 'Event cannot be attached'],
  ['an event in the unified form, on a closed case', '9.5.3', '9.5.4', async client => {
    const { id } = await client.patch(await client.make(), { status: 'closed' })
    return String(await client.said('POST', `/api/cases/${id}/comments`, {
      type: 'security.event', attachmentId: 'e', owner: 'securitySolution', metadata: { index: 'i' },
    })).split(',')[1]
  }, 'Invalid value "security.event" supplied to "type"', 'Invalid value "security.event" supplied to "type"'],
  ['totals of a case with an alert', '9.1.9', '9.2.0', async client => {
    await client.attach((await client.make()).id, alert('a'))
    return (await client.call('GET', '/api/cases/alerts/a')).body[0].totals
  }, { alerts: 1, userComments: 0 }, { alerts: 1, userComments: 0, events: 0 }],
  ['the observables of an attached alert', '9.4.3', '9.4.4', async client => {
    await client.call('POST', '/_mock/alerts', { id: 'a', index: 'i', source: { 'source.ip': '10.0.0.1', 'host.name': 'web-1' } })
    const { id } = await client.make(EXTRACTS)
    await client.attach(id, alert('a'))
    return (await client.call('GET', `/api/cases/${id}`)).body.observables.map(({ typeKey, value }: Record<string, string>) => [
      typeKey, value,
    ])
  }, [], [['observable-type-ipv4', '10.0.0.1'], ['observable-type-hostname', 'web-1']]],
  ['the observables of an attached event', '9.4.3', '9.4.4', async client => {
    await client.call('POST', '/_mock/alerts', { id: 'e', index: 'i', source: { 'source.ip': '10.0.0.2' } })
    const { id } = await client.make(EXTRACTS)
    await client.attach(id, event('e', 'i'))
    return (await client.call('GET', `/api/cases/${id}`)).body.total_observables
  }, 0, 1],
  ['the activity of observables', '9.1.9', '9.2.0', async client => {
    const { id } = await client.make()
    const add = await client.call('POST', `/internal/cases/${id}/observables`, {
      observable: { typeKey: 'observable-type-ipv4', value: '127.0.0.1', description: null },
    })
    const [{ id: observable }] = add.body.observables
    await client.call('PATCH', `/internal/cases/${id}/observables/${observable}`, { observable: { value: '127.0.0.2', description: null } })
    await client.call('DELETE', `/internal/cases/${id}/observables/${observable}`)
    const { body } = await client.call('GET', `/api/cases/${id}/user_actions/_find`)
    return body.userActions.slice(1).map(({ type, action, payload }: { type: string, action: string, payload: object }) => [
      type, action, payload,
    ])
  }, [], ['add', 'update', 'delete'].map(actionType => ['observables', 'create', { observables: { count: 1, actionType } }])],
  ['names of assignees', '9.5.0', '9.5.1', async client => (await client.make({ assignees: [{ uid: 'u' }] })).assignees,
    [{ uid: 'u' }], [{ uid: 'u', username: null, full_name: null, email: null }]],
  ['the activity of assignees', '9.5.0', '9.5.1', async client => {
    const { id } = await client.patch(await client.make(), { assignees: [{ uid: 'u' }] })
    return (await client.call('GET', `/api/cases/${id}/user_actions/_find?types=assignees`)).body.userActions[0].payload
  }, { assignees: [{ uid: 'u' }] }, { assignees: [{ uid: 'u' }] }],
  ['the same assignees again', '9.5.0', '9.5.1', async client => {
    const { id, version } = await client.make({ assignees: [{ uid: 'u' }] })
    return client.said('PATCH', '/api/cases', { cases: [{ id, version, assignees: [{ uid: 'u' }] }] })
  }, 'All update fields are identical to current version.', 'All update fields are identical to current version.'],
])
