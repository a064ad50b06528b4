import t, { type Test } from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { pushApp } from '../helpers/push.js'
import { execute } from './connector-bodies.js'

// Source: docs/reference/kibana/push-and-connectors.md §3.1; Kibana's stack_connectors/server/connector_types/resilient/utils.test.ts

const V9_2 = { kibanaVersion: '9.2.0' }
const push = (app: ReturnType<typeof pushApp>, incident: object) =>
  execute(app, 'resilient', { subAction: 'pushToService', subActionParams: { incident: { name: 'x', ...incident } } })
const message = async (...call: Parameters<typeof push>) => (await push(...call)).body.service_message

/** Creates an incident and updates its additional fields; returns the changes that were sent (not the name's) and all fields. */
async function changes (t: Test, before: object, after: object) {
  const app = pushApp(t, V9_2)
  await push(app, { additionalFields: before })
  t.match(await push(app, { externalId: '2101', additionalFields: after }), { body: { status: 'ok' } })
  const { body } = findIncidents(app.kibana)[0]!.calls[1]!.requests.find(({ method }) => method === 'PATCH')!
  return {
    changes: (body as { changes: object[] }).changes.slice(0, -1), fields: findIncidents(app.kibana)[0]!.fields,
  }
}

t.test('additional fields for IBM Resilient', async t => {
  const values: [type: string, name: string, before: unknown, after: unknown, old: object, changed: object][] = [
    ['text', 'city', 'Ulm', 'Bonn', { text: 'Ulm' }, { text: 'Bonn' }],
    ['text that is a number', 'city', 'Ulm', 7, { text: 'Ulm' }, {}],
    ['text that is null', 'city', 'Ulm', null, { text: 'Ulm' }, {}],
    ['textarea',
      'resolution_summary', 'a', 'b', { textarea: { format: 'text', content: 'a' } }, { textarea: { format: 'text', content: 'b' } }],
    ['textarea with a format',
      'resolution_summary', { format: 'html', content: 'a' }, 'b', { textarea: { format: 'html', content: 'a' } },
      { textarea: { format: 'html', content: 'b' } }],
    ['textarea with another format',
      'resolution_summary', undefined, { format: 'html', content: 'b' },
      { textarea: null }, { textarea: { format: 'html', content: 'b' } }],
    ['select', 'resolution_id', 7, 10, { id: 7 }, { id: 10 }],
    ['date and time', 'start_date', undefined, 1_700_000_000_000, {}, { date: 1_700_000_000_000 }],
  ]
  for (const [type, name, before, after, old_value, new_value] of values) {
    t.test(`change in an update: ${type}`, async t => {
      const { changes: sent, fields } = await changes(t, before === undefined ? {} : { [name]: before }, { [name]: after })
      t.strictSame(sent, [{ field: { name }, old_value, new_value }])
      t.strictSame(fields[name], Object.values(new_value)[0] ?? null)
    })
  }

  t.test('are stored in the properties of an incident if they are custom fields of an organization', async t => {
    const { changes: sent, fields } = await changes(
      t, { properties: { customer: 'ACME' }, affected_hosts: 1, is_reported: false }, { affected_hosts: 2, is_reported: true, due_date: 5 },
    )
    t.strictSame(sent, [
      { field: { name: 'affected_hosts' }, old_value: { object: 1 }, new_value: { object: 2 } },
      { field: { name: 'is_reported' }, old_value: { boolean: false }, new_value: { boolean: true } },
      { field: { name: 'due_date' }, old_value: {}, new_value: { date: 5 } },
    ])
    t.strictSame(fields.properties, { customer: 'ACME', affected_hosts: 2, is_reported: true, due_date: 5 })
  })

  t.test('are refused by an update, but not on creation, if the system does not know them', async t => {
    const app = pushApp(t, V9_2)
    t.match(await push(app, { additionalFields: { constructor: 'x' } }), { body: { status: 'ok' } })
    t.match(findIncidents(app.kibana), [{ fields: { constructor: 'x' } }])
    t.equal(await message(app, { externalId: '2101', additionalFields: { constructor: 'x' } }),
      '[Action][IBM Resilient]: Unable to update incident with id 2101. Error: No metadata found for field constructor.')
  })

  t.test('accept only the options that the system offers', async t => {
    const app = pushApp(t, V9_2)
    const accepted = 'Accepted values: 7 (for "Unresolved"),8 (for "Duplicate"),9 (for "Not an Issue"),10 (for "Resolved")'
    t.equal(await message(app, { additionalFields: { resolution_id: 1 } }),
      `[Action][IBM Resilient]: Unable to create incident. Error: Invalid values provided to resolution_id: [\n  1\n]. ${accepted}.`)
    t.match(await push(app, {}), { body: { status: 'ok' } })
    t.match(await message(app, { externalId: '2101', additionalFields: { resolution_id: 1 } }), /Unable to update .* resolution_id: \[\n {2}1\n\]/)
    t.match(await message(app, { externalId: '2101', severityCode: 9 }), /Invalid values provided to severity_code: \[\n {2}9\n\]\. Accepted/)
    t.match(await message(app, { externalId: '2101', incidentTypes: [17, 9] }), /Invalid values provided to incident_type_ids: \[\n {2}17,\n {2}9/)
  })

  const refused: [what: string, additionalFields: object, message: RegExp][] = [
    ['a field of the connector itself', { name: 'y' }, /The following properties cannot be defined inside additionalFields: name\./],
    ['more than 50 fields', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`f${index}`, 1])), /A maximum of 50 additionalFields can/],
  ]
  for (const [what, additionalFields, text] of refused) {
    t.test(`do not include ${what}`, async t => {
      t.match(await message(pushApp(t, V9_2), { additionalFields }), text)
    })
  }

  t.test('have no value in an update if their type is unknown, and accept any value if there are no options', async t => {
    const app = pushApp(t, V9_2)
    await push(app, {})
    const field = (name: string, input_type: string) => ({ name, input_type, read_only: false, text: name })
    app.kibana.externalSystems.addFailure({
      match: { operation: 'getFields' }, response: { status: 200, body: [field('name', 'tag'), field('severity_code', 'select')] },
    })
    await push(app, { externalId: '2101', severityCode: 9 })
    t.match(findIncidents(app.kibana)[0]!.calls[1]!.requests[2]!.body, {
      changes: [
        { field: { name: 'name' }, old_value: {}, new_value: {} },
        { field: { name: 'severity_code' }, old_value: {}, new_value: { id: 9 } },
      ],
    })
  })

  t.test('fail the push if their definitions cannot be read', async t => {
    const app = pushApp(t, V9_2)
    app.kibana.externalSystems.addFailure({ match: { operation: 'getFields' }, response: { status: 500, body: { message: 'hot' } } })
    t.equal(await message(app, { additionalFields: { city: 'Ulm' } }),
      '[Action][IBM Resilient]: Unable to create incident. Error: [Action][IBM Resilient]: Unable to get fields. ' +
        'Error: Status code: 500. Message: API Error: hot..')
  })

  t.test('are unknown before 9.2, when an update does not read definitions', async t => {
    const app = pushApp(t, { kibanaVersion: '9.1.9' })
    t.equal(await message(app, { additionalFields: null }),
      'Request validation failed (Error: [incident.additionalFields]: definition for this key is missing)')
    await push(app, { severityCode: 9 })
    t.match(await push(app, { externalId: '2101', severityCode: 8, incidentTypes: [1] }), { body: { status: 'ok' } })
    const { calls: [, update], fields } = findIncidents(app.kibana)[0]!
    t.strictSame(update!.requests.map(({ method }) => method), ['GET', 'PATCH', 'GET'])
    t.match(update!.requests[1]!.body, {
      changes: [
        { field: { name: 'name' }, old_value: { text: 'x' }, new_value: { text: 'x' } },
        { field: { name: 'incident_type_ids' }, old_value: { text: '' }, new_value: { ids: [1] } },
        { field: { name: 'severity_code' }, old_value: { id: 9 }, new_value: { id: 8 } },
      ],
    })
    t.strictSame([fields.incident_type_ids, fields.severity_code], [[1], 8])
  })

  t.test('are described by getFields, with their prefix and options from 9.2 on', async t => {
    for (const [kibanaVersion, more] of [['9.1.9', {}], ['9.2.0', { prefix: null, values: [] }]] as const) {
      const { body } = await execute(pushApp(t, { kibanaVersion }), 'resilient', { subAction: 'getFields', subActionParams: {} })
      t.strictSame(body.data[0], { name: 'name', input_type: 'text', read_only: false, required: 'always', text: 'Name', ...more })
    }
  })
})

t.test('IBM Resilient before 8.14', async t => {
  const app = pushApp(t, { kibanaVersion: '8.13.4' })
  const run = async (subAction: string) => (await execute(app, 'resilient', { subAction, subActionParams: {} })).body
  t.match(await push(app, { incidentTypes: [17] }), { body: { status: 'ok', data: { id: '2101' } } })
  t.match(await push(app, { externalId: '2101', description: 'y' }), { body: { status: 'ok', data: { id: '2101' } } })
  t.match(findIncidents(app.kibana), [{ fields: { name: 'x', incident_type_ids: [17] } }])
  t.strictSame((await run('severity')).data, [{ id: 4, name: 'Low' }, { id: 5, name: 'Medium' }, { id: 6, name: 'High' }])
  t.match((await run('getFields')).data[0], { name: 'name', values: [] }, 'the unchanged response of the system')
  const unknown = 'Request failed with status code 404'
  t.equal(await message(app, { externalId: '1' }),
    '[Action][IBM Resilient]: Unable to update incident with id 1. Error: ' +
      `[Action][IBM Resilient]: Unable to get incident with id 1. Error: ${unknown}.`)
  app.kibana.externalSystems.addFailure({ failure: 'missing-field' })
  t.equal(await message(app, {}), '[Action][IBM Resilient]: Unable to create incident. Error: Request failed with status code 400.')
})
