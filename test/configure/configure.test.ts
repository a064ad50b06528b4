import t from 'tap'
import type { CaseConnector } from '../../src/documents/case-connector.js'
import { testServer } from '../helpers/app.js'
import { errorBody, undefinedAt } from '../helpers/cases.js'
import { configure, newConfiguration, NONE_CONNECTOR, send } from '../helpers/configure.js'
import { versionFor } from '../helpers/push.js'
import { elastic, jira, number, template, text, toggle, URL } from './bodies.js'

t.test('POST /api/cases/configure', async t => {
  t.test('returns the whole configuration, and GET returns it too', async t => {
    const kibana = await testServer(t)
    const { status, body, headers } = await send(kibana, 'POST', URL, newConfiguration())
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    t.match(body.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    t.strictSame(body, {
      id: body.id,
      version: body.version,
      owner: 'cases',
      closure_type: 'close-by-user',
      connector: NONE_CONNECTOR,
      customFields: [],
      templates: [],
      observableTypes: [],
      mappings: [],
      error: null,
      created_at: '2025-06-01T10:00:00.000Z',
      created_by: elastic,
      updated_at: null,
      updated_by: null,
    })
    t.strictSame((await send(kibana, 'GET', URL)).body, [body])
  })

  t.test('replaces the configuration of this owner in this space, and no other', async t => {
    const kibana = await testServer(t)
    const first = await configure(kibana)
    const other = await configure(kibana, { owner: 'observability' })
    const second = await configure(kibana, { closure_type: 'close-by-pushing' })
    t.not(second.id, first.id)
    t.strictSame((await send(kibana, 'GET', URL)).body, [other, second])
    const gone = await send(kibana, 'PATCH', `${URL}/${first.id}`, { version: first.version })
    t.strictSame(gone.body, errorBody(404, `Saved object [cases-configure/${first.id}] not found`))
  })

  t.test('is listed before older configurations of other owners', async t => {
    // Source: Kibana's cases/server/services/configure/index.ts (find)
    const kibana = await testServer(t)
    const first = await configure(kibana)
    kibana.clock.advance(1000)
    const second = await configure(kibana, { owner: 'observability' })
    t.strictSame((await send(kibana, 'GET', URL)).body, [second, first])
  })

  // Source: Kibana's cases/server/connectors/*/mapping.ts
  for (const [type, mappings] of Object.entries({
    '.cases-webhook': [],
    '.jira': [['overwrite', 'title', 'summary'], ['overwrite', 'description', 'description'], ['overwrite', 'tags', 'labels'],
      ['append', 'comments', 'comments']],
    '.servicenow': [
      ['overwrite', 'title', 'short_description'], ['overwrite', 'description', 'description'], ['append', 'comments', 'work_notes'],
    ],
    '.servicenow-sir': [
      ['overwrite', 'title', 'short_description'], ['overwrite', 'description', 'description'], ['append', 'comments', 'work_notes'],
    ],
    '.resilient': [['overwrite', 'title', 'name'], ['overwrite', 'description', 'description'], ['append', 'comments', 'comments']],
    '.swimlane': [['overwrite', 'title', 'caseName'], ['overwrite', 'description', 'description'], ['append', 'comments', 'comments']],
    '.thehive': [['overwrite', 'title', 'title'], ['overwrite', 'description', 'description'], ['overwrite', 'tags', 'tags'],
      ['append', 'comments', 'comments']],
  } satisfies Record<Exclude<CaseConnector['type'], '.none'>, string[][]>)) {
    t.test(`returns the mapping of case fields to ${type}, even for an unknown connector`, async t => {
      const kibana = await testServer(t, { kibanaVersion: versionFor(type.slice(1)) })
      const connector = { id: 'not-exists', name: 'Any', type, fields: null }
      const made = await configure(kibana, { connector })
      t.strictSame(made.connector, connector)
      t.strictSame(made.mappings, mappings.map(([action_type, source, target]) => ({ action_type, source, target })))
      t.strictSame((await send(kibana, 'GET', URL)).body[0].mappings, made.mappings)
    })
  }

  t.test('stores a connector with the id none as the none connector', async t => {
    const kibana = await testServer(t)
    t.strictSame((await configure(kibana, { connector: { ...jira, id: 'none' } })).connector, NONE_CONNECTOR)
  })

  const long = (length: number) => 'a'.repeat(length)
  const eleven = <Item>(make: (index: number) => Item) => Array.from({ length: 11 }, (_, index) => make(index))
  const KEY_TEXT = "Key must be lower case, a-z, 0-9, '_', and '-' are allowed"
  // Source: Kibana's cases/common/constants/observables.ts
  const BUILT_IN = [
    ['ipv4', 'IPv4'], ['ipv6', 'IPv6'], ['url', 'URL'], ['hostname', 'Hostname'], ['file-hash', 'File hash'], ['file-path', 'File path'],
    ['email', 'Email'], ['domain', 'Domain'],
  ] as const
  // From cases/common/types/api/configure/v1.ts (order of the fields, two errors for a nullable value) and cases/common/schema/index.ts
  const refused: [name: string, body: unknown, message: string][] = [
    ['nothing', {}, undefinedAt('connector', 'closure_type', 'owner')],
    ['no connector name', newConfiguration({ connector: { id: 'a', type: '.none', fields: null } }), undefinedAt('connector,name')],
    ['no connector id', newConfiguration({ connector: { name: 'a', type: '.none', fields: null } }), undefinedAt('connector,id')],
    ['a none connector with fields',
      newConfiguration({ connector: { ...NONE_CONNECTOR, fields: {} } }), 'Invalid value "{}" supplied to "connector,fields"'],
    ['an unknown connector type',
      newConfiguration({ connector: { ...NONE_CONNECTOR, type: '.email' } }),
      'Invalid value "{"id":"none","name":"none","type":".email","fields":null}" supplied to "connector"'],
    ['a field that Jira does not have',
      newConfiguration({ connector: { ...jira, fields: { issueType: null, priority: null, parent: null, unsupported: 'value' } } }),
      'invalid keys "unsupported"'],
    ['an unknown closure type', newConfiguration({ closure_type: 'x' }), 'Invalid value "x" supplied to "closure_type"'],
    ['an unknown key', newConfiguration({ foo: 1 }), 'invalid keys "foo"'],
    ['custom fields that are not a list', newConfiguration({ customFields: {} }), 'Invalid value "{}" supplied to "customFields"'],
    ['eleven custom fields',
      newConfiguration({ customFields: eleven(index => text({ key: `k${index}` })) }),
      'The length of the field customFields is too long. Array must be of length <= 10.'],
    ['a key with capitals', newConfiguration({ customFields: [text({ key: 'Text' })] }), KEY_TEXT],
    ['an empty key', newConfiguration({ customFields: [text({ key: '' })] }), 'The key field cannot be an empty string.'],
    ['a key of 37 characters',
      newConfiguration({ customFields: [text({ key: long(37) })] }), 'The length of the key is too long. The maximum length is 36.'],
    ['a label of 51 characters',
      newConfiguration({ customFields: [text({ label: long(51) })] }), 'The length of the label is too long. The maximum length is 50.'],
    ['a blank label', newConfiguration({ customFields: [text({ label: ' ' })] }), 'The label field cannot be an empty string.'],
    ['a field without required', newConfiguration({ customFields: [text({ required: undefined })] }), undefinedAt('customFields,required')],
    ['a field of type list',
      newConfiguration({ customFields: [text({ type: 'list' })] }),
      'Invalid value "{"key":"text","label":"Text","type":"list","required":false}" supplied to "customFields"'],
    ['an empty text default',
      newConfiguration({ customFields: [text({ defaultValue: '' })] }),
      'The defaultValue field cannot be an empty string.,Invalid value "" supplied to "customFields,defaultValue"'],
    ['a text default of 161 characters',
      newConfiguration({ customFields: [text({ defaultValue: long(161) })] }),
      `The length of the defaultValue is too long. The maximum length is 160.,Invalid value "${long(161)}" supplied to "customFields,` +
        'defaultValue"'],
    ['a toggle default that is text',
      newConfiguration({ customFields: [toggle({ defaultValue: 'true' })] }),
      'Invalid value "true" supplied to "customFields,defaultValue"'],
    ['a number default that is not an integer',
      newConfiguration({ customFields: [number({ defaultValue: 1.5 })] }),
      'The defaultValue field should be an integer between -(2^53 - 1) and 2^53 - 1, inclusive.,Invalid value "1.5" supplied to ' +
        '"customFields,defaultValue"'],
    ['repeated custom field keys',
      newConfiguration({ customFields: [text(), toggle({ key: 'text' }), text(), toggle(), toggle()] }),
      'Invalid duplicated customFields keys in request: text,toggle'],
    ['a template without caseFields',
      newConfiguration({ templates: [{ key: 'a', name: 'a' }] }), 'Invalid value "undefined" supplied to "templates,caseFields"'],
    ['a template name of 51 characters',
      newConfiguration({ templates: [template({ name: long(51) })] }), 'The length of the name is too long. The maximum length is 50.'],
    ['a template key with a blank', newConfiguration({ templates: [template({ key: 'a b' })] }), KEY_TEXT],
    ['a template description of 1001 characters',
      newConfiguration({ templates: [template({ description: long(1001) })] }),
      'The length of the description is too long. The maximum length is 1000.'],
    ['an empty template tag',
      newConfiguration({ templates: [template({ tags: [''] })] }), "The template's tag field cannot be an empty string."],
    ['a template tag of 51 characters',
      newConfiguration({ templates: [template({ tags: [long(51)] })] }),
      "The length of the template's tag is too long. The maximum length is 50."],
    ['eleven template tags',
      newConfiguration({ templates: [template({ tags: eleven(String) })] }),
      "The length of the field template's tags is too long. Array must be of length <= 10."],
    ['eleven templates',
      newConfiguration({ templates: eleven(index => template({ key: `k${index}` })) }),
      'The length of the field templates is too long. Array must be of length <= 10.'],
    ['an owner in a template', newConfiguration({ templates: [template({ caseFields: { owner: 'cases' } })] }), 'invalid keys "owner"'],
    ['an empty title in a template',
      newConfiguration({ templates: [template({ caseFields: { title: '' } })] }),
      'Invalid value "{"title":""}" supplied to "templates,caseFields",The title field cannot be an empty string.'],
    ['repeated template keys',
      newConfiguration({ templates: [template(), template()] }), 'Invalid duplicated templates keys in request: template'],
    ['eleven observable types',
      newConfiguration({ observableTypes: eleven(index => ({ key: `k${index}`, label: `L${index}` })) }),
      'The length of the field observableTypes is too long. Array must be of length <= 10.'],
    ['an observable type without label', newConfiguration({ observableTypes: [{ key: 'a' }] }), undefinedAt('observableTypes,label')],
    ['repeated observable types', newConfiguration({
      observableTypes: [{ key: 'a', label: 'One' }, { key: 'a', label: 'Two' }, { key: 'b', label: 'ONE' }, { key: 'c', label: 'one' }],
    }), 'Invalid duplicated observable types in request: two,one'],
    ['the label of a built-in observable type',
      newConfiguration({ observableTypes: [{ key: 'a', label: 'file HASH' }] }),
      'Invalid duplicated observable types in request: file hash'],
    ['the key of a built-in observable type',
      newConfiguration({ observableTypes: [{ key: 'observable-type-url', label: 'Link' }] }),
      'Invalid duplicated observable types in request: link'],
    ['the keys of all built-in observable types',
      newConfiguration({ observableTypes: BUILT_IN.map(([key], index) => ({ key: `observable-type-${key}`, label: `L${index}` })) }),
      'Invalid duplicated observable types in request: l0,l1,l2,l3,l4,l5,l6,l7'],
    ['their labels',
      newConfiguration({ observableTypes: BUILT_IN.map(([key, label]) => ({ key, label })) }),
      `Invalid duplicated observable types in request: ${BUILT_IN.map(([, label]) => label.toLowerCase()).join()}`],
    ['custom fields of a template when none are sent',
      newConfiguration({ templates: [template({ caseFields: { customFields: [{ key: 'text', type: 'text', value: 'x' }] } })] }),
      'No custom fields configured.'],
    ['custom fields of a template when an empty list is sent', newConfiguration({
      customFields: [],
      templates: [
        template({ caseFields: { customFields: [{ key: 'a', type: 'text', value: 'x' }, { key: 'b', type: 'text', value: 'x' }] } }),
      ],
    }), 'Invalid custom field keys: a,b'],
    ['a template without the custom fields that are configured',
      newConfiguration({ customFields: [text()], templates: [template()] }), 'No custom fields added to template.'],
    ['repeated custom fields in a template', newConfiguration({
      customFields: [text()],
      templates: [
        template({ key: 'a', caseFields: { customFields: [{ key: 'text', type: 'text', value: 'x' }] } }),
        template({ caseFields: { customFields: [{ key: 'text', type: 'text', value: 'x' }, { key: 'text', type: 'text', value: 'y' }] } }),
      ],
    }), "Invalid duplicated templates[1]'s customFields keys in request: text"],
    ['a custom field of another type in a template', newConfiguration({
      customFields: [text()], templates: [template({ caseFields: { customFields: [{ key: 'text', type: 'toggle', value: true }] } })],
    }), 'The following custom fields have the wrong type in the request: "Text"'],
    // Order: custom field keys, templates, observable types
    ['duplicated fields before templates before observable types', newConfiguration({
      customFields: [text(), text()], templates: [template(), template()], observableTypes: [{ key: 'a', label: 'URL' }],
    }), 'Invalid duplicated customFields keys in request: text'],
    ['templates before observable types',
      newConfiguration({ templates: [template(), template()], observableTypes: [{ key: 'a', label: 'URL' }] }),
      'Invalid duplicated templates keys in request: template'],
    ['a bad request before an unknown owner',
      newConfiguration({ owner: 'nobody', templates: [template(), template()] }), 'Invalid duplicated templates keys in request: template'],
  ]
  t.test('refuses, and changes nothing:', async t => {
    const kibana = await testServer(t)
    await configure(kibana)
    const before = (await send(kibana, 'GET', URL)).body
    for (const [name, payload, message] of refused) {
      const { status, body } = await send(kibana, 'POST', URL, payload)
      t.strictSame([status, body], [400, errorBody(400, message)], name)
    }
    t.strictSame((await send(kibana, 'GET', URL)).body, before)
  })

  t.test('accepts texts up to the limits, not counting trailing spaces', async t => {
    const kibana = await testServer(t)
    const customFields = [
      text({ key: long(36), label: `${long(50)} `, defaultValue: long(160) }), number({ defaultValue: Number.MAX_SAFE_INTEGER }),
      toggle({ defaultValue: null }),
    ]
    const made = await configure(kibana, {
      customFields,
      templates: [
        template({ description: '', tags: [long(50)], caseFields: { customFields: [{ key: 'number', type: 'number', value: 1 }] } }),
      ],
    })
    t.strictSame(made.customFields, customFields)
    t.strictSame(made.templates, [
      template({ description: '', tags: [long(50)], caseFields: { customFields: [{ key: 'number', type: 'number', value: 1 }] } }),
    ])
  })

  t.test('answers 400 for a null body, with the name of the codec', async t => {
    const kibana = await testServer(t)
    const { status, body } = await send(kibana, 'POST', URL, null)
    t.equal(status, 400)
    t.ok(body.message.startsWith('Invalid value "null" supplied to "({| connector: ({| id: string |} & (({| type: ".cases-webhook", '))
    t.ok(body.message.endsWith('closure_type: ("close-by-user" | "close-by-pushing"), owner: string |} & Partial<{| customFields: ' +
      'LimitedArray, templates: LimitedArray, observableTypes: LimitedArray |}>)"'))
  })

  t.test('answers 403 for an unknown owner', async t => {
    const kibana = await testServer(t)
    const { status, body } = await send(kibana, 'POST', URL, newConfiguration({ owner: 'nobody' }))
    t.equal(status, 403)
    t.strictSame(body, errorBody(403, 'Unauthorized to create case configuration with owners: "nobody"'))
  })

  t.test('requires Platinum for templates with assignees, after their keys and before their custom fields', async t => {
    const kibana = await testServer(t, { license: 'gold' })
    const assigning = template({ caseFields: { assignees: [{ uid: 'u_1' }] } })
    const refused = await send(kibana, 'POST', URL, newConfiguration({ customFields: [text()], templates: [assigning] }))
    t.strictSame(refused.body, errorBody(403, 'In order to assign users to cases, you must be subscribed to an Elastic Platinum license'))
    t.strictSame((await send(kibana, 'POST', URL, newConfiguration({ templates: [assigning, assigning] }))).body, errorBody(
      400, 'Invalid duplicated templates keys in request: template',
    ))
    t.equal((await send(kibana, 'POST', URL, newConfiguration({ templates: [template({ caseFields: { assignees: [] } })] }))).status, 200)
    const types = newConfiguration({ observableTypes: [{ key: 'a', label: 'A' }] })
    t.equal((await send(kibana, 'POST', URL, types)).status, 200, 'observable types do not')
    const platinum = await testServer(t, { license: 'platinum' })
    t.equal((await send(platinum, 'POST', URL, newConfiguration({ templates: [assigning] }))).status, 200)
  })
})

t.test('GET /api/cases/configure', async t => {
  t.test('is empty when nothing is configured', async t => {
    const kibana = await testServer(t)
    t.strictSame((await send(kibana, 'GET', URL)).body, [])
  })

  t.test('returns the configurations of the requested owners', async t => {
    const kibana = await testServer(t)
    for (const owner of ['cases', 'observability', 'securitySolution']) await configure(kibana, { owner })
    const owners = async (query: string) => (await send(kibana, 'GET', `${URL}${query}`)).body.map(({ owner }: { owner: string }) => owner)
    t.strictSame(await owners(''), ['cases', 'observability', 'securitySolution'])
    t.strictSame(await owners('?owner=observability'), ['observability'])
    t.strictSame(await owners('?owner=securitySolution&owner=cases'), ['cases', 'securitySolution'])
    t.strictSame(await owners('?owner=nobody'), [])
  })

  t.test('refuses other parameters', async t => {
    const kibana = await testServer(t)
    t.strictSame((await send(kibana, 'GET', `${URL}?foo=1`)).body, errorBody(400, 'invalid keys "foo"'))
  })
})
