import fc from 'fast-check'
import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { createCase, newCase } from '../helpers/cases.js'
import { configure, newConfiguration, send } from '../helpers/configure.js'

interface Field { key: string, type: string, value: unknown }
interface FieldConfiguration extends Omit<Field, 'value'> { label: string, required: boolean, defaultValue?: unknown }
interface Case { id: string, version: string, customFields: Field[] }

const SEED = 20250601
const KEYS = ['a', 'b', 'c', 'd'] as const
const VALUES = { text: fc.constantFrom('x', 'y', null), toggle: fc.constantFrom(true, false, null), number: fc.constantFrom(0, 1, null) }
const TYPES = { a: 'text', b: 'text', c: 'toggle', d: 'number' } as const
/** A key, mostly with the same type, so that most fields fit most configurations. */
const keyAndType = fc.constantFrom(...KEYS).chain(key =>
  fc.tuple(fc.constant(key), fc.oneof({ weight: 12, arbitrary: fc.constant(TYPES[key]) }, { weight: 1, arbitrary: fc.constantFrom('text' as const, 'toggle' as const, 'number' as const) })))
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

const configurationsOf = async (kibana: RunningServer) => (await send(kibana, 'GET', '/api/cases/configure')).body
const getCase = async (kibana: RunningServer, id: string): Promise<Case> => (await send(kibana, 'GET', `/api/cases/${id}`)).body

/** The result of writing all custom fields: each configured field once, of its type, and a value where one is required. */
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

t.test('the custom fields of cases, through any sequence of writes', async t => {
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
          case 'reconfigure': return send(kibana, 'PATCH', `/api/cases/configure/${configuration.id}`, { version: configuration.version, customFields: step.configured })
          case 'create': return send(kibana, 'POST', '/api/cases', { ...newCase, customFields: step.fields })
          case 'update': return send(kibana, 'PATCH', '/api/cases', { cases: [{ ...target, customFields: step.fields }] })
          case 'replace': return send(kibana, 'PUT', `/internal/cases/${id}/custom_fields/${step.field.key}`, { value: step.field.value, caseVersion: before!.version })
          case 'rename': return send(kibana, 'PATCH', '/api/cases', { cases: [{ ...target, title: step.title }] })
        }
      }
      const { status, body } = await write()
      if (status >= 500) throw new Error(body.message)
      outcomes.set(`${step.kind} ${status}`, (outcomes.get(`${step.kind} ${status}`) ?? 0) + 1)
      const after = id === undefined ? undefined : await getCase(kibana, id)
      if (status !== 200) {
        if (JSON.stringify(after) !== JSON.stringify(before)) throw new Error('a refused write changed the case')
        if (JSON.stringify(await configurationsOf(kibana)) !== JSON.stringify([configuration])) throw new Error('a refused write changed the configuration')
      } else if (step.kind === 'create') {
        checkFields(body.customFields, configuration.customFields)
        ids.push(body.id)
      } else if (step.kind === 'update') {
        checkFields(after!.customFields, configuration.customFields)
      } else if (step.kind === 'replace') {
        const [first, ...others] = after!.customFields
        const kept = before!.customFields.filter(({ key }) => key !== step.field.key)
        if (JSON.stringify(others) !== JSON.stringify(kept)) throw new Error('other fields changed')
        if (first!.key !== step.field.key || first!.value !== step.field.value) throw new Error('not the value that was sent')
      } else if (step.kind === 'rename') {
        if (JSON.stringify(after!.customFields) !== JSON.stringify(before!.customFields)) throw new Error('a title changed custom fields')
      }
    }
  }), { seed: SEED, numRuns: 40 })
  for (const outcome of ['configure 200', 'reconfigure 200', 'reconfigure 400', 'create 200', 'create 400', 'update 200', 'update 400', 'update 406', 'replace 200', 'replace 400', 'rename 200']) {
    t.ok(outcomes.has(outcome), `saw ${outcome}`)
  }
})

t.test('the templates of a PATCH have exactly the custom fields of the same request', async t => {
  const kibana = await testServer(t)
  const template = fc.record({ key: fc.constantFrom('k', 'l', 'm'), name: fc.constant('T'), caseFields: fc.option(fc.record({ customFields: fc.uniqueArray(field, { selector: ({ key }) => key }) }, { requiredKeys: [] })) })
  await t.resolves(fc.assert(fc.asyncProperty(configuredFields, fc.option(configuredFields, { nil: undefined }), fc.uniqueArray(template, { selector: ({ key }) => key }), async (first, second, templates) => {
    const { id, version } = await configure(kibana, { customFields: first })
    const { status, body } = await send(kibana, 'PATCH', `/api/cases/configure/${id}`, { version, customFields: second, templates })
    if (status !== 200) return /wrong type|Invalid custom field types/.test(body.message)
    const keys = (second ?? []).map(({ key }) => key).toSorted().join()
    return body.templates.length === templates.length && body.templates.every((template: { caseFields: { customFields: Field[] } }) => template.caseFields.customFields.map(({ key }) => key).toSorted().join() === keys)
  }), { seed: SEED, numRuns: 80 }))
})

t.test('a case can be rebuilt from its activity', async t => {
  const kibana = await testServer(t)
  await configure(kibana, { customFields: [{ key: 'a', label: 'A', type: 'text', required: false }, { key: 'b', label: 'B', type: 'toggle', required: false, defaultValue: true }] })
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
    connector: fc.constantFrom({ id: 'none', name: 'none', type: '.none', fields: null }, { id: 'j', name: 'J', type: '.jira', fields: null }),
    customFields: fc.uniqueArray(fc.oneof(fc.record({ key: fc.constant('a'), type: fc.constant('text'), value: fc.constantFrom('x', null) }), fc.record({ key: fc.constant('b'), type: fc.constant('toggle'), value: fc.boolean() })), { selector: ({ key }) => key }),
  }, { requiredKeys: [] })

  await t.resolves(fc.assert(fc.asyncProperty(fc.array(change, { maxLength: 6 }), async changes => {
    let current = await createCase(kibana)
    for (const change of changes) {
      const { status, body } = await send(kibana, 'PATCH', '/api/cases', { cases: [{ id: current.id, version: current.version, ...change }] })
      if (status === 200) current = body[0]
      else if (status !== 406) throw new Error(body.message)
    }
    const { body: { userActions } } = await send(kibana, 'GET', `/api/cases/${current.id}/user_actions/_find?perPage=100`)
    const sorted = (items: unknown[]) => [...new Set(items.map(item => JSON.stringify(item)))].toSorted()
    const told: Record<string, any> = {}
    const custom = new Map<string, unknown>([['a', null], ['b', true]])
    for (const { type, action, payload } of userActions) {
      if (type === 'tags' || type === 'assignees') {
        const items = payload[type].map((item: unknown) => JSON.stringify(item))
        told[type] = action === 'add' ? told[type].concat(items) : told[type].filter((item: string) => !items.includes(item))
      } else if (type === 'customFields') {
        custom.set(payload.customFields[0].key, payload.customFields[0].value)
      } else if (type === 'create_case') {
        Object.assign(told, payload, { tags: payload.tags.map((tag: string) => JSON.stringify(tag)), assignees: [] })
      } else {
        Object.assign(told, payload)
      }
    }
    for (const key of ['title', 'description', 'severity', 'status', 'category', 'settings', 'connector']) {
      if (JSON.stringify(told[key]) !== JSON.stringify(current[key])) throw new Error(`${key}: ${JSON.stringify(told[key])} instead of ${JSON.stringify(current[key])}`)
    }
    for (const key of ['tags', 'assignees']) {
      if ([...new Set(told[key])].toSorted().join() !== sorted(current[key]).join()) throw new Error(`${key}: ${told[key]} instead of ${JSON.stringify(current[key])}`)
    }
    for (const { key, value } of current.customFields) {
      if (custom.get(key) !== value) throw new Error(`${key}: ${custom.get(key)} instead of ${value}`)
    }
  }), { seed: SEED, numRuns: 40 }))
})

t.test('hostile input is a 4xx and changes nothing', async t => {
  const kibana = await testServer(t)
  await configure(kibana, { customFields: [{ key: 'a', label: 'A', type: 'text', required: false }], observableTypes: [{ key: 'o', label: 'O' }] })
  const made = await createCase(kibana)
  const [configuration] = await configurationsOf(kibana)
  const { body: { observables: [observable] } } = await send(kibana, 'POST', `/internal/cases/${made.id}/observables`, { observable: { typeKey: 'o', value: 'v', description: null } })
  const everything = async () => JSON.stringify([
    await configurationsOf(kibana),
    await getCase(kibana, made.id),
    (await send(kibana, 'GET', `/api/cases/${made.id}/user_actions/_find`)).body,
  ])

  const junk = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom<unknown>({}, [], null, -0, 1e308, '', '__proto__', 'constructor', { constructor: { prototype: 1 } }, [[]], 'a'.repeat(40_000)))
  const bodies: [method: 'POST' | 'PATCH' | 'PUT', url: string, body: object][] = [
    // Another owner's: a body that fits by chance replaces nothing that the others are about
    ['POST', '/api/cases/configure', newConfiguration({ owner: 'observability', customFields: [{ key: 'k', label: 'l', type: 'text', required: true, defaultValue: 'x' }], templates: [{ key: 't', name: 'n', tags: ['t'], caseFields: { title: 'T', customFields: [{ key: 'k', type: 'text', value: 'x' }], assignees: [{ uid: 'u' }] } }], observableTypes: [{ key: 'p', label: 'P' }] })],
    ['PATCH', `/api/cases/configure/${configuration.id}`, { version: 'stale', templates: [{ key: 't', name: 'n', caseFields: null }], customFields: [] }],
    ['POST', `/internal/cases/${made.id}/observables`, { observable: { typeKey: 'o', value: 'v', description: null } }],
    ['PATCH', `/internal/cases/${made.id}/observables/${observable.id}`, { observable: { value: 'not valid', description: null } }],
    ['PUT', `/internal/cases/${made.id}/custom_fields/a`, { value: 'x', caseVersion: 'stale' }],
  ]
  /** The same body with something else in one of its places. */
  const spoil = (body: unknown, place: number, value: unknown): unknown => {
    const places: ((replacement: unknown) => void)[] = []
    const copy = structuredClone({ body })
    const visit = (holder: Record<string, unknown>) => {
      for (const key of Object.keys(holder)) {
        places.push(replacement => { holder[key] = replacement })
        if (typeof holder[key] === 'object' && holder[key] !== null) visit(holder[key] as Record<string, unknown>)
      }
    }
    visit(copy as Record<string, unknown>)
    places[place % places.length]!(value)
    return copy.body
  }
  let refused = 0
  await fc.assert(fc.asyncProperty(fc.constantFrom(...bodies), fc.nat(40), junk, async ([method, url, body], place, value) => {
    const before = await everything()
    const answer = await send(kibana, method, url, spoil(body, place, value))
    // The mutated request may be valid by chance
    if (answer.status === 200) return true
    refused++
    return answer.status >= 400 && answer.status < 500 && answer.body.statusCode === answer.status &&
      typeof answer.body.message === 'string' && await everything() === before
  }), { seed: SEED, numRuns: 250 })
  t.ok(refused > 200, `${refused} of 250 were refused`)

  const queries = ['/api/cases/configure', `/api/cases/${made.id}/user_actions/_find`]
  await fc.assert(fc.asyncProperty(fc.constantFrom(...queries), fc.array(fc.tuple(fc.oneof(fc.constantFrom('owner', 'types', 'page', 'perPage', 'sortOrder', '__proto__', 'types[]'), fc.string()), fc.oneof(fc.string(), fc.constantFrom('-1', '1e400', 'NaN', '0', 'title'))), { maxLength: 4 }), async (url, pairs) => {
    const { status } = await send(kibana, 'GET', `${url}?${new URLSearchParams(pairs)}`)
    return status < 500
  }), { seed: SEED, numRuns: 150 })

  const before = await everything()
  const { version } = await getCase(kibana, made.id)
  const ids = ['__proto__', 'constructor', '..', '%00', 'a'.repeat(5000), '%F0%9F%A6%8A', '*', '{}']
  for (const id of ids) {
    for (const [method, url] of [
      ['PATCH', `/api/cases/configure/${id}`],
      ['POST', `/api/cases/${id}/observables`],
      ['DELETE', `/api/cases/${made.id}/observables/${id}`],
      ['PUT', `/internal/cases/${made.id}/custom_fields/${id}`],
      ['GET', `/api/cases/${id}/user_actions/_find`],
      ['GET', `/internal/cases/${id}/_users`],
    ] as const) {
      const body = url.includes('custom_fields') ? { value: 'x', caseVersion: version } : { version: '', observable: { typeKey: 'o', value: 'w', description: null } }
      const { status } = await send(kibana, method, url, method === 'GET' ? undefined : body)
      t.ok(status >= 400 && status < 500, `${method} ${url.slice(0, 60)}: ${status}`)
    }
  }
  t.equal(await everything(), before)
})
