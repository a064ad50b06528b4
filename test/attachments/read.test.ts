import t from 'tap'
import { testServer } from '../helpers/app.js'
import { alerts, attach, externalDocument, userComment } from '../helpers/attachments.js'
import { call, createCase, errorBody, refusedByElasticsearch, refusedWindow } from '../helpers/cases.js'
import type { RunningServer } from '../../src/index.js'

t.test('GET /api/cases/{case_id}/comments/{comment_id}', async t => {
  const kibana = await testServer(t)
  const { id } = await createCase(kibana)
  const { comments: [comment] } = await attach(kibana, id, alerts)

  t.test('returns the attachment for any case in the path, and ignores a query', async t => {
    for (const caseId of [id, 'nope']) {
      t.equal((await call(kibana, 'GET', `/api/cases/${caseId}/comments/${comment.id}?foo=1`)).status, 200)
      const { status, body, headers } = await call(kibana, 'GET', `/api/cases/${caseId}/comments/${comment.id}`)
      t.equal(status, 200)
      t.equal(headers['elastic-api-version'], '2023-10-31')
      t.strictSame(body, comment)
    }
  })

  for (const unknown of ['nope', '__proto__', id]) {
    t.test(`answers 404 for ${unknown === id ? 'the id of a case' : unknown}`, async t => {
      const { status, body } = await call(kibana, 'GET', `/api/cases/${id}/comments/${unknown}`)
      t.strictSame([status, body], [404, errorBody(404, `Saved object [cases-comments/${unknown}] not found`)])
    })
  }
})

t.test('GET /api/cases/{case_id}/comments was removed in 9.0', async t => {
  const kibana = await testServer(t)
  const { id } = await createCase(kibana)
  const { status, body } = await call(kibana, 'GET', `/api/cases/${id}/comments`)
  t.strictSame([status, body], [404, errorBody(404, 'Not Found')])
})

/** Creates a case with the comments `0` to `24` and other attachments between them; returns its id. */
async function caseWithMany (kibana: RunningServer) {
  const { id } = await createCase(kibana)
  for (let index = 0; index < 25; index++) {
    await attach(kibana, id, { ...userComment, comment: `${index}` })
    if (index % 10 === 0) await attach(kibana, id, externalDocument)
  }
  return id
}

t.test('GET /api/cases/{case_id}/comments/_find', async t => {
  const kibana = await testServer(t)
  const id = await caseWithMany(kibana)
  const all = Array.from({ length: 25 }, (_, index) => `${index}`)
  const find = (query: string, caseId = id) => call(kibana, 'GET', `/api/cases/${caseId}/comments/_find${query}`)

  const pages: readonly [query: string, page: number, perPage: number, found: string[]][] = [
    ['', 1, 20, all.slice(0, 20)],
    ['?page=2', 2, 20, all.slice(20)],
    ['?page=3', 3, 20, []],
    ['?perPage=100', 1, 100, all],
    ['?perPage=3&page=2&sortOrder=asc', 2, 3, ['3', '4', '5']],
    ['?sortOrder=desc&perPage=2', 1, 2, ['24', '23']],
    ['?perPage=', 1, 0, []],
    ['?perPage=1e1&page=0x2', 2, 10, all.slice(10, 20)],
    ['?page=500', 500, 20, []],
  ]
  for (const [query, page, perPage, found] of pages) {
    t.test(`finds user comments only: ${query}`, async t => {
      const { status, body, headers } = await find(query)
      t.equal(status, 200)
      t.equal(headers['elastic-api-version'], '2023-10-31')
      t.strictSame(body.comments.map(({ comment }: typeof userComment) => comment), found)
      t.strictSame({ ...body, comments: [] }, { comments: [], page, per_page: perPage, total: 25 })
    })
  }

  t.test('returns the whole comment', async t => {
    const [comment] = (await find('?perPage=1')).body.comments
    t.strictSame((await call(kibana, 'GET', `/api/cases/${id}/comments/${comment.id}`)).body, comment)
  })

  t.test('finds nothing in a case that does not exist', async t => {
    const { status, body } = await find('', 'nope')
    t.strictSame([status, body], [200, { comments: [], page: 1, per_page: 20, total: 0 }])
  })

  const tooMany = 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'
  const errors: readonly [query: string, message: string][] = [
    ['perPage=101', 'The provided perPage value is too high. The maximum allowed perPage value is 100.'],
    ['perPage=101&page=10001', 'The provided perPage value is too high. The maximum allowed perPage value is 100.'],
    ['page=101&perPage=100', tooMany],
    ['page=10001', tooMany],
    ['perPage=true', 'Invalid value "true" supplied to "perPage",cannot parse to a number'],
    ['sortOrder=up', 'Invalid value "up" supplied to "sortOrder"'],
    ['sortOrder=up&page=x', 'Invalid value "up" supplied to "sortOrder",Invalid value "x" supplied to "page",cannot parse to a number'],
    // Elasticsearch rejects these requests of Kibana. Kibana's own check counts a missing size as 0
    ['page=501', refusedWindow(10_020)],
    ['page=10000', refusedWindow(200_000)],
    ['page=0', refusedByElasticsearch('[from] parameter cannot be negative but was [-20]')],
    ['perPage=-5', refusedByElasticsearch('[size] parameter cannot be negative, found [-5]')],
    ['page=-Infinity', refusedByElasticsearch('[from] parameter cannot be negative but was [-Infinity]')],
    ['foo=1', 'invalid keys "foo"'],
    ['types=user', 'invalid keys "types"'],
    ['page=1&page=2', 'Invalid value "["1","2"]" supplied to "page"'],
  ]
  for (const [query, message] of errors) {
    t.test(`refuses ${query}`, async t => {
      const { status, body } = await find(`?${query}`)
      t.strictSame([status, body], [400, errorBody(400, message)])
    })
  }
})
