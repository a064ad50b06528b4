import t from 'tap'
import { testServer } from '../../helpers/app.js'
import { call, errorBody, refusedByElasticsearch, refusedDate, refusedWindow } from '../../helpers/cases.js'
import { find } from './four-cases.js'

t.test('GET /api/cases/_find refuses', async t => {
  const kibana = await testServer(t)
  const tooMany = Array.from({ length: 101 }, (_, number) => `t${number}`)
  const list = JSON.stringify(tooMany)
  const tooLong = (field: string) =>
    `The length of the field ${field} is too long. Array must be of length <= 100.,Invalid value "${list}" supplied to "${field}"`
  const many = (field: string) => tooMany.map(value => `${field}=${value}`).join('&')

  // Source: Kibana's cases_api_integration tests cases/find_cases.ts, and the codec of the request run with io-ts
  const refused: [query: string, message: string][] = [
    ['perPage=101', 'The provided perPage value is too high. The maximum allowed perPage value is 100.'],
    ['page=101&perPage=100', 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'],
    ['page=10001&perPage=101', 'The provided perPage value is too high. The maximum allowed perPage value is 100.'],
    ['page=10001', 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'],
    ['perPage=true', 'Invalid value "true" supplied to "perPage",cannot parse to a number'],
    ['page=abc', 'Invalid value "abc" supplied to "page",cannot parse to a number'],
    ['page=', refusedByElasticsearch('[from] parameter cannot be negative but was [-20]')],
    ['page=1&page=2', 'Invalid value "["1","2"]" supplied to "page"'],
    ['status=bad', 'Invalid value "bad" supplied to "status"'],
    ['status=open&status=bad', 'Invalid value "["open","bad"]" supplied to "status",Invalid value "bad" supplied to "status"'],
    ['severity=bad', 'Invalid value "bad" supplied to "severity"'],
    ['sortField=foobar', 'Invalid value "foobar" supplied to "sortField"'],
    ['sortOrder=up', 'Invalid value "up" supplied to "sortOrder"'],
    ['defaultSearchOperator=and', 'Invalid value "and" supplied to "defaultSearchOperator"'],
    ['searchFields=foobar', 'Invalid value "foobar" supplied to "searchFields"'],
    ['searchFields=title&searchFields=foobar',
      'Invalid value "foobar" supplied to "searchFields",Invalid value "["title","foobar"]" supplied to "searchFields"'],
    ['search=a&search=b', 'Invalid value "["a","b"]" supplied to "search"'],
    ['from=a&from=b', 'Invalid value "["a","b"]" supplied to "from"'],
    [many('tags'), tooLong('tags')],
    [many('category'), tooLong('category')],
    [many('reporters'), tooLong('reporters')],
    [many('assignees'), tooLong('assignees')],
    ['customFields=x', 'Invalid value "x" supplied to "customFields"'],
    ['foo=1', 'invalid keys "foo"'],
    ['foo=1&foo=2', 'invalid keys "foo,["1","2"]"'],
    ['filter=x', 'invalid keys "filter"'],
    ['fields=title', 'invalid keys "fields"'],
    ['namespaces=*', 'invalid keys "namespaces"'],
    ['rootSearchFields=_id', 'invalid keys "rootSearchFields"'],
    ['customFields%5Bk%5D=v', 'invalid keys "customFields[k]"'],
    ['__proto__=1', 'invalid keys "__proto__"'],
    ['perPage=101&foo=1&status=bad',
      'Invalid value "bad" supplied to "status",The provided perPage value is too high. The maximum allowed perPage value is 100.'],
    // Rejected by Kibana's query parser, then by Elasticsearch
    ['from=', 'Invalid "from" and/or "to" query parameters'],
    ['from=%20', 'Invalid "from" and/or "to" query parameters'],
    ['from=&to=yesterday', 'Invalid "from" and/or "to" query parameters'],
    ['from=yesterday', refusedDate('yesterday')],
    ['from=2025-01-01&to=2025-02-30', refusedDate('2025-02-30')],
    ['to=2024-01-01%2000:00:00', refusedDate('2024-01-01 00:00:00')],
    ['from=not%20%22a%22%20and%20(b)%20or%20*', refusedDate('not "a" and (b) or *')],
    ['page=0', refusedByElasticsearch('[from] parameter cannot be negative but was [-20]')],
    ['page=-1&perPage=5', refusedByElasticsearch('[from] parameter cannot be negative but was [-10]')],
    ['perPage=-1', refusedByElasticsearch('[size] parameter cannot be negative, found [-1]')],
    // Kibana's own check counts a missing size as 0
    ['page=501', refusedWindow(10_020)],
    ['page=-Infinity', refusedByElasticsearch('[from] parameter cannot be negative but was [-Infinity]')],
    ['page=Infinity', 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'],
  ]
  for (const [query, message] of refused) {
    t.test(query.slice(0, 60), async t => {
      const { status, body } = await find(kibana, query)
      t.equal(status, 400)
      t.strictSame(body, errorBody(400, message))
    })
  }

  for (const query of [
    'page=500', 'page=100&perPage=100', 'page=10000&perPage=1', many('tags').replace('tags=t0&', ''), 'owner=&search=', 'from=now',
  ]) {
    t.test(`but not ${query.slice(0, 60)}`, async t => {
      t.equal((await find(kibana, query)).status, 200)
    })
  }

  t.test('an unknown space is reported first', async t => {
    t.strictSame((await call(kibana, 'GET', '/s/nope/api/cases/_find?foo=1')).body, errorBody(404, 'Saved object [space/nope] not found'))
  })
})
