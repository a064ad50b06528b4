import { testRows, unknown, type Client } from './table.js'

/** Closes a case with these fields, and returns the message of a refusal, or else the payload of the activity. */
const closing = (fields: object, made: object = {}) => async (client: Client) => {
  const { id, version } = await client.make(made)
  const said = await client.said('PATCH', '/api/cases', { cases: [{ id, version, status: 'closed', ...fields }] })
  if (said !== 200) return String(said).replace(id, 'ID')
  const { body } = await client.call('GET', `/api/cases/${id}/user_actions/_find?types=status`)
  return body.userActions[0].payload
}

testRows('reasons for closing', [
  ['closeReason',
    '9.3.9', '9.4.0', client => closing({ closeReason: 'duplicate' })(client).then(unknown), 'unknown key',
    { status: 'closed', closeReason: 'duplicate' }],
  ['a blank closeReason',
    '9.3.9', '9.4.0', client => closing({ closeReason: ' ' })(client).then(unknown), 'unknown key', { status: 'closed' }],
  ['an unknown closeReason',
    '9.3.9', '9.4.0', client => closing({ closeReason: 'boredom' })(client).then(unknown), 'unknown key',
    'Invalid close reason: "boredom"'],
  ['an unknown closeReason of another owner',
    '9.3.9', '9.4.0', client => closing({ closeReason: 'boredom' }, { owner: 'observability' })(client).then(unknown), 'unknown key',
    { status: 'closed', closeReason: 'boredom' }],
  ['a closeReason without synchronized alerts', '9.3.9', '9.4.0', client => closing({ closeReason: 'other' }, {
    settings: { syncAlerts: false },
  })(client).then(unknown),
  'unknown key', 'Cannot provide a close reason for case ID when sync alerts is disabled.'],
  ['a closeReason alone',
    '9.3.9', '9.4.0', client => client.patched({ closeReason: 'other' }).then(unknown), 'unknown key',
    'All update fields are identical to current version.'],
])

const extended = (fields: object) => (client: Client) => client.created(fields).then(unknown)

const GLOBAL_FIELD = 'name: ticket\nlabel: Ticket\ntype: keyword\ncontrol: INPUT_TEXT\nvalidation: { required: true }\n'
const TEMPLATE =
  'severity: high\ncategory: phishing\nfields:\n  - { name: source, type: keyword, control: INPUT_TEXT, metadata: { default: mail } }\n'

const TWO_FIELDS =
  'fields:\n  - { name: source, type: keyword, control: INPUT_TEXT, metadata: { default: mail } }\n' +
  '  - { name: place, type: keyword, control: INPUT_TEXT, metadata: { default: here } }\n'
const FIELD_WITH_DEFAULT = 'name: team\ntype: keyword\ncontrol: INPUT_TEXT\nmetadata: { default: red }\n'

const seedField = (client: Client, definition: string) =>
  client.call('POST', '/_mock/seed', { fieldDefinitions: [{ definition, owner: 'securitySolution', isGlobal: true }] })

const seedTemplate = (client: Client, definition: string) =>
  client.call('POST', '/_mock/seed', { templates: [{ id: 'triage', name: 'Triage', owner: 'securitySolution', definition }] })

/** Creates a case, and returns the extended fields in its activity. */
const recordedFields = async (client: Client, fields: object) => {
  const { id } = await client.make(fields)
  const { body } = await client.call('GET', `/api/cases/${id}/user_actions/_find?types=extended_fields`)
  return body.userActions.map(({ payload }: { payload: { extended_fields: object } }) => payload.extended_fields)
}

testRows('templates and extended fields', [
  ['extended fields are kept', '9.3.9', '9.4.0', extended({ extended_fields: { a_as_keyword: 'x' } }), 'unknown key', 200],
  ['a template is kept', '9.3.9', '9.4.0', extended({ template: { id: 't', version: 1 } }), 'unknown key', 200],
  ['patched extended fields', '9.3.9', '9.4.0', async client =>
    (await client.patch(await client.make(), { extended_fields: { a_as_keyword: 'x' } }))?.extended_fields,
  undefined, { a_as_keyword: 'x' }],
  ['extended fields that are not texts',
    '9.3.9', '9.4.0', extended({ extended_fields: { a: 1 } }), 'unknown key', 'Invalid value "1" supplied to "extended_fields,a"'],
  ['an extended field without a definition',
    '9.4.9', '9.5.0', extended({ extended_fields: { a: 'x' } }), 200,
    'extended_fields keys [a] are not global (isGlobal) field definitions'],
  ['an extended field without a definition', '9.5.1', '9.5.2', extended({
    extended_fields: { a: 'x', b: 'y' },
  }), 'extended_fields keys [a, b] are not global (isGlobal) field definitions',
  'Invalid extended_fields: Unknown extended field key: "a". No fields are available for this case; Unknown extended field key: "b". ' +
      'No fields are available for this case'],
  ['a patched extended field without a definition',
    '9.4.9', '9.5.0', client => client.patched({ extended_fields: { a: 'x' } }), 200,
    'extended_fields keys [a] are not global (isGlobal) field definitions'],
  ['a required global field of a new case', '9.5.2', '9.5.3', async client => {
    await seedField(client, GLOBAL_FIELD)
    return client.created({})
  }, 200, 'Invalid extended_fields: Field "Ticket" is required'],
  ['the defaults of a template in a new case', '9.4.9', '9.5.0', async client => {
    await seedTemplate(client, TEMPLATE)
    const { severity, category, template, extended_fields: fields } = await client.make({ template: { id: 'triage', version: 1 } })
    return [severity, category, template, fields]
  }, [
    'low', null, { id: 'triage', version: 1 }, undefined,
  ], ['high', 'phishing', { id: 'triage', version: 1 }, { source_as_keyword: 'mail' }]],
  // Source: Kibana's cases/server/client/cases/create.ts; pull requests 283185 and 284310, in the release notes of 9.5.2
  ['the default of a global field in a new case', '9.5.1', '9.5.2', async client => {
    await seedField(client, FIELD_WITH_DEFAULT)
    return (await client.make({})).extended_fields
  }, undefined, { team_as_keyword: 'red' }],
  ['the recorded fields of a case from a template', '9.5.1', '9.5.2', async client => {
    await seedTemplate(client, TWO_FIELDS)
    return recordedFields(client, { template: { id: 'triage', version: 1 }, extended_fields: { source_as_keyword: 'chat' } })
  }, [{ source_as_keyword: 'chat', place_as_keyword: 'here' }], [{ source_as_keyword: 'chat' }]],
  ['the recorded fields of a case with the defaults of a template', '9.5.1', '9.5.2', async client => {
    await seedTemplate(client, TWO_FIELDS)
    return recordedFields(client, { template: { id: 'triage', version: 1 } })
  }, [{ source_as_keyword: 'mail', place_as_keyword: 'here' }], []],
  ['the recorded fields of a case without a template', '9.5.1', '9.5.2', async client => {
    await seedField(client, FIELD_WITH_DEFAULT)
    return recordedFields(client, { extended_fields: { team_as_keyword: 'blue' } })
  }, [], [{ team_as_keyword: 'blue' }]],
  ['an unknown template', '9.4.9', '9.5.0', extended({ template: { id: 't', version: 1 } }), 200, 'Template t not found'],
  ['a patched unknown template',
    '9.4.9', '9.5.0', client => client.patched({ template: { id: 't', version: 1 } }), 200, 'Template t not found'],
  ['null as the template of a new case', '9.4.9', '9.5.0', client => client.created({ template: null }), 200, 200],
])
