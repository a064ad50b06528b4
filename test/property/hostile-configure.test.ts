import fc from 'fast-check'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { createCase, getCase } from '../helpers/cases.js'
import { configure, newConfiguration, send } from '../helpers/configure.js'
import { configurationsOf, SEED } from './configurations.js'

t.test('hostile input is a 4xx and changes nothing', async t => {
  const kibana = await testServer(t)
  await configure(kibana, {
    customFields: [{ key: 'a', label: 'A', type: 'text', required: false }], observableTypes: [{ key: 'o', label: 'O' }],
  })
  const made = await createCase(kibana)
  const [configuration] = await configurationsOf(kibana)
  const {
    body: { observables: [observable] },
  } = await send(kibana, 'POST', `/internal/cases/${made.id}/observables`, { observable: { typeKey: 'o', value: 'v', description: null } })
  const everything = async () => JSON.stringify([
    await configurationsOf(kibana),
    await getCase(kibana, made.id),
    (await send(kibana, 'GET', `/api/cases/${made.id}/user_actions/_find`)).body,
  ])

  const junk = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom<unknown>(
    {}, [], null, -0, 1e308, '', '__proto__', 'constructor', { constructor: { prototype: 1 } }, [[]], 'a'.repeat(40_000),
  ))
  const bodies: [method: 'POST' | 'PATCH' | 'PUT', url: string, body: object][] = [
    // For another owner, so that a body that is valid by chance does not replace the configuration that the others use
    ['POST', '/api/cases/configure', newConfiguration({
      owner: 'observability',
      customFields: [
        { key: 'k', label: 'l', type: 'text', required: true, defaultValue: 'x' },
      ],
      templates: [{
        key: 't',
        name: 'n',
        tags: ['t'],
        caseFields: {
          title: 'T', customFields: [{ key: 'k', type: 'text', value: 'x' }], assignees: [{ uid: 'u' }],
        },
      }],
      observableTypes: [
        { key: 'p', label: 'P' },
      ],
    })],
    ['PATCH', `/api/cases/configure/${configuration.id}`, {
      version: 'stale', templates: [{ key: 't', name: 'n', caseFields: null }], customFields: [],
    }],
    ['POST', `/internal/cases/${made.id}/observables`, { observable: { typeKey: 'o', value: 'v', description: null } }],
    ['PATCH', `/internal/cases/${made.id}/observables/${observable.id}`, { observable: { value: 'not valid', description: null } }],
    ['PUT', `/internal/cases/${made.id}/custom_fields/a`, { value: 'x', caseVersion: 'stale' }],
  ]
  /** Copies a body, with another value in one place. */
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
  await fc.assert(fc.asyncProperty(fc.constantFrom(...queries), fc.array(fc.tuple(
    fc.oneof(fc.constantFrom('owner', 'types', 'page', 'perPage', 'sortOrder', '__proto__', 'types[]'), fc.string()),
    fc.oneof(fc.string(), fc.constantFrom('-1', '1e400', 'NaN', '0', 'title')),
  ), { maxLength: 4 }), async (url, pairs) => {
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
      const body = url.includes('custom_fields')
        ? { value: 'x', caseVersion: version }
        : { version: '', observable: { typeKey: 'o', value: 'w', description: null } }
      const { status } = await send(kibana, method, url, method === 'GET' ? undefined : body)
      t.ok(status >= 400 && status < 500, `${method} ${url.slice(0, 60)}: ${status}`)
    }
  }
  t.equal(await everything(), before)
})
