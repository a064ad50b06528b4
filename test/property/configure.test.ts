import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { createCase, getCase, newCase } from '../helpers/cases.js'
import { configure, newConfiguration, send } from '../helpers/configure.js'
import { configurationsOf, type Field, SEED } from './configurations.js'

interface FieldConfiguration extends Omit<Field, 'value'> { label: string, required: boolean, defaultValue?: unknown }
const KEYS = ['a', 'b', 'c', 'd'] as const
const VALUES = { text: fc.constantFrom('x', 'y', null), toggle: fc.constantFrom(true, false, null), number: fc.constantFrom(0, 1, null) }
const TYPES = { a: 'text', b: 'text', c: 'toggle', d: 'number' } as const
/** A key, mostly with the same type, so that most fields fit most configurations. */
const keyAndType = fc.constantFrom(...KEYS).chain(key =>
  fc.tuple(fc.constant(key), fc.oneof({ weight: 12, arbitrary: fc.constant(TYPES[key]) }, {
    weight: 1, arbitrary: fc.constantFrom('text' as const, 'toggle' as const, 'number' as const),
  })))
const field = keyAndType.chain(([key, type]) => VALUES[type].map(value => ({ key, type, value })))
const fields = fc.oneof(
  { weight: 5, arbitrary: fc.uniqueArray(field, { selector: ({ key }) => key, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(field, { maxLength: 4 }) },
)
const configuredField = fc.tuple(keyAndType, fc.boolean(), fc.boolean()).chain(([[key, type], required, hasDefault]) =>
  VALUES[type].map(value => ({ key, type, label: key.toUpperCase(), required, ...(hasDefault && { defaultValue: value }) })))
const configuredFields = fc.uniqueArray(configuredField, { selector: ({ key }) => key, maxLength: 4 })

const which = fc.nat(3)
const steps = fc.array(fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('configure' as const), configured: configuredFields }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reconfigure' as const), configured: configuredFields }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create' as const), fields: fc.option(fields, { nil: undefined }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('update' as const), which, fields }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('replace' as const), which, field }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), which, title: fc.string({ minLength: 1 }) }) },
), { minLength: 5, maxLength: 25 })

/** Checks the result of writing all custom fields: each configured field once, of its type, with a value if one is required. */
function checkFields (written: readonly Field[], configured: readonly FieldConfiguration[]) {
  const keys = written.map(({ key }) => key).toSorted().join()
  const expected = configured.map(({ key }) => key).toSorted().join()
  if (keys !== expected) throw new Error(`the fields are ${keys}, configured are ${expected}`)
  for (const { key, type, value } of written) {
    const field = configured.find(field => field.key === key)!
    if (field.type !== type) throw new Error(`${key} is a ${type}`)
    if (field.required && value === null) throw new Error(`${key} is required, and null`)
  }
}

t.test('the custom fields of cases fit their configuration after any sequence of writes', async t => {
  const kibana = await testServer(t)
  const outcomes = new Map<string, number>()
  await fc.assert(fc.asyncProperty(steps, async steps => {
    await configure(kibana)
    const ids: string[] = []
    for (const step of steps) {
      const id = 'which' in step ? ids[step.which % ids.length] : undefined
      if ('which' in step && id === undefined) continue
      const before = id === undefined ? undefined : await getCase(kibana, id)
      const [configuration] = await configurationsOf(kibana)
      const target = before && { id: before.id, version: before.version }
      const write = () => {
        switch (step.kind) {
          case 'configure': return send(kibana, 'POST', '/api/cases/configure', newConfiguration({ customFields: step.configured }))
          case 'reconfigure': return send(kibana, 'PATCH', `/api/cases/configure/${configuration.id}`, {
            version: configuration.version, customFields: step.configured,
          })
          case 'create': return send(kibana, 'POST', '/api/cases', { ...newCase, customFields: step.fields })
          case 'update': return send(kibana, 'PATCH', '/api/cases', { cases: [{ ...target, customFields: step.fields }] })
          case 'replace': return send(kibana, 'PUT', `/internal/cases/${id}/custom_fields/${step.field.key}`, {
            value: step.field.value, caseVersion: before!.version,
          })
          case 'rename': return send(kibana, 'PATCH', '/api/cases', { cases: [{ ...target, title: step.title }] })
        }
      }
      const { status, body } = await write()
      if (status >= 500) throw new Error(body.message)
      outcomes.set(`${step.kind} ${status}`, (outcomes.get(`${step.kind} ${status}`) ?? 0) + 1)
      const after = id === undefined ? undefined : await getCase(kibana, id)
      if (status !== 200) {
        if (JSON.stringify(after) !== JSON.stringify(before)) throw new Error('a refused write changed the case')
        if (JSON.stringify(await configurationsOf(kibana)) !== JSON.stringify([configuration])) {
          throw new Error('a refused write changed the configuration')
        }
      } else if (step.kind === 'create') {
        checkFields(body.customFields, configuration.customFields)
        ids.push(body.id)
      } else if (step.kind === 'update') {
        checkFields(after!.customFields, configuration.customFields)
      } else if (step.kind === 'replace') {
        const [first, ...others] = after!.customFields
        const kept = before!.customFields.filter(({ key }: Field) => key !== step.field.key)
        if (JSON.stringify(others) !== JSON.stringify(kept)) throw new Error('other fields changed')
        if (first!.key !== step.field.key || first!.value !== step.field.value) throw new Error('not the value that was sent')
      } else if (step.kind === 'rename') {
        if (JSON.stringify(after!.customFields) !== JSON.stringify(before!.customFields)) throw new Error('a title changed custom fields')
      }
    }
  }), { seed: SEED, numRuns: 40 })
  for (const outcome of [
    'configure 200', 'reconfigure 200', 'reconfigure 400', 'create 200', 'create 400', 'update 200', 'update 400', 'update 406',
    'replace 200', 'replace 400', 'rename 200',
  ]) {
    t.ok(outcomes.has(outcome), `saw ${outcome}`)
  }
})

t.test('the templates of a PATCH have exactly the custom fields of the same request', async t => {
  const kibana = await testServer(t)
  const template = fc.record({
    key: fc.constantFrom('k', 'l', 'm'),
    name: fc.constant('T'),
    caseFields: fc.option(fc.record({ customFields: fc.uniqueArray(field, { selector: ({ key }) => key }) }, { requiredKeys: [] })),
  })
  await t.resolves(fc.assert(fc.asyncProperty(configuredFields, fc.option(configuredFields, {
    nil: undefined,
  }), fc.uniqueArray(template, { selector: ({ key }) => key }), async (first, second, templates) => {
    const { id, version } = await configure(kibana, { customFields: first })
    const { status, body } = await send(kibana, 'PATCH', `/api/cases/configure/${id}`, { version, customFields: second, templates })
    if (status !== 200) return /wrong type|Invalid custom field types/.test(body.message)
    const keys = (second ?? []).map(({ key }) => key).toSorted().join()
    return body.templates.length === templates.length && body.templates.every((template: { caseFields: { customFields: Field[] } }) =>
      template.caseFields.customFields.map(({ key }) => key).toSorted().join() === keys)
  }), { seed: SEED, numRuns: 80 }))
})

t.test('a case can be rebuilt from its activity', async t => {
  const kibana = await testServer(t)
  await configure(kibana, {
    customFields: [
      { key: 'a', label: 'A', type: 'text', required: false },
      { key: 'b', label: 'B', type: 'toggle', required: false, defaultValue: true },
    ],
  })
  const few = fc.constantFrom('x', ' x', 'y', 'z ')
  const change = fc.record({
    title: few,
    description: few,
    severity: fc.constantFrom('low', 'high'),
    status: fc.constantFrom('open', 'in-progress', 'closed'),
    category: fc.option(few),
    tags: fc.array(few, { maxLength: 3 }),
    assignees: fc.array(fc.record({ uid: fc.constantFrom('1', '2', '') }), { maxLength: 3 }),
    settings: fc.record({ syncAlerts: fc.boolean() }),
    connector: fc.constantFrom({ id: 'none', name: 'none', type: '.none', fields: null }, {
      id: 'j', name: 'J', type: '.jira', fields: null,
    }),
    customFields: fc.uniqueArray(fc.oneof(
      fc.record({ key: fc.constant('a'), type: fc.constant('text'), value: fc.constantFrom('x', null) }),
      fc.record({ key: fc.constant('b'), type: fc.constant('toggle'), value: fc.boolean() }),
    ), { selector: ({ key }) => key }),
  }, { requiredKeys: [] })

  await t.resolves(fc.assert(fc.asyncProperty(fc.array(change, { maxLength: 6 }), async changes => {
    let current = await createCase(kibana)
    for (const change of changes) {
      const {
        status, body,
      } = await send(kibana, 'PATCH', '/api/cases', { cases: [{ id: current.id, version: current.version, ...change }] })
      if (status === 200) current = body[0]
      else if (status !== 406) throw new Error(body.message)
    }
    const { body: { userActions } } = await send(kibana, 'GET', `/api/cases/${current.id}/user_actions/_find?perPage=100`)
    const sorted = (items: unknown[]) => [...new Set(items.map(item => JSON.stringify(item)))].toSorted()
    const rebuilt: Record<string, any> = {}
    const custom = new Map<string, unknown>([['a', null], ['b', true]])
    for (const { type, action, payload } of userActions) {
      if (type === 'tags' || type === 'assignees') {
        const items = payload[type].map((item: unknown) => JSON.stringify(item))
        rebuilt[type] = action === 'add' ? rebuilt[type].concat(items) : rebuilt[type].filter((item: string) => !items.includes(item))
      } else if (type === 'customFields') {
        custom.set(payload.customFields[0].key, payload.customFields[0].value)
      } else if (type === 'create_case') {
        Object.assign(rebuilt, payload, { tags: payload.tags.map((tag: string) => JSON.stringify(tag)), assignees: [] })
      } else {
        Object.assign(rebuilt, payload)
      }
    }
    for (const key of ['title', 'description', 'severity', 'status', 'category', 'settings', 'connector']) {
      if (!isDeepStrictEqual(rebuilt[key], current[key])) {
        throw new Error(`${key}: ${JSON.stringify(rebuilt[key])} instead of ${JSON.stringify(current[key])}`)
      }
    }
    for (const key of ['tags', 'assignees']) {
      if ([...new Set(rebuilt[key])].toSorted().join() !== sorted(current[key]).join()) {
        throw new Error(`${key}: ${rebuilt[key]} instead of ${JSON.stringify(current[key])}`)
      }
    }
    for (const { key, value } of current.customFields) {
      if (custom.get(key) !== value) throw new Error(`${key}: ${custom.get(key)} instead of ${value}`)
    }
  }), { seed: SEED, numRuns: 40 }))
})
