import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, errorBody, newCase } from '../helpers/cases.js'
import { inline, options, SEED, server, text } from './template-server.js'

/** Creates a case with these fields; returns its extended fields, or the message if the case is refused. */
const check = (
  fields: readonly object[], values: object, kibanaVersion = '9.5.4', globals: readonly object[] = [],
) => async (t: Parameters<typeof testServer>[0]) => {
  const kibana = await testServer(t, {
    kibanaVersion,
    seed: {
      templates: [{ id: 'a', definition: inline(...fields) }],
      fieldDefinitions: globals.map(field => ({ definition: JSON.stringify(field), isGlobal: true })),
    },
  })
  const {
    status, body,
  } = await call(kibana, 'POST', '/api/cases', { ...newCase, ...(fields.length > 0 && { template: { id: 'a' } }), extended_fields: values })
  return status === 200 ? body.extended_fields : body.message.replace('Invalid extended_fields: ', '')
}
const required = { validation: { required: true } }
const when = (rule: object) => [text('a'), text('b', { validation: { required_when: rule } })]

t.test('Extended fields', async t => {
  for (const [what, see, expected] of [
    ['an unknown key', check([text('a')], { z: '' }), 'Unknown extended field key: "z". Available keys: "a_as_keyword" (a)'],
    ['an unknown key before 9.5.2', check([text('a')], { z: '' }, '9.5.1'), 'Unknown extended field key: "z"'],
    ['a key of a display-only field',
      check([{ name: 'm', control: 'MARKDOWN', metadata: { content: '' } }], { m_as_keyword: '' }),
      'Unknown extended field key: "m_as_keyword". No fields are available for this case'],
    ['global fields among the available ones',
      check([text('a')], { z: '' }, '9.5.4', [text('g', { label: 'Global' })]),
      'Unknown extended field key: "z". Available keys: "a_as_keyword" (a), "g_as_keyword" (Global)'],
    ['a long value',
      check([text('a')], { a_as_keyword: 'é'.repeat(16_384) }), 'Extended field "a_as_keyword" exceeds the maximum size of 32766 bytes'],
    ['a missing required field', check([text('a', { label: 'The A', ...required })], {}), 'Field "The A" is required'],
    ['an empty required list',
      check([{ name: 'a', type: 'keyword', control: 'CHECKBOX_GROUP', metadata: options, ...required }], { a_as_keyword: '[]' }),
      'Field "a" is required'],
    ['several errors',
      check([text('a', required), text('b', { validation: { min_length: 2 } })], { b_as_keyword: 'x' }),
      'Field "a" is required; Field "b" must be at least 2 characters'],
    ['a text that is too long',
      check([text('a', { validation: { max_length: 2 } })], { a_as_keyword: 'xyz' }), 'Field "a" must be at most 2 characters'],
    ['a text against a pattern',
      check([text('a', { validation: { pattern: { regex: '^x' } } })], { a_as_keyword: 'y' }), 'Field "a" does not match pattern ^x'],
    ['a pattern with a message',
      check([text('a', { validation: { pattern: { regex: '^x', message: 'Begin with x' } } })], { a_as_keyword: 'y' }), 'Begin with x'],
    ['an invalid pattern',
      check([text('a', { validation: { pattern: { regex: '(' } } })], { a_as_keyword: 'y' }), { a_as_keyword: 'y' }],
    ['a text for a number',
      check([{ name: 'a', type: 'long', control: 'INPUT_NUMBER' }], { a_as_long: 'x' }), 'Field "a" must be a number'],
    ['a small number',
      check([{ name: 'a', type: 'long', control: 'INPUT_NUMBER', validation: { min: 2 } }], { a_as_long: '1' }), 'Field "a" must be >= 2'],
    ['a big number',
      check([{ name: 'a', type: 'long', control: 'INPUT_NUMBER', validation: { max: 2 } }], { a_as_long: '3' }), 'Field "a" must be <= 2'],
    ['an unknown option',
      check([{ name: 'a', type: 'keyword', control: 'SELECT_BASIC', metadata: options }], { a_as_keyword: 'z' }),
      'Field "a" must be one of: x, y'],
    ['unknown options',
      check([{ name: 'a', type: 'keyword', control: 'CHECKBOX_GROUP', metadata: options }], { a_as_keyword: '["x","z"]' }),
      'Field "a" contains invalid options: z'],
    ['options that are not a list',
      check([{ name: 'a', type: 'keyword', control: 'CHECKBOX_GROUP', metadata: options }], { a_as_keyword: 'z' }), { a_as_keyword: 'z' }],
    ['a toggle',
      check([{ name: 'a', type: 'boolean', control: 'TOGGLE', metadata: { default: true } }], { a_as_boolean: 'yes' }),
      'Field "a" must be either true or false'],
    ['defaults of several kinds', check([
      { name: 'a', type: 'boolean', control: 'TOGGLE', metadata: { default: true } },
      { name: 'b', type: 'long', control: 'INPUT_NUMBER', metadata: { default: 3 } },
      { name: 'c', type: 'keyword', control: 'CHECKBOX_GROUP', metadata: { ...options, default: ['x'] } },
      { name: 'd', type: 'date', control: 'DATE_PICKER' },
    ], {}), { a_as_boolean: 'true', b_as_long: '3', c_as_keyword: '["x"]', d_as_date: '' }],
    ['a field that is required when another has a value',
      check(when({ field: 'a', operator: 'eq', value: 'x' }), { a_as_keyword: 'x' }), 'Field "b" is required'],
    ['… and has another value',
      check(when({ field: 'a', operator: 'eq', value: 'x' }), { a_as_keyword: 'y' }), { a_as_keyword: 'y', b_as_keyword: '' }],
    ['… not a value', check(when({ field: 'a', operator: 'neq', value: 'x' }), { a_as_keyword: 'y' }), 'Field "b" is required'],
    ['… a part', check(when({ field: 'a', operator: 'contains', value: 'x' }), { a_as_keyword: 'axb' }), 'Field "b" is required'],
    ['… any value', check(when({ field: 'a', operator: 'not_empty' }), { a_as_keyword: 'x' }), 'Field "b" is required'],
    ['… no value', check(when({ field: 'a', operator: 'empty' }), {}), 'Field "b" is required'],
    ['… is unknown', check(when({ field: 'nope', operator: 'eq', value: 1 }), {}), 'Field "b" is required'],
    ['… all of',
      check(when({ rules: [{ field: 'a', operator: 'not_empty' }, { field: 'a', operator: 'eq', value: 'y' }] }), { a_as_keyword: 'x' }),
      { a_as_keyword: 'x', b_as_keyword: '' }],
    ['… any of', check(
      when({ combine: 'any', rules: [{ field: 'a', operator: 'not_empty' }, { field: 'a', operator: 'eq', value: 'y' }] }),
      { a_as_keyword: 'x' },
    ), 'Field "b" is required'],
    ['a chosen option',
      check([{ name: 'a', type: 'keyword', control: 'CHECKBOX_GROUP', metadata: options }, text('b', {
        validation: { required_when: { field: 'a', operator: 'contains', value: 'x' } },
      })], { a_as_keyword: '["x"]' }),
      'Field "b" is required'],
    ['a chosen user',
      check([{ name: 'a', type: 'keyword', control: 'USER_PICKER' }, text('b', {
        validation: { required_when: { field: 'a', operator: 'contains', value: 'u' } },
      })], { a_as_keyword: '[{"uid":"u","name":"U"}]' }),
      'Field "b" is required'],
    // Source: Kibana of about 9.5, x-pack/platform/plugins/shared/cases/common/types/domain/template/evaluate_conditions.ts
    ['a number among the chosen options, which is not a string',
      check([{ name: 'a', type: 'keyword', control: 'CHECKBOX_GROUP', metadata: { options: ['1'] } }, text('b', {
        validation: { required_when: { field: 'a', operator: 'contains', value: '1' } },
      })], { a_as_keyword: '[1]' }),
      { a_as_keyword: '[1]', b_as_keyword: '' }],
    ['a string among the chosen users, which is not a user',
      check([{ name: 'a', type: 'keyword', control: 'USER_PICKER' }, text('b', {
        validation: { required_when: { field: 'a', operator: 'contains', value: 'u' } },
      })], { a_as_keyword: '["u",{"name":"u"}]' }),
      { a_as_keyword: '["u",{"name":"u"}]', b_as_keyword: '' }],
    ['a list that is not empty',
      check([{ name: 'a', type: 'keyword', control: 'CHECKBOX_GROUP', metadata: options }, text('b', {
        validation: { required_when: { field: 'a', operator: 'not_empty' } },
      })], { a_as_keyword: '["x"]' }),
      'Field "b" is required'],
    ['a hidden required field',
      check([text('a'), text('b', { ...required, display: { show_when: { field: 'a', operator: 'not_empty' } } })], {}),
      { a_as_keyword: '', b_as_keyword: '' }],
    ['a required global field', check([], {}, '9.5.4', [text('g', required)]), 'Field "g" is required'],
    ['a required global field with a default',
      check([], {}, '9.5.4', [text('g', { ...required, metadata: { default: 'x' } })]), { g_as_keyword: 'x' }],
    ['a global field without a template', check([], { g_as_keyword: 'x' }, '9.5.4', [text('g')]), { g_as_keyword: 'x' }],
    ['a global field with a template',
      check([text('a')], { g_as_keyword: 'xyz' }, '9.5.4', [text('g', { validation: { max_length: 2 } })]),
      'Field "g" must be at most 2 characters'],
    ['a field of the template that is also global',
      check([text('g', { validation: { max_length: 1 } })], { g_as_keyword: 'xy' }, '9.5.4', [text('g')]), { g_as_keyword: 'xy' }],
  ] as const) {
    t.test(what, async t => {
      t.strictSame(await see(t), expected)
    })
  }

  t.test('from 9.5.3 on, each new case needs the required global fields', async t => {
    const seed = { fieldDefinitions: [{ definition: JSON.stringify(text('g', required)), isGlobal: true }] }
    t.equal((await call(await testServer(t, { kibanaVersion: '9.5.2', seed }), 'POST', '/api/cases', newCase)).status, 200)
    t.strictSame((await call(await testServer(t, { kibanaVersion: '9.5.3', seed }), 'POST', '/api/cases', newCase)).body,
      errorBody(400, 'Invalid extended_fields: Field "g" is required'))
  })

  t.test('a condition about a display-only field always holds', async t => {
    const conditional = text('g', { ...required, display: { show_when: { field: 'm', operator: 'not_empty' } } })
    const kibana = await testServer(t, {
      kibanaVersion: '9.5.4',
      seed: {
        fieldDefinitions: [{ name: 'm', control: 'MARKDOWN', metadata: { content: '' } }, conditional].map(field =>
          ({ definition: JSON.stringify(field), isGlobal: true })),
      },
    })
    t.strictSame((await call(kibana, 'POST', '/api/cases', newCase)).body, errorBody(400, 'Invalid extended_fields: Field "g" is required'))
  })
})

t.test('Fields for a case', async t => {
  const kibana = await server(t, {
    seed: {
      ...SEED,
      fieldDefinitions: [...SEED.fieldDefinitions, {
        definition: JSON.stringify(text('priority', { label: 'Global', ...required, metadata: { default: 'p' } })), isGlobal: true,
      }],
      cases: [{ id: 'c', title: 'x', template: { id: 'triage', version: 1 } }, { id: 'd', title: 'x' }],
    },
  })
  const field = { label: 'effort', required: false, requiredOnClose: false, displayOnly: false, source: 'template', isGlobal: false }
  const global = {
    key: 'priority_as_keyword',
    name: 'priority',
    label: 'Global',
    type: 'keyword',
    control: 'INPUT_TEXT',
    required: true,
    requiredOnClose: false,
    displayOnly: false,
    defaultValue: 'p',
    source: 'global',
    isGlobal: true,
  }
  const all = [
    global,
    { ...field, key: 'effort_as_integer', name: 'effort', type: 'integer', control: 'INPUT_NUMBER' },
    { ...field, key: 'notes_as_keyword', name: 'notes', label: 'notes', type: 'keyword', control: 'MARKDOWN', displayOnly: true },
    {
      ...field,
      key: 'impact_as_keyword',
      name: 'impact',
      label: 'Impact',
      type: 'keyword',
      control: 'SELECT_BASIC',
      options: [
        'low', 'high',
      ],
    },
  ]
  for (const [url, fields] of [
    ['/api/cases/fields?owner=cases&templateId=triage', all],
    ['/api/cases/fields?owner=cases', [global]],
    ['/api/cases/fields?owner=cases&templateId=', [global]],
    ['/api/cases/fields?owner=observability', []],
    ['/api/cases/c/fields', all],
    ['/api/cases/d/fields', [global]],
  ] as const) {
    t.test(url, async t => {
      t.strictSame((await call(kibana, 'GET', url)).body, { fields })
    })
  }
  // Source: Kibana of about 9.5, x-pack/platform/plugins/shared/cases/server/client/cases/applicable_fields.ts
  t.test('lists each key once: the last definition in the library, or the first in the template', async t => {
    const isGlobal = true
    const copy = await server(t, {
      seed: {
        fieldDefinitions: [
          { name: 'one', definition: JSON.stringify(text('a', { label: 'First' })), isGlobal },
          { name: 'two', definition: JSON.stringify(text('b')), isGlobal },
          { name: 'three', definition: JSON.stringify(text('a', { label: 'Last' })), isGlobal },
          { name: 'four', definition: JSON.stringify(text('c', { label: 'Referred' })) },
        ],
        templates: [{ id: 't', definition: 'fields: [{ $ref: four }, { name: c, type: keyword, control: TEXTAREA }, { $ref: three }]' }],
      },
    })
    const { fields } = (await call(copy, 'GET', '/api/cases/fields?owner=cases&templateId=t')).body
    t.strictSame(fields.map(({ label, source }: { label: string, source: string }) => [label, source]), [
      ['Last', 'global'], ['b', 'global'], ['Referred', 'template'],
    ])
  })
  for (const [url, status, message] of [
    ['/api/cases/fields', 400, '[request query.owner]: expected value of type [string] but got [undefined]'],
    ['/api/cases/fields?owner=cases&templateId=other', 400, 'Template other not found'],
    ['/api/cases/fields?owner=cases&templateId=invalid', 400, 'Template invalid has an invalid definition'],
    ['/api/cases/fields?owner=nobody', 403, 'Unauthorized to access case field definitions with owners: "nobody"'],
    ['/api/cases/nope/fields', 404, 'Saved object [cases/nope] not found'],
  ] as const) {
    t.test(url, async t => {
      t.strictSame((await call(kibana, 'GET', url)).body, errorBody(status, message))
    })
  }
})
