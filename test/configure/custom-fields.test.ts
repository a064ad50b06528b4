import t from 'tap'
import { testServer } from '../helpers/app.js'
import { createCase, errorBody, getCase, newCase, updateCase } from '../helpers/cases.js'
import { configure, send } from '../helpers/configure.js'
import { number, text, toggle, URL } from './bodies.js'

t.test('the custom fields of cases', async t => {
  const customFields = [text(), toggle({ required: true, defaultValue: false }), number()]
  const filled = [{ key: 'text', type: 'text', value: null }, { key: 'toggle', type: 'toggle', value: false }, {
    key: 'number', type: 'number', value: null,
  }]

  t.test('are filled with defaults and nulls on creation', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields })
    t.strictSame((await createCase(kibana)).customFields, filled)
    t.strictSame((await createCase(kibana, { customFields: [{ key: 'number', type: 'number', value: 3 }] })).customFields, [
      { key: 'number', type: 'number', value: 3 }, filled[0], filled[1],
    ])
    t.strictSame((await createCase(kibana, { owner: 'observability' })).customFields, [], 'only for the owner that has them')
  })

  t.test('are refused, in Kibana’s order, when they don’t fit the configuration', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields: [text({ required: true }), toggle({ required: true, defaultValue: false }), number()] })
    const good = { key: 'text', type: 'text', value: 'x' }
    const cases: [customFields: object[] | undefined, message: string][] = [
      [undefined, 'Missing required custom fields without default value configured: "Text"'],
      [[good, good, { key: 'z', type: 'text', value: '' }],
        'The value field cannot be an empty string.,Invalid value "" supplied to "customFields,value"'],
      [[good, good], 'Invalid duplicated customFields keys in request: text'],
      [[{ key: 'z', type: 'text', value: 'x' }, { key: 'y', type: 'text', value: 'x' }], 'Invalid custom field keys: z,y'],
      [[{ ...good, value: null }, { key: 'toggle', type: 'toggle', value: null }],
        'Invalid value "null" supplied for the following required custom fields: "Text", "Toggle"'],
      [[good, { key: 'number', type: 'text', value: 'x' }], 'The following custom fields have the wrong type in the request: "Number"'],
    ]
    for (const [sent, message] of cases) {
      t.strictSame((await send(kibana, 'POST', '/api/cases', { ...newCase, customFields: sent })).body, errorBody(400, message))
    }
    t.strictSame(
      (await send(kibana, 'POST', '/api/cases', { ...newCase, owner: 'observability', customFields: [good] })).body,
      errorBody(400, 'No custom fields configured.'),
    )
  })

  t.test('are compared as a set', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields })
    const made = await createCase(kibana)
    t.equal((await updateCase(kibana, made, { customFields: [...filled, filled[0]].reverse() })).status, 406, 'without order and repeats')
    t.equal((await updateCase(kibana, made, { customFields: filled.slice(1) })).status, 200, 'a part of them is a change')
  })

  t.test('are reset by a PATCH that leaves them out of its list', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields })
    const made = await createCase(kibana, { customFields: [{ key: 'text', type: 'text', value: 'x' }] })
    const { body } = await updateCase(kibana, made, { customFields: [{ key: 'toggle', type: 'toggle', value: true }] })
    t.strictSame(body[0].customFields, [{ key: 'toggle', type: 'toggle', value: true }, filled[0], filled[2]])
  })

  // A PATCH or POST of the configuration writes only the configuration (cases/server/client/configure/client.ts); since
  // Kibana PR 280506, the UI says that existing cases keep their current values, which was already true
  t.test('stay in their cases when their configuration is removed', async t => {
    const kibana = await testServer(t)
    const configuration = await configure(kibana, { customFields })
    const made = await createCase(kibana, { customFields: [{ key: 'text', type: 'text', value: 'x' }] })
    await send(kibana, 'PATCH', `${URL}/${configuration.id}`, { version: configuration.version, customFields: [] })
    const found = await getCase(kibana, made.id)
    t.strictSame([found.customFields, found.version], [made.customFields, made.version])
    const titled = await updateCase(kibana, made, { title: 'Other' })
    t.strictSame(titled.body[0].customFields, made.customFields, 'also through an update of something else')
    t.strictSame((await updateCase(kibana, titled.body[0], { customFields: [{ key: 'text', type: 'text', value: 'y' }] })).body, errorBody(
      400, 'Invalid custom field keys: text',
    ))
    const cleared = await updateCase(kibana, titled.body[0], { customFields: [] })
    t.strictSame(cleared.body[0].customFields, [], 'until custom fields are written')
  })

  t.test('are added to older cases with the next write of custom fields', async t => {
    const kibana = await testServer(t)
    const made = await createCase(kibana)
    await configure(kibana, { customFields })
    const titled = await updateCase(kibana, made, { title: 'Other' })
    t.strictSame(titled.body[0].customFields, [])
    const written = await updateCase(kibana, titled.body[0], { customFields: [{ key: 'number', type: 'number', value: 1 }] })
    t.strictSame(written.body[0].customFields, [{ key: 'number', type: 'number', value: 1 }, filled[0], filled[1]])
  })
})
