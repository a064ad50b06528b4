import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody } from '../helpers/cases.js'
import { configure, NONE_CONNECTOR, send } from '../helpers/configure.js'
import { basic } from '../helpers/security.js'
import { elastic, jira, number, template, text, toggle, URL } from './bodies.js'

t.test('PATCH /api/cases/configure/{configuration_id}', async t => {
  t.test('writes the sent keys and keeps the others, but deletes templates that are not sent', async t => {
    const kibana = await testServer(t)
    const made = await configure(kibana, {
      connector: jira,
      customFields: [text()],
      observableTypes: [{ key: 'a', label: 'A' }],
      templates: [template({ caseFields: { customFields: [{ key: 'text', type: 'text', value: 'x' }] } })],
    })
    kibana.clock.advance(1000)
    const { status, body, headers } = await send(kibana, 'PATCH', `${URL}/${made.id}`, {
      version: made.version, closure_type: 'close-by-pushing',
    }, { authorization: basic('ann') })
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    // cases/server/client/configure/client.ts writes what transformTemplateCustomFields makes of no templates: an empty list
    t.strictSame(body, {
      ...made,
      version: body.version,
      closure_type: 'close-by-pushing',
      templates: [],
      updated_at: '2025-06-01T10:00:01.000Z',
      updated_by: { ...elastic, username: 'ann' },
    })
    t.not(body.version, made.version)
    t.strictSame((await send(kibana, 'GET', URL)).body, [body])
  })

  t.test('accepts another connector, and returns its mappings', async t => {
    const kibana = await testServer(t)
    const made = await configure(kibana)
    const { body } = await send(kibana, 'PATCH', `${URL}/${made.id}`, { version: made.version, connector: jira })
    t.strictSame(body.connector, jira)
    t.equal(body.mappings.length, 4)
    const back = await send(kibana, 'PATCH', `${URL}/${made.id}`, { version: body.version, connector: NONE_CONNECTOR })
    t.strictSame([back.body.connector, back.body.mappings], [NONE_CONNECTOR, []])
  })

  t.test('empties the custom fields of templates sent without any', async t => {
    const kibana = await testServer(t)
    const made = await configure(kibana, { customFields: [text()] })
    const { body } = await send(kibana, 'PATCH', `${URL}/${made.id}`, {
      version: made.version,
      templates: [
        template({ caseFields: { title: 'T', customFields: [{ key: 'text', type: 'text', value: 'x' }] } }), template({ key: 'b' }),
      ],
    })
    t.strictSame(body.templates, [
      template({ caseFields: { title: 'T', customFields: [] } }), template({ key: 'b', caseFields: { customFields: [] } }),
    ])
    t.strictSame(body.customFields, [text()], 'the configured fields stay')
  })

  // transformTemplateCustomFields, and server/custom_fields/toggle.ts for the default of a toggle
  t.test('adapts templates to the custom fields of the same request', async t => {
    const kibana = await testServer(t)
    const made = await configure(kibana)
    const customFields = [text({ defaultValue: 'd' }), toggle(), number(), toggle({ key: 'on', defaultValue: true })]
    const { body } = await send(kibana, 'PATCH', `${URL}/${made.id}`, {
      version: made.version,
      customFields,
      templates: [template({
        caseFields: { customFields: [{ key: 'gone', type: 'text', value: 'x' }, { key: 'number', type: 'number', value: 5 }] },
      })],
    })
    t.strictSame(body.templates[0].caseFields.customFields, [
      { key: 'number', type: 'number', value: 5 },
      { key: 'text', type: 'text', value: 'd' },
      { key: 'toggle', type: 'toggle', value: false },
      { key: 'on', type: 'toggle', value: true },
    ])
  })

  t.test('refuses, in Kibana’s order, and changes nothing', async t => {
    const kibana = await testServer(t, { license: 'basic' })
    const made = await configure(kibana, { customFields: [text()] })
    const { version } = made
    const other = [toggle({ key: 'text', label: 'New' })]
    const cases: [name: string, body: object, status: number, message: string][] = [
      ['no version', {}, 400, 'Invalid value "undefined" supplied to "version"'],
      ['an owner', { version, owner: 'cases' }, 400, 'invalid keys "owner"'],
      ['a version that is not a string',
        { version: 1, closure_type: 'x' }, 400, 'Invalid value "x" supplied to "closure_type",Invalid value "1" supplied to "version"'],
      ['repeated custom field keys, before observable types',
        { version, customFields: [text(), text()], observableTypes: [{ key: 'a', label: 'URL' }] }, 400,
        'Invalid duplicated customFields keys in request: text'],
      ['observable types, before a changed type',
        { version, customFields: other, observableTypes: [{ key: 'a', label: 'URL' }] }, 400,
        'Invalid duplicated observable types in request: url'],
      ['another type for a key, before the templates',
        { version, customFields: other, templates: [template(), template()] }, 400,
        'Invalid custom field types in request for the following labels: "New"'],
      ['repeated template keys, before the version',
        { version: 'stale', templates: [template(), template()] }, 400, 'Invalid duplicated templates keys in request: template'],
      ['assignees with a basic license, before the version',
        { version: 'stale', templates: [template({ caseFields: { assignees: [{ uid: 'a' }] } })] }, 403,
        'In order to assign users to cases, you must be subscribed to an Elastic Platinum license'],
      ['a custom field of another type in a template', {
        version,
        customFields: [text()],
        templates: [
          template({ caseFields: { customFields: [{ key: 'text', type: 'number', value: 1 }] } }),
        ],
      }, 400, 'The following custom fields have the wrong type in the request: "Text"'],
      ['a stale version',
        { version: 'stale', closure_type: 'close-by-pushing' }, 409,
        'This configuration has been updated. Please refresh before saving additional updates.'],
    ]
    for (const [name, payload, status, message] of cases) {
      const answer = await send(kibana, 'PATCH', `${URL}/${made.id}`, payload)
      t.strictSame([answer.status, answer.body.message], [status, message], name)
    }
    t.strictSame((await send(kibana, 'GET', URL)).body, [made])
  })

  t.test('checks duplicates before it looks up the configuration, and types afterwards', async t => {
    const kibana = await testServer(t)
    const url = `${URL}/nope`
    t.strictSame((await send(kibana, 'PATCH', url, { version: '', customFields: [text(), text()] })).body, errorBody(
      400, 'Invalid duplicated customFields keys in request: text',
    ))
    t.strictSame((await send(kibana, 'PATCH', url, { version: '' })).body, errorBody(404, 'Saved object [cases-configure/nope] not found'))
  })

  t.test('accepts another type for a key that was removed in the meantime', async t => {
    const kibana = await testServer(t)
    const made = await configure(kibana, { customFields: [text()] })
    const removed = await send(kibana, 'PATCH', `${URL}/${made.id}`, { version: made.version, customFields: [] })
    t.equal((await send(kibana, 'PATCH', `${URL}/${made.id}`, {
      version: removed.body.version, customFields: [toggle({ key: 'text' })],
    })).status, 200)
  })
})
