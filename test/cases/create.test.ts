import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, jiraConnector, newCase, undefinedAt } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'

t.test('POST /api/cases', async t => {
  t.test('answers 200 with the whole case', async t => {
    const kibana = await testServer(t)
    const { status, body, headers } = await call(kibana, 'POST', '/api/cases', newCase)
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    t.match(body.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    t.match(body.version, /^W[A-Za-z0-9+/]+=*$/)
    t.strictSame(body, {
      id: body.id,
      version: body.version,
      ...newCase,
      status: 'open',
      severity: 'low',
      category: null,
      assignees: [],
      customFields: [],
      observables: [],
      comments: [],
      totalComment: 0,
      totalAlerts: 0,
      external_service: null,
      duration: null,
      created_at: '2025-06-01T10:00:00.000Z',
      created_by: { username: 'elastic', full_name: null, email: null },
      updated_at: null,
      updated_by: null,
      closed_at: null,
      closed_by: null,
    })
  })

  t.test('trims texts, keeps repeated tags, drops empty and repeated assignees', async t => {
    const kibana = await testServer(t)
    const created = await createCase(kibana, {
      title: `  ${'t'.repeat(160)}  `,
      description: ' d ',
      category: ' c ',
      tags: [' a', 'a ', 'b'],
      assignees: [{ uid: '1' }, { uid: '' }, { uid: '2' }, { uid: '1' }],
      severity: 'critical',
    })
    t.match(created, { title: 't'.repeat(160), description: 'd', category: 'c', tags: ['a', 'a', 'b'], severity: 'critical' })
    t.strictSame(created.assignees, [{ uid: '1' }, { uid: '2' }])
  })

  t.test('returns the connector as sent, and the none connector for the id none', async t => {
    const kibana = await testServer(t)
    t.strictSame((await createCase(kibana, { connector: jiraConnector })).connector, jiraConnector)
    t.strictSame((await createCase(kibana, { connector: { ...jiraConnector, fields: null } })).connector, {
      ...jiraConnector, fields: null,
    })
    t.strictSame((await createCase(kibana, { connector: { ...jiraConnector, id: 'none' } })).connector, newCase.connector)
    t.strictSame((await createCase(kibana, { connector: { ...jiraConnector, id: '' } })).connector, newCase.connector)
  })

  t.test('names the user of Basic credentials', async t => {
    const kibana = await testServer(t)
    const authorization = basic('jane')
    const { body } = await call(kibana, 'POST', '/api/cases', newCase, { authorization })
    t.strictSame(body.created_by, { username: 'jane', full_name: null, email: null })
  })

  t.test('refuses assignees without a Platinum license, but not an empty list', async t => {
    const kibana = await testServer(t, { license: 'gold' })
    const { status, body } = await call(kibana, 'POST', '/api/cases', { ...newCase, assignees: [{ uid: '1' }] })
    t.equal(status, 403)
    t.strictSame(body, errorBody(403, 'In order to assign users to cases, you must be subscribed to an Elastic Platinum license'))
    t.strictSame((await createCase(kibana, { assignees: [{ uid: '' }] })).assignees, [])
  })

  t.test('refuses owners without a feature', async t => {
    const kibana = await testServer(t)
    for (const [owner, assignees, message] of [
      ['foo', [], 'Unauthorized to create case with owners: "foo"'],
      ['', [], 'Unauthorized to create case with owners: ""'],
      // Two operations form one check with joined verbs: Kibana's authorization.test.ts
      ['foo', [{ uid: '1' }], 'Unauthorized to update, create case with owners: "foo"'],
    ] as const) {
      const { body } = await call(kibana, 'POST', '/api/cases', { ...newCase, owner, assignees })
      t.strictSame(body, errorBody(403, message))
    }
  })

  // docs/reference/kibana/cases.md §2.3: what the io-ts codecs of Kibana print
  const long = 'a'.repeat(161)
  const text = (value: unknown) => ({ customFields: [{ key: 'k', type: 'text', value }] })
  const jira = (fields: unknown) => ({ connector: { id: '1', name: 'n', type: '.jira', fields } })
  const refused: [string, object | null, string][] = [
    ['an empty object', {}, undefinedAt('description', 'tags', 'title', 'connector', 'settings', 'owner')],
    ['no title', { ...newCase, title: undefined }, undefinedAt('title')],
    ['no connector', { ...newCase, connector: undefined }, undefinedAt('connector')],
    ['a number as title', { ...newCase, title: 5 }, 'Invalid value "5" supplied to "title"'],
    ['null as title', { ...newCase, title: null }, 'Invalid value "null" supplied to "title"'],
    ['a list as title', { ...newCase, title: [] }, 'Invalid value "[]" supplied to "title"'],
    ['an object as title', { ...newCase, title: { a: 1 } }, 'Invalid value "{"a":1}" supplied to "title"'],
    ['an empty title', { ...newCase, title: '' }, 'The title field cannot be an empty string.'],
    ['a blank title', { ...newCase, title: '  ' }, 'The title field cannot be an empty string.'],
    ['a long title', { ...newCase, title: long }, 'The length of the title is too long. The maximum length is 160.'],
    ['a long description',
      { ...newCase, description: 'a'.repeat(30_001) }, 'The length of the description is too long. The maximum length is 30000.'],
    ['a text as tags', { ...newCase, tags: 'x' }, 'Invalid value "x" supplied to "tags"'],
    ['null as tags', { ...newCase, tags: null }, 'Invalid value "null" supplied to "tags"'],
    ['a number as tag', { ...newCase, tags: [1] }, 'Invalid value "1" supplied to "tags"'],
    ['empty tags', { ...newCase, tags: ['ok', '', ' '] }, 'The tag field cannot be an empty string.'],
    ['a long tag', { ...newCase, tags: ['a'.repeat(257)] }, 'The length of the tag is too long. The maximum length is 256.'],
    ['too many tags',
      { ...newCase, tags: Array(201).fill('x') }, 'The length of the field tags is too long. Array must be of length <= 200.'],
    ['too many tags, one empty', { ...newCase, tags: Array(201).fill('') }, 'The tag field cannot be an empty string.'],
    ['an excess key', { ...newCase, foo: 'bar' }, 'invalid keys "foo"'],
    ['two excess keys', { ...newCase, foo: 1, bar: null }, 'invalid keys "foo,bar"'],
    ['excess keys with objects', { ...newCase, foo: { a: 1 }, bar: [1, 2], baz: {} }, 'invalid keys "foo,{"a":1},bar,[1,2],baz,{}"'],
    ['a status', { ...newCase, status: 'open' }, 'invalid keys "status"'],
    ['an excess setting', { ...newCase, settings: { syncAlerts: true, foo: 1 } }, 'invalid keys "foo"'],
    ['empty settings', { ...newCase, settings: {} }, undefinedAt('settings,syncAlerts')],
    ['a text as setting', { ...newCase, settings: { syncAlerts: 'true' } }, 'Invalid value "true" supplied to "settings,syncAlerts"'],
    ['an unknown severity', { ...newCase, severity: 'very-severe' }, 'Invalid value "very-severe" supplied to "severity"'],
    ['null as severity', { ...newCase, severity: null }, 'Invalid value "null" supplied to "severity"'],
    ['an empty category',
      { ...newCase, category: '' }, 'The category field cannot be an empty string.,Invalid value "" supplied to "category"'],
    ['a blank category',
      { ...newCase, category: '   ' }, 'The category field cannot be an empty string.,Invalid value "   " supplied to "category"'],
    ['a long category',
      { ...newCase, category: 'a'.repeat(51) },
      `The length of the category is too long. The maximum length is 50.,Invalid value "${'a'.repeat(51)}" supplied to "category"`],
    ['a number as category', { ...newCase, category: 5 }, 'Invalid value "5" supplied to "category"'],
    ['an unknown connector type',
      { ...newCase, connector: { id: 'wrong', name: 'wrong', type: '.not-exists', fields: null } },
      'Invalid value "{"id":"wrong","name":"wrong","type":".not-exists","fields":null}" supplied to "connector"'],
    ['an empty connector', { ...newCase, connector: {} }, `${undefinedAt('connector,id')},Invalid value "{}" supplied to "connector"`],
    ['a connector that is a text', { ...newCase, connector: 'x' }, 'Invalid value "x" supplied to "connector"'],
    ['a connector without id', { ...newCase, connector: { name: 'n', type: '.none', fields: null } }, undefinedAt('connector,id')],
    ['a connector without name', { ...newCase, connector: { id: 'n', type: '.none', fields: null } }, undefinedAt('connector,name')],
    ['a none connector without fields', { ...newCase, connector: { id: 'n', name: 'n', type: '.none' } }, undefinedAt('connector,fields')],
    ['a none connector with fields',
      { ...newCase, connector: { id: 'n', name: 'n', type: '.none', fields: {} } }, 'Invalid value "{}" supplied to "connector,fields"'],
    ['unsupported jira fields',
      { ...newCase, ...jira({ unsupported: 'value' }) },
      `${undefinedAt('connector,fields,issueType', 'connector,fields,priority', 'connector,fields,parent')},Invalid value ` +
        '"{"unsupported":"value"}" supplied to "connector,fields"'],
    ['a wrong jira field',
      { ...newCase, ...jira({ issueType: 5, priority: null, parent: null }) },
      'Invalid value "5" supplied to "connector,fields,issueType",Invalid value "{"issueType":5,"priority":null,"parent":null}" ' +
        'supplied to "connector,fields"'],
    ['an excess jira field', { ...newCase, ...jira({ issueType: null, priority: null, parent: null, foo: 1 }) }, 'invalid keys "foo"'],
    ['an excess key of the connector', { ...newCase, connector: { ...newCase.connector, foo: 1 } }, 'invalid keys "foo"'],
    ['missing servicenow fields',
      { ...newCase, connector: { id: '1', name: 'n', type: '.servicenow', fields: { impact: '1' } } },
      `${undefinedAt(
        'connector,fields,severity', 'connector,fields,urgency', 'connector,fields,category', 'connector,fields,subcategory',
      )},Invalid value "{"impact":"1"}" supplied to "connector,fields"`],
    ['too many assignees',
      { ...newCase, assignees: Array(11).fill({ uid: '1' }) },
      'The length of the field assignees is too long. Array must be of length <= 10.'],
    ['an empty assignee', { ...newCase, assignees: [{}] }, undefinedAt('assignees,uid')],
    ['a text as assignee', { ...newCase, assignees: ['x'] }, 'Invalid value "x" supplied to "assignees"'],
    ['an excess key of an assignee', { ...newCase, assignees: [{ uid: '1', foo: 'bar' }] }, 'invalid keys "foo"'],
    ['an unknown custom field type',
      { ...newCase, customFields: [{ key: 'k', type: 'foo', value: 'x' }] },
      'Invalid value "{"key":"k","type":"foo","value":"x"}" supplied to "customFields"'],
    ['a custom field without type',
      { ...newCase, customFields: [{ key: 'k', value: 'x' }] }, 'Invalid value "{"key":"k","value":"x"}" supplied to "customFields"'],
    ['a long custom text',
      { ...newCase, ...text(long) },
      `The length of the value is too long. The maximum length is 160.,Invalid value "${long}" supplied to "customFields,value"`],
    ['an empty custom text',
      { ...newCase, ...text('') }, 'The value field cannot be an empty string.,Invalid value "" supplied to "customFields,value"'],
    ['a boolean as custom text', { ...newCase, ...text(true) }, 'Invalid value "true" supplied to "customFields,value"'],
    ['a text as custom toggle',
      { ...newCase, customFields: [{ key: 'k', type: 'toggle', value: 'x' }] }, 'Invalid value "x" supplied to "customFields,value"'],
    ['a text as custom number',
      { ...newCase, customFields: [{ key: 'k', type: 'number', value: '1' }] }, 'Invalid value "1" supplied to "customFields,value"'],
    ['a fraction as custom number',
      { ...newCase, customFields: [{ key: 'k', type: 'number', value: 1.5 }] },
      'The value field should be an integer between -(2^53 - 1) and 2^53 - 1, inclusive.,Invalid value "1.5" supplied to "customFields,' +
        'value"'],
    ['a custom field without value', { ...newCase, customFields: [{ key: 'k', type: 'text' }] }, undefinedAt('customFields,value')],
    ['too many custom fields',
      { ...newCase, customFields: Array(11).fill(text('x').customFields[0]) },
      'The length of the field customFields is too long. Array must be of length <= 10.'],
    ['an excess key beside another error', { ...newCase, foo: 1, title: '' }, 'The title field cannot be an empty string.'],
    ['custom fields that are not configured', { ...newCase, ...text('x') }, 'No custom fields configured.'],
    ['an unknown owner with custom fields', { ...newCase, owner: 'foo', ...text('x') }, 'No custom fields configured.'],
    ['no body, which Kibana spreads to an empty object',
      null, undefinedAt('description', 'tags', 'title', 'connector', 'settings', 'owner')],
  ]
  t.test('refuses', async t => {
    const kibana = await testServer(t)
    for (const [title, body, message] of refused) {
      t.test(title, async t => {
        const response = await call(kibana, 'POST', '/api/cases', body)
        t.equal(response.status, 400)
        t.strictSame(response.body, errorBody(400, message))
        t.equal(response.headers['elastic-api-version'], '2023-10-31')
      })
    }
  })
})
