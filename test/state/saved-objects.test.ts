import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { files } from '../helpers/files.js'

t.test('a saved-objects export is a seed', async t => {
  const stamps = { created_at: '2025-01-01T00:00:00.000Z', created_by: { username: 'ann', full_name: null, email: null } }
  const reference = (name: string, type: string, id: string) => ({ name, type, id })
  const ofCase = [reference('associated-cases', 'cases', 'c1')]
  const push = {
    connector_name: 'Jira',
    external_id: '1',
    external_title: 'J-1',
    external_url: 'https://jira/J-1',
    pushed_at: '2025-01-02T00:00:00.000Z',
    pushed_by: stamps.created_by,
  }
  const lines = [
    {
      id: 'j',
      type: 'action',
      attributes: {
        name: 'Jira',
        actionTypeId: '.jira',
        config: { apiUrl: 'https://jira', projectKey: 'J' },
        isMissingSecrets: true,
        secrets: 'xxxx',
      },
      references: [],
    },
    {
      id: 'c1',
      type: 'cases',
      attributes: {
        title: 'one',
        description: 'd',
        tags: ['t'],
        owner: 'cases',
        status: 10,
        severity: 20,
        settings: { syncAlerts: true },
        total_alerts: 0,
        total_comments: 1,
        ...stamps,
        connector: {
          name: 'Jira',
          type: '.jira',
          fields: [
            { key: 'issueType', value: '10001' }, { key: 'priority', value: null }, { key: 'parent', value: null },
          ],
        },
        external_service: push,
      },
      references: [reference('connectorId', 'action', 'j'), reference('pushConnectorId', 'action', 'j')],
    },
    {
      id: 'c2',
      type: 'cases',
      attributes: {
        title: 'two',
        description: 'd',
        owner: 'cases',
        status: 20,
        connector: { name: 'none', type: '.none', fields: [] },
        external_service: null,
        ...stamps,
      },
    },
    { id: 'm1', type: 'cases-comments', attributes: { type: 'user', comment: 'hi', owner: 'cases', ...stamps }, references: ofCase },
    {
      id: 'm2',
      type: 'cases-comments',
      attributes: {
        type: 'externalReference',
        externalReferenceAttachmentTypeId: '.files',
        externalReferenceStorage: { type: 'savedObject', soType: 'file' },
        externalReferenceMetadata: null,
        owner: 'cases',
        ...stamps,
      },
      references: [...ofCase, reference('externalReferenceId', 'file', 'f1')],
    },
    {
      id: 'u1',
      type: 'cases-user-actions',
      attributes: {
        type: 'connector',
        action: 'update',
        owner: 'cases',
        ...stamps,
        payload: { connector: { name: 'Jira', type: '.jira', fields: null } },
      },
      references: [...ofCase, reference('connectorId', 'action', 'j')],
    },
    {
      id: 'u2',
      type: 'cases-user-actions',
      attributes: { type: 'pushed', action: 'push_to_service', owner: 'cases', ...stamps, payload: { externalService: push } },
      references: [...ofCase, reference('pushConnectorId', 'action', 'j')],
    },
    {
      id: 'u3',
      type: 'cases-user-actions',
      attributes: {
        type: 'connector',
        action: 'update',
        owner: 'cases',
        ...stamps,
        payload: { connector: { name: 'none', type: '.none', fields: null } },
      },
      references: ofCase,
    },
    { exportedCount: 7, missingRefCount: 0 },
  ]
  const file = files(t, { 'export.ndjson': lines.map(line => `${JSON.stringify(line)}\n`).join('') })
  const kibana = await testServer(t, { seed: file('export.ndjson') })
  t.match((await call(kibana, 'GET', '/api/cases/c1')).body, {
    title: 'one',
    status: 'in-progress',
    severity: 'high',
    totalComment: 1,
    connector: { id: 'j', name: 'Jira', type: '.jira', fields: { issueType: '10001', priority: null, parent: null } },
    external_service: {
      connector_id: 'j', external_title: 'J-1',
    },
  })
  t.match((await call(kibana, 'GET', '/api/cases/c2')).body, { status: 'closed', connector: { id: 'none', fields: null } })
  t.match((await call(kibana, 'GET', '/api/cases/c1/comments/m2')).body, { externalReferenceId: 'f1' })
  const { userActions } = (await call(kibana, 'GET', '/api/cases/c1/user_actions/_find')).body
  t.match(userActions, [{ payload: { connector: { id: 'j' } } }, { payload: { externalService: { connector_id: 'j' } } }, {
    payload: { connector: { id: 'none' } },
  }])
})

t.test('an export may leave out what Kibana fills in, and begin with a byte order mark', async t => {
  const line = JSON.stringify({ id: 'a', type: 'cases', attributes: { title: 'x', owner: 'cases' } })
  const kibana = await testServer(t, { seed: files(t, { 'export.ndjson': `\uFEFF${line}\r\n` })('export.ndjson') })
  t.match(kibana.exportState().cases, [{ id: 'a', title: 'x', connector: { id: 'none' }, external_service: null }])
})

t.test('an export may contain other types, even one named after a property of every object', async t => {
  const types = ['cases', 'tag', 'constructor', '__proto__']
  const lines = types.map(type => JSON.stringify({ id: type, type, attributes: { title: type, owner: 'cases' } }))
  const kibana = await testServer(t, { seed: files(t, { 'export.ndjson': lines.join('\n') })('export.ndjson') })
  t.match(kibana.exportState().cases, [{ id: 'cases' }])
})
