import t from 'tap'
import { call, errorBody } from '../helpers/cases.js'
import { PATH, PRIORITY, server } from './library.js'

const BODY = { name: 'Phishing', owner: 'cases', definition: PRIORITY }

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

  t.test('with dry_run checks everything and writes nothing', async t => {
    const kibana = await server(t)
    t.strictSame((await call(kibana, 'POST', `${PATH}?dry_run=true`, BODY)).body, { valid: true })
    t.equal((await call(kibana, 'GET', PATH)).body.total, 0)
    t.equal((await call(kibana, 'POST', `${PATH}?dry_run=true`, { ...BODY, owner: 1 })).status, 400)
  })

  const FIELD = 'fields:\n  - { name: a, type: keyword, control: INPUT_TEXT }\n'
  const issue = (rest: object, path: (string | number)[], message: string) => JSON.stringify([{ ...rest, path, message }])
  for (const [what, body, message] of [
    ['no body',
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
    ['many tags',
      { ...BODY, tags: Array(11).fill('t') },
      'Invalid request body: ' +
        `${issue(
          { origin: 'array', code: 'too_big', maximum: 10, inclusive: true }, ['tags'], 'Too big: expected array to have <=10 items',
        )}`],
    ['a tag that is no text',
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
    ['no boolean',
      { ...BODY, isEnabled: 'yes' },
      'Invalid request body: ' +
        `${issue({ expected: 'boolean', code: 'invalid_type' }, ['isEnabled'], 'Invalid input: expected boolean, received string')}`],
    ['no fields',
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
    ['a field and a reference of one name',
      { ...BODY, definition: `${FIELD}  - { $ref: a }` },
      `Invalid template definition: ${issue({ code: 'custom' }, ['fields'], 'Field names must be unique.')}`],
    ['repeated options',
      { ...BODY, definition: 'fields: [{ name: a, type: keyword, control: RADIO_GROUP, metadata: { options: [x, x] } }]' },
      `Invalid template definition: ${issue({ code: 'custom' }, ['fields', 0, 'metadata', 'options'], 'Options must be unique.')}`],
    ['no name',
      { owner: 'cases', definition: 'fields: []' },
      'A template name is required: provide `name` or a case-default title in the definition.'],
    ['a cleared title alone',
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

  t.test('allows 200 templates of an owner', async t => {
    const kibana = await server(t, {
      seed: { templates: Array.from({ length: 200 }, (_, index) => ({ id: `t${index}`, definition: 'fields: []' })) },
    })
    t.strictSame((await call(kibana, 'POST', PATH, BODY)).body, errorBody(400, 'Cannot create more than 200 templates per owner.'))
    await call(kibana, 'DELETE', `${PATH}/t7`)
    t.equal((await call(kibana, 'POST', PATH, BODY)).status, 200)
  })
})

t.test('PUT /api/cases/templates/{template_id}', async t => {
  t.test('makes a new version; the old one can still be read', async t => {
    const kibana = await server(t)
    const { body: { templateId } } = await call(kibana, 'POST', PATH, { ...BODY, description: 'mail', tags: ['soc'], isEnabled: false })
    const { body } = await call(kibana, 'PUT', `${PATH}/${templateId}`, { ...BODY, name: 'Fraud', definition: 'fields: []', tags: ['new'] })
    t.match(body, {
      templateId, name: 'Fraud', templateVersion: 2, latestVersion: 2, isLatest: true, isEnabled: false, tags: ['new'], author: 'elastic',
    })
    t.notOk('description' in body, 'it is replaced as a whole')
    t.match((await call(kibana, 'GET', `${PATH}/${templateId}?version=1`)).body, {
      name: 'Phishing', templateVersion: 1, latestVersion: 2, isLatest: false,
    })
    t.equal((await call(kibana, 'GET', `${PATH}/${templateId}`)).body.name, 'Fraud')
    t.equal((await call(kibana, 'GET', PATH)).body.total, 1)
    const { description, ...kept } = (await call(kibana, 'PUT', `${PATH}/${templateId}`, { ...BODY, name: 'Fraud', description: 'x' })).body
    t.strictSame([description, kept.tags, kept.templateVersion], ['x', undefined, 3])
  })

  t.test('with dry_run writes nothing', async t => {
    const kibana = await server(t, { seed: { templates: [{ id: 'a', definition: 'fields: []' }] } })
    t.strictSame((await call(kibana, 'PUT', `${PATH}/a?dry_run=true`, BODY)).body, { valid: true })
    t.equal((await call(kibana, 'GET', `${PATH}/a`)).body.templateVersion, 1)
  })

  t.test('refuses an unknown template, a name of another one, and a long id', async t => {
    const kibana = await server(t, {
      seed: { templates: [{ id: 'a', definition: 'fields: []' }, { id: 'b', name: 'taken', definition: 'fields: []' }] },
    })
    t.strictSame((await call(kibana, 'PUT', `${PATH}/nope`, BODY)).body, errorBody(404, 'Template with id nope not found'))
    t.equal((await call(kibana, 'PUT', `${PATH}/a`, { ...BODY, name: 'Taken' })).status, 409)
    t.equal((await call(kibana, 'PUT', `${PATH}/b`, { ...BODY, name: 'Taken' })).status, 200)
    t.strictSame((await call(kibana, 'PUT', `${PATH}/${'x'.repeat(37)}`, BODY)).body,
      errorBody(400, '[request params.template_id]: value has length [37] but it must have a maximum length of [36].'))
  })
})

t.test('DELETE /api/cases/templates/{template_id}', async t => {
  t.test('deletes all versions, which can still be read', async t => {
    const kibana = await server(t)
    const { body: { templateId } } = await call(kibana, 'POST', PATH, BODY)
    await call(kibana, 'PUT', `${PATH}/${templateId}`, BODY)
    t.equal((await call(kibana, 'DELETE', `${PATH}/${templateId}`)).status, 204)
    t.strictSame((await call(kibana, 'GET', `${PATH}/${templateId}`)).body, errorBody(404, `Template with id ${templateId} not found`))
    for (const version of [1, 2]) {
      t.equal(
        (await call(kibana, 'GET', `${PATH}/${templateId}?version=${version}&includeDeleted=true`)).body.deletedAt,
        '2025-06-01T10:00:00.000Z',
      )
    }
    t.strictSame((await call(kibana, 'DELETE', `${PATH}/${templateId}`)).body, errorBody(404, `Template with id ${templateId} not found`))
    t.equal((await call(kibana, 'POST', PATH, BODY)).status, 200, 'its name is free again')
  })
})

t.test('References to the library', async t => {
  const kibana = await server(t, {
    seed: {
      fieldDefinitions: [
        { definition: 'name: impact\ntype: keyword\ncontrol: SELECT_BASIC\nmetadata: { options: [low, high], default: low }' },
        { name: 'broken', definition: 'name: 1' },
        { name: 'no yaml', definition: 'a: b: c' },
      ],
      templates: [{
        id: 't',
        definition:
        'fields: [{ $ref: impact, name: effect, metadata: { default: high } }, { $ref: nope }, { $ref: broken }, { $ref: no yaml }]',
      }],
    },
  })
  const { body } = await call(kibana, 'GET', `${PATH}/t`)
  t.strictSame(body.fieldDefinitions, [{ name: 'effect', label: 'effect', type: 'keyword', control: 'SELECT_BASIC' }])
  t.equal(body.fieldCount, 4)
  t.match(kibana.exportState().fieldDefinitions, [
    { name: 'impact', owner: 'cases', isGlobal: false }, { name: 'broken' }, { name: 'no yaml' },
  ])
})

t.test('Privileges of templates', async t => {
  const role = (...privileges: string[]) => ({ kibana: [{ spaces: ['*'], base: [], feature: { generalCasesV3: privileges } }] })
  const kibana = await server(t, {
    security: {
      roles: {
        reads: role('read'),
        manages: role('read', 'cases_manage_templates'),
        all: role('all'),
        minimal: role('minimal_all'),
        none: role('cases_delete'),
      },
      users: Object.fromEntries(['reads', 'manages', 'all', 'minimal', 'none'].map(name => [name, { password: 'x', roles: [name] }])),
    },
    seed: { templates: [{ id: 't', definition: 'fields: []' }, { id: 'o', owner: 'observability', definition: 'fields: []' }] },
  })
  const as = (user: string) => ({ authorization: `Basic ${Buffer.from(`${user}:x`).toString('base64')}` })
  const refused = errorBody(403, 'Unauthorized to update case templates with owners: "cases"')
  for (const [user, status] of [['manages', 200], ['all', 200], ['minimal', 403], ['reads', 403]] as const) {
    const { status: got, body } = await call(kibana, 'POST', `${PATH}?dry_run=true`, BODY, as(user))
    t.equal(got, status, user)
    if (status === 403) t.strictSame(body, refused)
  }
  t.strictSame((await call(kibana, 'PUT', `${PATH}/t`, BODY, as('reads'))).body, refused)
  t.strictSame((await call(kibana, 'DELETE', `${PATH}/t`, undefined, as('reads'))).body, refused)
  t.equal(
    (await call(kibana, 'PUT', `${PATH}/t`, { ...BODY, owner: 'observability' }, as('all'))).status,
    403,
    'it needs the privilege for the new owner too',
  )
  t.strictSame(
    (await call(kibana, 'GET', PATH, undefined, as('reads'))).body.templates.map(({ templateId }: { templateId: string }) => templateId),
    ['t'],
  )
  t.equal((await call(kibana, 'GET', `${PATH}/t`, undefined, as('reads'))).status, 200)
  t.strictSame((await call(kibana, 'GET', `${PATH}/o`, undefined, as('reads'))).body, errorBody(
    403, 'Unauthorized to access case templates with owners: "observability"',
  ))
  t.strictSame(
    (await call(kibana, 'GET', PATH, undefined, as('none'))).body, errorBody(403, 'Unauthorized to access case templates of any owner'),
  )
})
