import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { createCase, errorBody, getCase } from '../helpers/cases.js'
import { configure, send } from '../helpers/configure.js'

const customFields = [
  { key: 'text', label: 'Text', type: 'text', required: true, defaultValue: 'd' },
  { key: 'toggle', label: 'Toggle', type: 'toggle', required: false },
  { key: 'number', label: 'Number', type: 'number', required: false },
]
const put = (kibana: RunningServer, id: string, key: string, body: unknown) =>
  send(kibana, 'PUT', `/internal/cases/${id}/custom_fields/${key}`, body)
const steps = async (kibana: RunningServer, id: string) =>
  (await send(kibana, 'GET', `/api/cases/${id}/user_actions/_find`)).body.userActions.slice(1)

t.test('PUT /internal/cases/{case_id}/custom_fields/{custom_field_id}', async t => {
  t.test('returns the field; the case lists the other fields after it', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields })
    const { comments, ...made } = await createCase(kibana)
    kibana.clock.advance(1000)
    const { status, body, headers } = await put(kibana, made.id, 'number', { value: 5, caseVersion: made.version })
    t.strictSame([status, body, headers['elastic-api-version']], [200, { key: 'number', type: 'number', value: 5 }, undefined])
    const after = await getCase(kibana, made.id)
    const [text, toggle] = made.customFields
    t.strictSame(after, {
      ...made,
      version: after.version,
      customFields: [{ key: 'number', type: 'number', value: 5 }, text, toggle],
      updated_at: '2025-06-01T10:00:01.000Z',
      updated_by: { username: 'elastic', full_name: null, email: null },
    })
    t.not(after.version, made.version)
    t.match(await steps(kibana, made.id), [
      { type: 'customFields', action: 'update', payload: { customFields: [{ key: 'number', type: 'number', value: 5 }] } },
    ])
    t.equal((await steps(kibana, made.id)).length, 1)
  })

  t.test('accepts an unchanged value, but records no activity', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields })
    const made = await createCase(kibana)
    t.equal((await put(kibana, made.id, 'text', { value: 'd', caseVersion: made.version })).status, 200)
    t.not((await getCase(kibana, made.id)).version, made.version)
    t.strictSame(await steps(kibana, made.id), [])
  })

  t.test('clears an optional field', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields })
    const made = await createCase(kibana, { customFields: [{ key: 'toggle', type: 'toggle', value: true }] })
    t.strictSame((await put(kibana, made.id, 'toggle', { value: null, caseVersion: made.version })).body, {
      key: 'toggle', type: 'toggle', value: null,
    })
  })

  t.test('sets a field that was configured after the case was created', async t => {
    const kibana = await testServer(t)
    const made = await createCase(kibana)
    await configure(kibana, { customFields })
    await put(kibana, made.id, 'number', { value: 0, caseVersion: made.version })
    t.strictSame((await getCase(kibana, made.id)).customFields, [{ key: 'number', type: 'number', value: 0 }], 'and no other')
  })

  t.test('refuses, in Kibana’s order, and changes nothing', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { customFields })
    const made = await createCase(kibana)
    const before = await getCase(kibana, made.id)
    const { version: caseVersion } = made
    const long = 'a'.repeat(161)
    const wrong = (value: unknown) => `Invalid value "${String(value)}" supplied to "value"`
    // The value is decoded as one of several types (boolean, null, text, number), then again as the type of the field
    const cases: [name: string, id: string, key: string, body: unknown, status: number, message: string][] = [
      ['no body',
        made.id, 'text', null, 400,
        'Invalid value "null" supplied to "{| value: (boolean | null | LimitedString | LimitedNumberAsInteger), caseVersion: string |}"'],
      ['nothing', made.id, 'text', {}, 400, `${wrong(undefined)},Invalid value "undefined" supplied to "caseVersion"`],
      ['a list', made.id, 'text', { value: [], caseVersion }, 400, 'Invalid value "[]" supplied to "value"'],
      ['an empty text', made.id, 'text', { value: ' ', caseVersion }, 400, `${wrong(' ')},The value field cannot be an empty string.`],
      ['a text of 161 characters',
        made.id, 'text', { value: long, caseVersion }, 400,
        `${wrong(long)},The length of the value is too long. The maximum length is 160.`],
      ['a fraction',
        made.id, 'number', { value: 1.5, caseVersion }, 400,
        `${wrong(1.5)},The value field should be an integer between -(2^53 - 1) and 2^53 - 1, inclusive.`],
      ['an extra key', made.id, 'text', { value: 'x', caseVersion, foo: 1 }, 400, 'invalid keys "foo"'],
      ['an unknown case', 'nope', 'nope', { value: 'x', caseVersion }, 404, 'Saved object [cases/nope] not found'],
      ['a stale version, before the field',
        made.id, 'nope', { value: 'x', caseVersion: 'stale' }, 409,
        `This case ${made.id} has been updated. Please refresh before saving additional updates.`],
      ['a field that is not configured', made.id, '__proto__', { value: 'x', caseVersion }, 400, 'cannot find custom field'],
      ['null for a required field', made.id, 'text', { value: null, caseVersion }, 400, 'Custom field value cannot be null or undefined.'],
      ['a value of another type', made.id, 'text', { value: true, caseVersion }, 400, wrong(true)],
      ['a number for a toggle', made.id, 'toggle', { value: 1, caseVersion }, 400, wrong(1)],
    ]
    for (const [name, id, key, payload, status, message] of cases) {
      const answer = await put(kibana, id, key, payload)
      t.strictSame([answer.status, answer.body], [status, errorBody(status, message)], name)
    }
    t.strictSame(await getCase(kibana, made.id), before)
    t.strictSame(await steps(kibana, made.id), [])
  })

  t.test('refuses any field without a configuration', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { owner: 'observability', customFields })
    const made = await createCase(kibana)
    t.strictSame(
      (await put(kibana, made.id, 'text', { value: 'x', caseVersion: made.version })).body, errorBody(400, 'cannot find custom field'),
    )
  })
})
