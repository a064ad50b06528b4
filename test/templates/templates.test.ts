import t from 'tap'
import { call, errorBody } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'
import { BODY, PATH, server } from './template-server.js'

t.test('PUT /api/cases/templates/{template_id}', async t => {
  t.test('creates a new version; the old one can still be read', async t => {
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

  t.test('keeps values that a request cannot set, except that the template is no longer the default', async t => {
    const kept = { author: 'ann', usageCount: 3, lastUsedAt: '2025-01-02T00:00:00.000Z' }
    const kibana = await server(t, { seed: { templates: [{ id: 'a', definition: 'fields: []', isDefault: true, ...kept }] } })
    const { body } = await call(kibana, 'PUT', `${PATH}/a`, BODY)
    t.match(body, kept)
    t.notOk('isDefault' in body)
  })

  t.test('writes nothing with dry_run', async t => {
    const kibana = await server(t, { seed: { templates: [{ id: 'a', definition: 'fields: []' }] } })
    t.strictSame((await call(kibana, 'PUT', `${PATH}/a?dry_run=true`, BODY)).body, { valid: true })
    t.equal((await call(kibana, 'GET', `${PATH}/a`)).body.templateVersion, 1)
  })

  t.test('refuses an unknown template, the name of another one, and a long id', async t => {
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
  const as = (user: string) => ({ authorization: basic(user, 'x') })
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
