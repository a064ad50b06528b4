import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { errorBody } from '../helpers/cases.js'
import { as } from '../helpers/security.js'
import { DEFAULT, post, secured, spacesUrl, unknown } from './secured-spaces.js'

t.test('POST /api/spaces/space', async t => {
  t.test('creates a space without the keys that were not sent', async t => {
    const kibana = await testServer(t)
    const created = await post(kibana, { id: 'marketing', name: 'Marketing' })
    t.equal(created.statusCode, 200)
    t.equal(created.headers['elastic-api-version'], '2023-10-31')
    t.equal(created.body, '{"id":"marketing","name":"Marketing","disabledFeatures":[]}')
    t.equal((await as(kibana, 'x', { url: '/s/marketing/api/cases/a' })).json().message, 'Saved object [cases/a] not found')
  })

  t.test('keeps all keys that were sent except `_reserved`', async t => {
    const kibana = await testServer(t)
    const space = {
      id: 'a_b-1',
      name: 'A',
      description: 'B',
      color: '#aabbcc',
      initials: 'AB',
      imageUrl: 'data:image/png;base64,x',
      disabledFeatures: ['dev_tools'],
      solution: 'classic',
    }
    t.strictSame((await post(kibana, { ...space, _reserved: true })).json(), space)
  })

  // If a space has a solution, that alone decides which features are off; of these, only the features of Cases are known here. Older
  // feature ids are returned as the current ones (spaces_client.ts)
  for (const [solution, disabledFeatures] of [
    ['es', ['observabilityCasesV3', 'securitySolutionCasesV3']], ['oblt', ['securitySolutionCasesV3']],
    ['security', ['observabilityCasesV3']], ['classic', ['generalCasesV3', 'x']],
  ] as const) {
    t.test(`returns the features that the solution ${solution} turns off`, async t => {
      const kibana = await testServer(t)
      const { body } = await post(kibana, { id: 'a', name: 'A', solution, disabledFeatures: ['generalCases', 'x'] })
      t.strictSame(JSON.parse(body), { id: 'a', name: 'A', disabledFeatures, solution })
    })
  }

  t.test('returns 409 for an id that is taken', async t => {
    const kibana = await testServer(t)
    for (const id of ['default', 'space1']) {
      await post(kibana, { id, name: 'first' })
      t.strictSame(
        (await post(kibana, { id, name: 'second' })).json(), errorBody(409, `A space with the identifier ${id} already exists.`),
      )
    }
    t.equal((await as(kibana, 'x', { url: `${spacesUrl}/space1` })).json().name, 'first')
  })

  t.test('returns 400 for more than 1,000 spaces', async t => {
    const kibana = await testServer(t, { spaces: Array.from({ length: 998 }, (_, index) => `s${index}`) })
    t.equal((await post(kibana, { id: 'last', name: 'x' })).statusCode, 200)
    t.strictSame((await post(kibana, { id: 'more', name: 'x' })).json(), errorBody(
      400, 'Unable to create Space, this exceeds the maximum number of spaces set by the xpack.spaces.maxSpaces setting',
    ))
  })

  const wrong: [object, string][] = [
    [{ id: 'a' }, '[request body.name]: expected value of type [string] but got [undefined]'],
    [{ name: 'a' }, '[request body.id]: expected value of type [string] but got [undefined]'],
    [{ id: 'A', name: 'a' }, "[request body.id]: must be lower case, a-z, 0-9, '_', and '-' are allowed"],
    [{ id: '../x', name: 'a' }, "[request body.id]: must be lower case, a-z, 0-9, '_', and '-' are allowed"],
    [{ id: 'a', name: '' }, '[request body.name]: value has length [0] but it must have a minimum length of [1].'],
    [{ id: 'a', name: 'a', initials: 'abc' }, '[request body.initials]: value has length [3] but it must have a maximum length of [2].'],
    [{ id: 'a', name: 'a', color: 'red' }, '[request body.color]: must be a 6 digit hex color, starting with a #'],
    [{ id: 'a', name: 'a', imageUrl: '/etc/passwd' }, "[request body.imageUrl]: must start with 'data:image'"],
    [{ id: 'a', name: 'a', disabledFeatures: [1] }, '[request body.disabledFeatures.0]: expected value of type [string] but got [number]'],
    [{ id: 'a', name: 'a', disabledFeatures: Array(101).fill('x') },
      '[request body.disabledFeatures]: array size is [101], but cannot be greater than [100]'],
    [{ id: 'a', name: 'a', solution: 'x' },
      '[request body.solution]: types that failed validation:\n- [request body.solution.0]: expected value to equal [es]\n- [request ' +
        'body.solution.1]: expected value to equal [oblt]\n- [request body.solution.2]: expected value to equal [security]\n- [request ' +
          'body.solution.3]: expected value to equal [classic]'],
    [{ id: 'a', name: 'a', x: 1 }, '[request body.x]: definition for this key is missing'],
  ]
  for (const [payload, message] of wrong) {
    t.test(`refuses ${JSON.stringify(payload).slice(0, 70)}`, async t => {
      const kibana = await testServer(t)
      t.strictSame((await post(kibana, payload)).json(), errorBody(400, message))
      t.strictSame((await as(kibana, 'x', { url: spacesUrl })).json(), [DEFAULT])
    })
  }
})

// Source: Kibana's core http router-server-internal/src/versioned_router/{core_versioned_route,route_version_utils}.ts, 9.1
t.test('the version of a spaces route', async t => {
  const cases = [
    ['abc', 'Invalid version. Received "abc", expected a valid date string formatted as YYYY-MM-DD.'],
    ['2023-02-30', 'Invalid version. Received "2023-02-30", expected a valid date string formatted as YYYY-MM-DD.'],
    ['2023-13-45', 'Invalid version. Received "2023-13-45", expected a valid date string formatted as YYYY-MM-DD.'],
    ['1999-01-01', 'No version "1999-01-01" available for [get] [/api/spaces/space/{id}]. Available versions are: [2023-10-31]'],
  ] as const
  for (const [version, message] of cases) {
    t.test(`is refused when it is ${version}`, async t => {
      const kibana = await testServer(t)
      const response = await as(kibana, 'x', { url: `${spacesUrl}/default`, headers: { 'elastic-api-version': version } })
      t.strictSame(response.json(), errorBody(400, message))
      t.equal(response.headers['elastic-api-version'], undefined)
    })
  }

  t.test('is optional as a header, and refused in the query', async t => {
    const kibana = await testServer(t)
    for (const version of ['2023-10-31', '']) {
      t.equal((await as(kibana, 'x', { url: `${spacesUrl}/default`, headers: { 'elastic-api-version': version } })).statusCode, 200)
    }
    for (const query of ['apiVersion=2023-10-31', 'apiVersion=']) {
      t.strictSame((await as(kibana, 'x', { url: `${spacesUrl}?${query}` })).json(), errorBody(
        400, 'Use of query parameter "apiVersion" is not allowed. Please specify the API version using the "elastic-api-version" header.',
      ))
    }
  })

  t.test('is checked after kbn-xsrf and before the body', async t => {
    const kibana = await testServer(t)
    const headers = { 'elastic-api-version': 'abc' }
    t.match((await kibana.app.inject({ method: 'POST', url: spacesUrl, headers, payload: {} })).json(), {
      message: 'Request must contain a kbn-xsrf header.',
    })
    t.match((await as(kibana, 'x', { method: 'POST', url: spacesUrl, headers, payload: {} })).json(), { message: /^Invalid version\./ })
  })
})

t.test('GET /api/spaces/space', async t => {
  t.test('lists all spaces by name', async t => {
    const kibana = await testServer(t, { spaces: [{ id: 'z', name: 'Alpha' }, { id: 'a', name: 'Zeta' }, { id: 'm', name: 'alpha' }] })
    const { body } = await as(kibana, 'x', { url: spacesUrl })
    t.strictSame(JSON.parse(body), [
      { id: 'z', name: 'Alpha', disabledFeatures: [] }, DEFAULT, { id: 'a', name: 'Zeta', disabledFeatures: [] },
      { id: 'm', name: 'alpha', disabledFeatures: [] },
    ])
  })

  const ids = async (kibana: RunningServer, username: string, query = '') => {
    const body: { id: string }[] | { message: string } = (await as(kibana, username, { url: spacesUrl + query })).json()
    return Array.isArray(body) ? body.map(({ id }) => id) : body.message
  }

  t.test('lists spaces that the user may enter', async t => {
    const kibana = await testServer(t, secured)
    t.strictSame(await ids(kibana, 'admin'), ['default', 'space1', 'space2'])
    t.strictSame(await ids(kibana, 'owner'), ['default', 'space1', 'space2'])
    t.strictSame(await ids(kibana, 'local'), ['space1'])
    t.strictSame(await ids(kibana, 'reader'), ['space2'])
    t.strictSame((await as(kibana, 'nobody', { url: spacesUrl })).json(), errorBody(403, 'Forbidden'))
  })

  t.test('lists spaces for a purpose', async t => {
    const kibana = await testServer(t, secured)
    for (const purpose of ['copySavedObjectsIntoSpace', 'shareSavedObjectsIntoSpace']) {
      t.strictSame(await ids(kibana, 'local', `?purpose=${purpose}`), ['space1'])
      t.strictSame(await ids(kibana, 'copier', `?purpose=${purpose}`), ['space1'])
      t.equal(await ids(kibana, 'reader', `?purpose=${purpose}`), 'Forbidden')
    }
    t.strictSame(await ids(kibana, 'reader', '?purpose=any&include_authorized_purposes=false'), ['space2'])
    t.equal(
      await ids(kibana, 'reader', '?purpose=any&include_authorized_purposes=true'),
      '[request query]: include_authorized_purposes can only be false when purpose is specified',
    )
    t.match(
      await ids(kibana, 'reader', '?purpose=x'),
      /^\[request query\.purpose\]: types that failed validation:\n- \[request query\.purpose\.0\]: expected value to equal \[any\]/,
    )
  })

  t.test('includes the purposes on request, except with security off', async t => {
    const kibana = await testServer(t, secured)
    const purposes = (any: boolean, copies: boolean) => ({
      any, copySavedObjectsIntoSpace: copies, findSavedObjects: any, shareSavedObjectsIntoSpace: copies,
    })
    const url = `${spacesUrl}?include_authorized_purposes=true`
    t.strictSame((await as(kibana, 'local', { url })).json(), [
      { id: 'space1', name: 'space1', disabledFeatures: [], authorizedPurposes: purposes(true, true) },
    ])
    t.strictSame((await as(kibana, 'reader', { url })).json(), [
      { id: 'space2', name: 'space2', disabledFeatures: [], authorizedPurposes: purposes(true, false) },
    ])
    t.strictSame((await as(await testServer(t), 'x', { url })).json(), [DEFAULT])
  })
})

t.test('GET /api/spaces/space/{id}', async t => {
  t.test('returns a space, or 404 for an unknown one', async t => {
    const kibana = await testServer(t)
    t.strictSame((await as(kibana, 'x', { url: `${spacesUrl}/default` })).json(), DEFAULT)
    t.strictSame((await as(kibana, 'x', { url: `${spacesUrl}/nope` })).json(), unknown)
    t.strictSame((await as(kibana, 'x', { url: `/s/nope${spacesUrl}/default` })).json(), DEFAULT)
  })

  t.test('refuses a space in which the user has no privileges, whether it exists or not', async t => {
    const kibana = await testServer(t, secured)
    t.strictSame(
      (await as(kibana, 'local', { url: `${spacesUrl}/space2` })).json(), errorBody(403, 'Unauthorized to get space2 space'),
    )
    t.strictSame(
      (await as(kibana, 'local', { url: `${spacesUrl}/nope` })).json(), errorBody(403, 'Unauthorized to get nope space'),
    )
    t.equal((await as(kibana, 'local', { url: `${spacesUrl}/space1` })).statusCode, 200)
    t.strictSame((await as(kibana, 'owner', { url: `${spacesUrl}/nope` })).json(), unknown)
  })
})

t.test('the option spaces', async t => {
  t.test('changes attributes of the default space, but keeps it reserved', async t => {
    const kibana = await testServer(t, { spaces: [{ id: 'default', name: 'Home', disabledFeatures: ['generalCasesV3'] }] })
    t.strictSame((await as(kibana, 'x', { url: spacesUrl })).json(), [
      { id: 'default', name: 'Home', disabledFeatures: ['generalCasesV3'], _reserved: true },
    ])
  })

  const bad = [
    [['A B'],
      'startServer: spaces[0]: expected a space that Kibana accepts ([id]: must be lower case, a-z, 0-9, \'_\', and \'-\' are allowed),' +
        ' got "A B"'],
    [['a', { id: 'a' }], 'startServer: spaces[1]: expected an id that no other space has, got "a"'],
    [[{ id: 'a', color: 'red' }],
      'startServer: spaces[0]: expected a space that Kibana accepts ([color]: must be a 6 digit hex color, starting with a #), got ' +
        '{"id":"a","color":"red"}'],
  ] as const
  for (const [spaces, message] of bad) {
    t.test(`is refused with: ${message}`, async t => {
      await t.rejects(testServer(t, { spaces: JSON.parse(JSON.stringify(spaces)) }), { name: 'InvalidInput', message })
    })
  }
})
