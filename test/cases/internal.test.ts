import t from 'tap'
import { testServer } from '../helpers/app.js'
import { alerts, attach } from '../helpers/attachments.js'
import { call, createCase, errorBody, newCase } from '../helpers/cases.js'
import { configure, send } from '../helpers/configure.js'
import { basic, roleOf } from '../helpers/security.js'

const NONE_FOUND = { page: 1, per_page: 20, total: 0, cases: [], count_open_cases: 0, count_in_progress_cases: 0, count_closed_cases: 0 }

t.test('POST /internal/cases/_search', async t => {
  t.test('finds the same as _find, with JSON types in the body', async t => {
    const kibana = await testServer(t)
    const created = await createCase(kibana, { tags: ['a'] })
    await createCase(kibana, { tags: ['b'] })
    const search = { tags: ['a'], page: 1, perPage: 5, status: 'open', owner: 'cases' }
    const { status, headers, body } = await send(kibana, 'POST', '/internal/cases/_search', search)
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], undefined)
    t.strictSame(body, { ...NONE_FOUND, per_page: 5, total: 1, cases: [created], count_open_cases: 1 })
    t.equal((await send(kibana, 'POST', '/internal/cases/_search', { page: '1', perPage: '1' })).body.total, 2)
    t.equal((await send(kibana, 'POST', '/internal/cases/_search', null)).body.total, 2)
  })

  t.test('filters by custom fields', async t => {
    const kibana = await testServer(t)
    const field = (key: string, type = 'toggle') => ({ key, label: key, type, required: false })
    const before = await createCase(kibana, { title: 'before' })
    await configure(kibana, { customFields: [field('one'), field('two'), field('text', 'text'), field('number', 'number')] })
    const titles = async (customFields: object) => {
      const { body } = await send(kibana, 'POST', '/internal/cases/_search', { owner: ['cases'], customFields })
      return body.cases?.map(({ title }: { title: string }) => title) ?? body.message
    }
    const toggle = (key: string, value: boolean | null) => ({ key, type: 'toggle', value })
    await createCase(kibana, { title: 'yes no', customFields: [toggle('one', true), toggle('two', false)] })
    await createCase(kibana, { title: 'yes yes', customFields: [toggle('one', true), toggle('two', true)] })
    await createCase(kibana, { title: 'none no', customFields: [toggle('two', false)] })

    t.strictSame(await titles({}), ['before', 'yes no', 'yes yes', 'none no'])
    t.strictSame(await titles({ one: [true] }), ['yes no', 'yes yes'])
    t.strictSame(await titles({ one: [true], two: [true] }), ['yes yes'])
    t.strictSame(await titles({ one: [null] }), ['none no'])
    t.strictSame(await titles({ one: [null, true], two: [false] }), ['yes no', 'none no'])
    t.strictSame(await titles({ one: [] }), ['yes no', 'yes yes', 'none no'])
    t.equal(before.customFields.length, 0)

    // Source: Kibana's cases/server/client/cases/validators.test.ts
    t.equal(await titles({ three: [true] }), 'Invalid custom field key: three.')
    t.equal(await titles({ text: ['x'] }), 'Filtering by custom field of type text is not allowed.')
    t.equal(await titles({ number: [1] }), 'Filtering by custom field of type number is not allowed.')
    t.equal(await titles({ one: ['true'] }), 'Unsupported filtering value for custom field of type toggle.')
    t.equal(
      await titles(Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, [true]]))),
      'Maximum 10 customFields are allowed.',
    )
  })

  const refused: [body: object, message: string][] = [
    [{ customFields: 'x' }, 'Invalid value "x" supplied to "customFields"'],
    [{ customFields: { k: 'x' } }, 'Invalid value "x" supplied to "customFields,k"'],
    [{ customFields: { k: [{}] } }, 'Invalid value "{}" supplied to "customFields,k"'],
    [{ customFields: { k: [true] } }, 'Owner must be provided. Multiple owners are not supported.'],
    [{ customFields: { k: [true] }, owner: [] }, 'Owner must be provided. Multiple owners are not supported.'],
    [{ customFields: { k: [true] }, owner: '' }, 'Owner must be provided. Multiple owners are not supported.'],
    [{ customFields: { k: [true] }, owner: ['cases', 'observability'] }, 'Owner must be provided. Multiple owners are not supported.'],
    [{ customFields: { k: [true] }, owner: 'cases' }, 'No custom fields configured.'],
    [{ foo: 1, bar: { a: 1 } }, 'invalid keys "foo,bar,{"a":1}"'],
    [{ tags: [1], page: true },
      'Invalid value "1" supplied to "tags",Invalid value "[1]" supplied to "tags",Invalid value "true" supplied to "page"'],
  ]
  for (const [body, message] of refused) {
    t.test(`refuses ${JSON.stringify(body)}`, async t => {
      t.strictSame((await send(await testServer(t), 'POST', '/internal/cases/_search', body)).body, errorBody(400, message))
    })
  }
})

t.test('POST /internal/cases/_bulk_get', async t => {
  t.test('returns the cases with their totals, and reports unknown ids', async t => {
    const kibana = await testServer(t, { spaces: ['other'] })
    const [a, b] = [await createCase(kibana), await createCase(kibana)]
    const there = await createCase(kibana, {}, '/s/other')
    const attached = await attach(kibana, a.id)
    const notFound = (caseId: string) => ({ error: 'Not Found', message: `Saved object [cases/${caseId}] not found`, status: 404, caseId })
    const { status, body } = await send(kibana, 'POST', '/internal/cases/_bulk_get', { ids: ['nope', b.id, there.id, a.id] })
    t.equal(status, 200)
    t.strictSame(body, { cases: [b, { ...attached, comments: [] }], errors: [notFound('nope'), notFound(there.id)] })
  })

  t.test('reports cases that the caller may not read', async t => {
    const kibana = await testServer(t, {
      spaces: ['space1'],
      security: {
        users: {
          admin: { password: 'admin', roles: ['superuser'] },
          ann: { password: 'ann', roles: ['reader'] },
          nobody: { password: 'nobody', roles: ['other'] },
        },
        roles: { reader: roleOf({ generalCasesV3: ['read'] }), other: roleOf({ actions: ['read'] }) },
      },
    })
    const create = async (owner: string) =>
      (await call(kibana, 'POST', '/s/space1/api/cases', { ...newCase, owner }, { authorization: basic('admin') })).body.id
    const [own, foreign] = [await create('cases'), await create('observability')]
    const get = (user: string) =>
      send(kibana, 'POST', '/s/space1/internal/cases/_bulk_get', { ids: [foreign, own, 'nope'] }, { authorization: basic(user) })
    const { body } = await get('ann')
    t.strictSame(body.cases.map(({ id }: { id: string }) => id), [own])
    t.strictSame(body.errors, [
      { error: 'Not Found', message: 'Saved object [cases/nope] not found', status: 404, caseId: 'nope' },
      { error: 'Forbidden', message: 'Unauthorized to access case with owner: "observability"', status: 403, caseId: foreign },
    ])
    t.strictSame((await get('nobody')).body, errorBody(403, 'Unauthorized to access cases of any owner'))
  })

  const refused: [body: object, message: string][] = [
    [{}, 'Invalid value "undefined" supplied to "ids"'],
    [{ ids: [] }, 'The length of the field ids is too short. Array must be of length >= 1.'],
    [{ ids: Array.from({ length: 1001 }, String) }, 'The length of the field ids is too long. Array must be of length <= 1000.'],
    [{ ids: [1] }, 'Invalid value "1" supplied to "ids"'],
    [{ ids: ['a'], x: 1 }, 'invalid keys "x"'],
  ]
  for (const [body, message] of refused) {
    t.test(`refuses ${JSON.stringify(body)?.slice(0, 40)}`, async t => {
      t.strictSame((await send(await testServer(t), 'POST', '/internal/cases/_bulk_get', body)).body, errorBody(400, message))
    })
  }
})

t.test('POST /internal/cases/{case_id}/_similar', async t => {
  const observable = (typeKey: string, value: string) => ({
    id: `${typeKey}-${value}`, typeKey, value, description: null, createdAt: '2025-06-01T10:00:00.000Z', updatedAt: null,
  })
  const ip = observable('observable-type-ipv4', '10.0.0.1')
  const own = observable('0e1b1a0e-0000-4000-8000-000000000001', 'a,b')
  const made = (id: string, observables: ReturnType<typeof observable>[], fields: object = {}) => ({
    id, title: id, owner: 'cases', observables, ...fields,
  })
  const seed = {
    cases: [
      made('one', [ip, own, observable('unknown', 'x')]),
      made('two', [own, ip, observable('observable-type-ipv4', '10.0.0.2')]),
      made('three', [observable('observable-type-ipv6', '10.0.0.1')]),
      made('four', [ip], { owner: 'observability' }),
      made('five', [ip]),
      made('six', [observable('unknown', 'x')]),
    ],
  }
  const similar = (kibana: Parameters<typeof send>[0], id: string, body: object | null = {}) =>
    send(kibana, 'POST', `/internal/cases/${id}/_similar`, body)

  // Source: Kibana 8.18 and 9.5, cases/server/client/cases/similar.ts (getSimilarities cuts a value at its first comma)
  t.test('finds cases of the same owner with the same observable', async t => {
    const kibana = await testServer(t, { seed })
    await configure(kibana, { observableTypes: [{ key: own.typeKey, label: 'Own' }] })
    const { status, body } = await similar(kibana, 'one')
    t.equal(status, 200)
    t.match(body, { page: 1, per_page: 20, total: 2 })
    t.strictSame(body.cases.map(({ id, similarities, comments, totalComment }: Record<string, unknown>) => ({
      id, similarities, comments, totalComment,
    })), [
      {
        id: 'two',
        similarities: {
          observables: [
            { typeKey: ip.typeKey, typeLabel: 'IPv4', value: '10.0.0.1' }, { typeKey: own.typeKey, typeLabel: 'Own', value: 'a' },
          ],
        },
        comments: [],
        totalComment: 0,
      },
      {
        id: 'five',
        similarities: { observables: [{ typeKey: ip.typeKey, typeLabel: 'IPv4', value: '10.0.0.1' }] },
        comments: [],
        totalComment: 0,
      },
    ])
    t.strictSame(Object.keys(body.cases[0].similarities.observables[0]), ['typeKey', 'value', 'typeLabel'])
    const page = (await similar(kibana, 'one', { page: 2, perPage: 1 })).body
    t.match(page, { page: 2, per_page: 1, total: 2, cases: [{ id: 'five' }] })
  })

  t.test('finds nothing for a case without observables of a known type', async t => {
    const kibana = await testServer(t, { seed })
    t.strictSame((await similar(kibana, 'six', null)).body, { cases: [], page: 1, per_page: 0, total: 0 })
    t.strictSame((await similar(kibana, 'six', { perPage: 7, page: 3 })).body, { cases: [], page: 1, per_page: 7, total: 0 })
  })

  t.test('refuses invalid bodies, but checks the license first', async t => {
    const kibana = await testServer(t, { seed })
    t.strictSame((await similar(kibana, 'nope')).body, errorBody(404, 'Saved object [cases/nope] not found'))
    t.strictSame((await similar(kibana, 'nope', { perPage: 101 })).body, errorBody(
      400, 'The provided perPage value is too high. The maximum allowed perPage value is 100.',
    ))
    t.strictSame((await similar(kibana, 'one', { x: 1 })).body, errorBody(400, 'invalid keys "x"'))
    const gold = await testServer(t, { seed, license: 'gold' })
    t.strictSame((await similar(gold, 'nope', { x: 1 })).body, errorBody(
      403, 'In order to use the similar cases feature, you must be subscribed to an Elastic Platinum license',
    ))
  })
})

t.test('GET /api/cases/{case_id}/resolve', async t => {
  const kibana = await testServer(t)
  const created = await createCase(kibana)
  await attach(kibana, created.id)
  const attached = await attach(kibana, created.id, { ...alerts, alertId: ['x', 'y'], index: ['i', 'i'] })
  const resolve = (query = '', id = created.id) => send(kibana, 'GET', `/api/cases/${id}/resolve${query}`)

  t.test('returns the case with all its attachments, counting each of them', async t => {
    const { status, body, headers } = await resolve()
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], undefined)
    t.strictSame(body, { case: { ...attached, totalComment: 2, totalAlerts: 2 }, outcome: 'exactMatch' })
    t.equal(body.case.comments.length, 2)
  })

  t.test('leaves the attachments out on request', async t => {
    const { body } = await resolve('?includeComments=false')
    t.strictSame(body.case, { ...attached, comments: [], totalComment: 0, totalAlerts: 0 })
  })

  t.test('rejects other queries, unknown ids, and requests without the header of internal routes', async t => {
    t.strictSame((await resolve('?x=1')).body, errorBody(400, '[request query.x]: definition for this key is missing'))
    t.strictSame((await resolve('?includeComments=1')).body, errorBody(
      400, '[request query.includeComments]: expected value of type [boolean] but got [string]',
    ))
    t.strictSame((await resolve('', 'nope')).body, errorBody(404, 'Saved object [cases/nope] not found'))
    t.equal((await send(kibana, 'GET', '/s/nope/api/cases/a/resolve')).status, 404)
    t.match((await call(kibana, 'GET', '/api/cases/a/resolve')).body, {
      message: 'uri [/api/cases/a/resolve] with method [get] exists but is not available with the current configuration',
    })
    t.equal((await call(kibana, 'GET', `/api/cases/${created.id}/resolve?elasticInternalOrigin=true`)).status, 200)
  })
})
