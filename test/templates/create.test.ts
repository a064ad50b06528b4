import t from 'tap'
import { call, errorBody } from '../helpers/cases.js'
import { BODY, PATH, PRIORITY, server } from './template-server.js'

t.test('POST /api/cases/templates', async t => {
  t.test('keeps warnings of the YAML parser to itself', async t => {
    const warned = t.capture(process, 'emitWarning')
    const kibana = await server(t, {
      seed: { fieldDefinitions: [{ definition: '%unknown\n---\nname: impact\ntype: keyword\ncontrol: TEXTAREA' }] },
    })
    const { status, body } = await call(kibana, 'POST', PATH, { ...BODY, definition: `%unknown\n---\n${PRIORITY}  - $ref: impact\n` })
    t.equal(status, 200)
    t.match(body.fieldDefinitions, [{ name: 'priority' }, { name: 'impact' }])
    t.strictSame(warned(), [])
  })

  t.test('creates the first version of a template', async t => {
    const kibana = await server(t)
    const { status, body } = await call(kibana, 'POST', PATH, { ...BODY, description: 'mail', tags: ['soc'] })
    const field = { name: 'priority', label: 'Priority', type: 'keyword', control: 'INPUT_TEXT' }
    t.equal(status, 200)
    t.strictSame(body, {
      templateId: body.templateId,
      name: 'Phishing',
      owner: 'cases',
      definition: { fields: [field] },
      definitionString: PRIORITY,
      templateVersion: 1,
      deletedAt: null,
      description: 'mail',
      tags: ['soc'],
      author: 'elastic',
      fieldCount: 1,
      fieldDefinitions: [field],
      isLatest: true,
      isEnabled: true,
      latestVersion: 1,
    })
    t.strictSame((await call(kibana, 'GET', `${PATH}/${body.templateId}`)).body, body)
  })

  t.test('uses the title of the definition as the name', async t => {
    const kibana = await server(t)
    t.equal(
      (await call(kibana, 'POST', PATH, { owner: 'cases', definition: 'name: From the title\nfields: []' })).body.name, 'From the title',
    )
  })

  // Source: Kibana of about 9.5, x-pack/platform/plugins/shared/cases/server/services/templates/utils.ts (trimFieldDefaults)
  t.test('trims the text defaults of fields, and keeps comments', async t => {
    const kibana = await server(t)
    const field = (name: string, value: string) => `  - name: ${name} # kept\n    type: keyword\n    control: TEXTAREA\n    metadata:\n` +
      `      default: ${value}\n`
    const { templateId, definition, definitionString } = (await call(kibana, 'POST', PATH, {
      ...BODY, definition: `# kept\nfields:\n${field('a', '" x  y "')}${field('b', "' '")}${field('c', 'z')}`,
    })).body
    t.match(definition.fields, [{ metadata: { default: 'x  y' } }, { metadata: { default: '' } }, { metadata: { default: 'z' } }])
    t.equal(definitionString, `# kept\nfields:\n${field('a', '"x  y"')}${field('b', "''")}${field('c', 'z')}`)
    const { body } = await call(kibana, 'PUT', `${PATH}/${templateId}`, { ...BODY, definition: `fields:\n${field('a', '" x "')}` })
    t.equal(body.definitionString, `fields:\n${field('a', '"x"')}`)
    const untouched = 'fields:   [{ name: n, type: long, control: INPUT_NUMBER, metadata: { default: 1 } }]'
    t.equal((await call(kibana, 'PUT', `${PATH}/${templateId}`, { ...BODY, definition: untouched })).body.definitionString, untouched)
  })

  t.test('checks everything and writes nothing with dry_run', async t => {
    const kibana = await server(t)
    t.strictSame((await call(kibana, 'POST', `${PATH}?dry_run=true`, BODY)).body, { valid: true })
    t.equal((await call(kibana, 'GET', PATH)).body.total, 0)
    t.equal((await call(kibana, 'POST', `${PATH}?dry_run=true`, { ...BODY, owner: 1 })).status, 400)
  })

  const FIELD = 'fields:\n  - { name: a, type: keyword, control: INPUT_TEXT }\n'
  const issue = (rest: object, path: (string | number)[], message: string) => JSON.stringify([{ ...rest, path, message }])
  for (const [what, body, message] of [
    ['a missing body',
      undefined,
      `Invalid request body: ${issue({ expected: 'object', code: 'invalid_type' }, [], 'Invalid input: expected object, received null')}`],
    ['an empty name',
      { ...BODY, name: '' },
      'Invalid request body: ' +
        `${issue({
          origin: 'string', code: 'too_small', minimum: 1, inclusive: true,
        }, ['name'], 'Too small: expected string to have >=1 characters')}`],
    ['a long name',
      { ...BODY, name: 'x'.repeat(51) },
      'Invalid request body: ' +
        `${issue(
          { origin: 'string', code: 'too_big', maximum: 50, inclusive: true }, ['name'], 'Too big: expected string to have <=50 characters',
        )}`],
    ['too many tags',
      { ...BODY, tags: Array(11).fill('t') },
      'Invalid request body: ' +
        `${issue(
          { origin: 'array', code: 'too_big', maximum: 10, inclusive: true }, ['tags'], 'Too big: expected array to have <=10 items',
        )}`],
    ['a tag that is not a string',
      { ...BODY, tags: [1] },
      'Invalid request body: ' +
        `${issue({ expected: 'string', code: 'invalid_type' }, ['tags', 0], 'Invalid input: expected string, received number')}`],
    ['an unknown key',
      { ...BODY, author: 'x' },
      `Invalid request body: ${issue({ code: 'unrecognized_keys', keys: ['author'] }, [], 'Unrecognized key: "author"')}`],
    ['an unknown key that every object inherits',
      { ...BODY, toString: 'x' },
      `Invalid request body: ${issue({ code: 'unrecognized_keys', keys: ['toString'] }, [], 'Unrecognized key: "toString"')}`],
    ['unknown keys',
      { ...BODY, author: 'x', isDefault: true },
      'Invalid request body: ' +
        `${issue({ code: 'unrecognized_keys', keys: ['author', 'isDefault'] }, [], 'Unrecognized keys: "author", "isDefault"')}`],
    ['a string for a boolean',
      { ...BODY, isEnabled: 'yes' },
      'Invalid request body: ' +
        `${issue({ expected: 'boolean', code: 'invalid_type' }, ['isEnabled'], 'Invalid input: expected boolean, received string')}`],
    ['a definition without fields',
      { ...BODY, definition: 'severity: low' },
      'Invalid template definition: ' +
        `${issue({ expected: 'array', code: 'invalid_type' }, ['fields'], 'Invalid input: expected array, received undefined')}`],
    ['an empty definition',
      { ...BODY, definition: '' },
      'Invalid template definition: ' +
        `${issue({ expected: 'object', code: 'invalid_type' }, [], 'Invalid input: expected object, received null')}`],
    ['an unknown severity',
      { ...BODY, definition: 'severity: bad\nfields: []' },
      'Invalid template definition: ' +
        `${issue(
          { code: 'invalid_value', values: ['low', 'medium', 'high', 'critical'] },
          ['severity'],
          'Invalid option: expected one of "low"|"medium"|"high"|"critical"',
        )}`],
    ['repeated fields',
      { ...BODY, definition: `${FIELD}  - { name: a, type: keyword, control: TEXTAREA }` },
      `Invalid template definition: ${issue({ code: 'custom' }, ['fields'], 'Field names must be unique.')}`],
    ['a field and a reference with the same name',
      { ...BODY, definition: `${FIELD}  - { $ref: a }` },
      `Invalid template definition: ${issue({ code: 'custom' }, ['fields'], 'Field names must be unique.')}`],
    ['repeated options',
      { ...BODY, definition: 'fields: [{ name: a, type: keyword, control: RADIO_GROUP, metadata: { options: [x, x] } }]' },
      `Invalid template definition: ${issue({ code: 'custom' }, ['fields', 0, 'metadata', 'options'], 'Options must be unique.')}`],
    ['a missing name',
      { owner: 'cases', definition: 'fields: []' },
      'A template name is required: provide `name` or a case-default title in the definition.'],
    ['only an empty title',
      { owner: 'cases', definition: 'name:\nfields: []' },
      'A template name is required: provide `name` or a case-default title in the definition.'],
  ] as const) {
    t.test(`refuses ${what}`, async t => {
      t.strictSame((await call(await server(t), 'POST', PATH, body)).body, errorBody(400, message))
    })
  }

  t.test('lists the mismatches of each kind of field', async t => {
    const {
      body: { message },
    } = await call(await server(t), 'POST', PATH, { ...BODY, definition: 'fields:\n  - name: 1\n    control: TOGGLE' })
    const [{ code, errors, path }] = JSON.parse(message.replace('Invalid template definition: ', ''))
    t.strictSame([code, path, errors.length], ['invalid_union', ['fields', 0], 11])
    t.strictSame(errors[0].at(-1), {
      code: 'invalid_value', values: ['INPUT_TEXT'], path: ['control'], message: 'Invalid input: expected "INPUT_TEXT"',
    })
    t.match(errors[5], [
      { message: 'Invalid input: expected string, received number', path: ['name'] }, { message: 'Invalid input: expected "boolean"' },
    ])
  })

  t.test('refuses a definition that is not YAML, with the message of the parser', async t => {
    const { body } = await call(await server(t), 'POST', PATH, { ...BODY, definition: 'a: b: c' })
    t.match(body.message, /^Invalid YAML definition: YAMLParseError: Nested mappings are not allowed/)
  })

  t.test('refuses a name that the owner already uses, ignoring case', async t => {
    const kibana = await server(t)
    await call(kibana, 'POST', PATH, BODY)
    t.strictSame((await call(kibana, 'POST', PATH, { ...BODY, name: ' PHISHING' })).body,
      errorBody(409, 'Template name " PHISHING" already exists for owner "cases"'))
    t.equal((await call(kibana, 'POST', PATH, { ...BODY, owner: 'observability' })).status, 200)
  })

  t.test('allows 200 templates per owner', async t => {
    const kibana = await server(t, {
      seed: { templates: Array.from({ length: 200 }, (_, index) => ({ id: `t${index}`, definition: 'fields: []' })) },
    })
    t.strictSame((await call(kibana, 'POST', PATH, BODY)).body, errorBody(400, 'Cannot create more than 200 templates per owner.'))
    await call(kibana, 'DELETE', `${PATH}/t7`)
    t.equal((await call(kibana, 'POST', PATH, BODY)).status, 200)
  })
})
