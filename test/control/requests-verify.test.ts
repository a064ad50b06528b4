import t from 'tap'
import { VerificationError } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { control } from '../helpers/control.js'
import { traffic } from './traffic.js'

t.test('requests.verify does not decide on dropped requests', async t => {
  const kibana = await testServer(t, { requestLog: { size: 2 } })
  const get = (id: string) => call(kibana, 'GET', `/api/cases/${id}`)
  await get('a')
  await get('b')
  kibana.requests.verify({ match: { path: '/api/cases/a' }, times: 1 })
  await get('c')
  const match = { path: '/api/cases/a' }
  const table = [
    [{ match, never: true }, false],
    [{ match, atMost: 1 }, false],
    [{ match: { path: '/api/cases/c' }, times: 1 }, false],
    [{ match, atLeast: 1 }, false],
    [{ order: [match, { path: '/api/cases/c' }] }, false],
    [{ match: { path: '/api/cases/c' }, atLeast: 1 }, true],
    [{ order: [{ path: '/api/cases/b' }, { path: '/api/cases/c' }] }, true],
    [{ match: { path: '/api/cases/a', since: 1 }, never: true }, true],
    [{ match: { path: '/api/cases/a', since: 0 }, never: true }, false],
  ] as const
  const check = () => {
    for (const [expectation, verified] of table) {
      if (verified) t.doesNotThrow(() => kibana.requests.verify(structuredClone(expectation) as never), JSON.stringify(expectation))
      else {
        t.throws(
          () => kibana.requests.verify(structuredClone(expectation) as never),
          { name: 'VerificationError', message: /\nEarlier requests are no longer kept: see the option requestLog$/ },
          JSON.stringify(expectation),
        )
      }
    }
  }
  check()
  kibana.requests.clear()
  kibana.requests.verify({ match, never: true })
  // Without `since`, the last dropped request can't decide either
  for (const id of ['a', 'x', 'y', 'z', 'v', 'w']) await get(id)
  t.throws(() => kibana.requests.verify({ match, never: true }), { name: 'VerificationError' })
})

t.test('requests.verify', async t => {
  t.test('passes if the requests are as expected, and throws otherwise', async t => {
    const kibana = await testServer(t)
    await traffic(kibana)
    const match = { method: 'PATCH' }
    for (const expectation of [
      { match: {} }, { match }, { match, times: 2 }, { match, atLeast: 1 }, { match, atMost: 2 }, { match, atLeast: 1, atMost: 3 },
      { match: { method: 'DELETE' }, never: true as const }, { order: [{ method: 'POST' }, match, match, { space: 'lab' }] },
    ]) {
      t.doesNotThrow(() => kibana.requests.verify(expectation), JSON.stringify(expectation))
    }
    const failures: [Parameters<typeof kibana.requests.verify>[0], RegExp][] = [
      [{ match, times: 1 },
        /^expected exactly 1 request like \{ method: 'PATCH' \}, got 2 among 4 requests\nnearest misses:\n {2}#4 GET \/s\/lab\/api\/cases\/\S+ -> 404: method is GET\n {2}#1 POST/],
      [{ match, atLeast: 3 }, /^expected at least 3 requests/],
      [{ match, atMost: 1 }, /^expected 0 to 1 request like/],
      [{ match, never: true }, /^expected exactly 0 requests/],
      [{ order: [match, { method: 'POST' }] },
        /^expected after one like \{ method: 'PATCH' \} 1 request like \{ method: 'POST' \}, got 0 among 2 requests/],
      [{ order: [{ method: 'DELETE' }] }, /^expected 1 request like \{ method: 'DELETE' \}, got 0/],
    ]
    for (const [
      expectation, message,
    ] of failures) t.throws(() => kibana.requests.verify(expectation), { name: 'VerificationError', message }, JSON.stringify(expectation))
    t.throws(() => kibana.requests.verify({ match, times: 1 }), VerificationError)
  })

  t.test('reports that there were no requests', async t => {
    const kibana = await testServer(t)
    t.throws(() => kibana.requests.verify({ match: {} }), { message: 'expected at least 1 request like {}, got 0 among 0 requests' })
    t.throws(() => kibana.requests.verify({}), {
      name: 'InvalidInput', message: 'expectation: expected match, a number of requests, or order, got {}',
    })
  })
})

const BAD_EXPECTATIONS: [unknown, string, string][] = [
  [5, 'expectation', 'an object'],
  [null, 'expectation', 'an object'],
  [{ match: null }, 'match', 'an object'],
  [{ order: 'GET' }, 'order', 'a list of 1 or more items'],
  [{ order: null }, 'order', 'a list of 1 or more items'],
  [{ order: [] }, 'order', 'a list of 1 or more items'],
  [{ order: [{}, null] }, 'order[1]', 'an object'],
  [{ times: -1 }, 'times', 'a whole number of 0 or more'],
  [{ time: 1 }, 'time', 'one of the keys match, times, atLeast, atMost, never, order'],
  [{ never: true, times: 2 }, 'times', 'nothing beside never'],
  [{ times: 2, atLeast: 1 }, 'atLeast', 'nothing beside times'],
  [{ order: [{}], match: {} }, 'match', 'nothing beside order'],
  [{ order: [{}], times: 1 }, 'times', 'nothing beside order'],
  [{ atLeast: 3, atMost: 1 }, 'atMost', 'no less than atLeast, 3'],
]

t.test('bad expectations', async t => {
  t.test('are refused, in process and over HTTP, with the path and the expectation', async t => {
    const kibana = await testServer(t)
    for (const [expectation, path, expected] of BAD_EXPECTATIONS) {
      t.throws(() => kibana.requests.verify(expectation as never), { name: 'InvalidInput', path, expected }, JSON.stringify(expectation))
      t.match(
        await control(kibana, 'POST', '/requests/verify', JSON.stringify(expectation)),
        { status: 400, body: { path: path === 'expectation' ? 'body' : path, expected } },
        JSON.stringify(expectation),
      )
    }
    t.throws(() => kibana.requests.verify(undefined as never), { name: 'InvalidInput', path: 'expectation' })
  })
})

const BAD_FILTERS: [unknown, string, string][] = [
  [[], 'filter', 'an object'],
  ['PATCH', 'filter', 'an object'],
  [{ methods: 'GET' }, 'methods', 'one of the keys method, path, status, space, user, service, body, since'],
  [{ method: '' }, 'method', 'an HTTP method such as "PATCH", or a list of them'],
  [{ method: 'PACTH' }, 'method', 'an HTTP method such as "PATCH", or a list of them'],
  [{ method: ['GET', 'PACTH'] }, 'method[1]', 'an HTTP method such as "PATCH"'],
  [{ method: [] }, 'method', 'a list of 1 or more items'],
  [{ status: [] }, 'status', 'a list of 1 or more items'],
  [{ status: 99 }, 'status', 'a status, a class of them such as "4xx", or a list of these'],
  [{ status: '4x' }, 'status', 'a status, a class of them such as "4xx", or a list of these'],
  [{ since: 'yesterday' }, 'since', 'the id of a request or an ISO 8601 time'],
  [{ path: 'api/cases' }, 'path', 'a path such as "/api/cases/*" without a query, or a regular expression as { regex, flags }'],
  [{ path: '/api/cases/_find?page=2' },
    'path', 'a path such as "/api/cases/*" without a query, or a regular expression as { regex, flags }'],
  [{ path: 5 }, 'path', 'a path such as "/api/cases/*" without a query, or a regular expression as { regex, flags }'],
]

t.test('bad filters', async t => {
  t.test('are refused, in process and over HTTP, with the path and the expectation', async t => {
    const kibana = await testServer(t)
    for (const [filter, path, expected] of BAD_FILTERS) {
      t.throws(() => kibana.requests.all(filter as never), { name: 'InvalidInput', path, expected }, JSON.stringify(filter))
      const found = await control(kibana, 'POST', '/requests/find', { match: filter })
      t.match(found, {
        status: 400, body: { statusCode: 400, path: path === 'filter' ? 'match' : `match.${path}`, expected },
      }, JSON.stringify(filter))
      const verified = await control(kibana, 'POST', '/requests/verify', { match: filter })
      t.match(verified, { status: 400, body: { path: path === 'filter' ? 'match' : `match.${path}`, expected } }, JSON.stringify(filter))
    }
    t.throws(() => kibana.requests.verify({ order: [{}, { path: 5 }] } as never), {
      message: 'order[1].path: expected a path such as "/api/cases/*" without a query, or a regular expression as { regex, flags }, got 5',
    })
    await t.rejects(kibana.requests.waitFor({}, { times: 0 }), { message: 'times: expected a whole number of 1 or more, got 0' })
    await t.rejects(kibana.requests.waitFor({}, { timeout: 'soon' }), {
      message: 'timeout: expected milliseconds, or a text such as "500ms", "90s" or "2h", got "soon"',
    })
    for (const query of ['status=abc', 'follow=maybe', 'format=xml', 'body=1']) {
      t.match(await control(kibana, 'GET', `/requests?${query}`), { status: 400, body: { path: query.split('=')[0] } }, query)
    }
  })
})
