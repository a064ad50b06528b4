import t from 'tap'
import { testServer } from '../helpers/app.js'
import { alerts, userComment } from '../helpers/attachments.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as, basic, roleOf } from '../helpers/security.js'
import { upload } from '../helpers/upload.js'
import type { RunningServer } from '../../src/index.js'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
const INTERNAL = { 'x-elastic-internal-origin': 'tests' }

/** A server with a case of the owner `securitySolution`, and users with limited privileges. */
async function serverWithUsers (t: Parameters<typeof testServer>[0]) {
  const roles = {
    reads: roleOf({ securitySolutionCasesV3: ['read'] }, ['default']),
    comments: roleOf({ securitySolutionCasesV3: ['read', 'create_comment'] }, ['default']),
    commentsBlindly: roleOf({ securitySolutionCasesV3: ['create_comment'] }, ['default']),
    observes: roleOf({ observabilityCasesV3: ['all'] }, ['default']),
  }
  const users = Object.fromEntries([...Object.keys(roles), 'superuser'].map(name => [name, { password: name, roles: [name] }]))
  const kibana = await testServer(t, { security: { users, roles } })
  const send = async (user: string, method: Method, url: string, payload?: object) => {
    const response = await as(kibana, user, { method, url, headers: INTERNAL, ...(payload && { payload }) })
    return { status: response.statusCode, body: response.body === '' ? undefined : response.json() }
  }
  const { body: { id } } = await send('superuser', 'POST', '/api/cases', { ...newCase, owner: 'securitySolution' })
  const {
    body: { comments: [comment] },
  } = await send('superuser', 'POST', `/api/cases/${id}/comments`, { ...userComment, owner: 'securitySolution' })
  await send('superuser', 'POST', `/api/cases/${id}/comments`, { ...alerts, owner: 'securitySolution' })
  return { kibana, send, id: id as string, comment: comment as { id: string, version: string } }
}

const refusal = (verb: string, doc = 'comments') => errorBody(403, `Unauthorized to ${verb} ${doc} with owners: "securitySolution"`)

t.test('attachments require the same privileges as in Kibana', async t => {
  const { send, id, comment } = await serverWithUsers(t)
  const mine = { ...userComment, owner: 'securitySolution' }
  const path = `/api/cases/${id}/comments`
  const notFound = errorBody(404, 'Saved object [cases-comments/nope] not found')
  const rows: readonly [user: string, method: Method, url: string, payload: object | undefined, status: number, body?: object][] = [
    // Before the case is looked up
    ['reads', 'POST', '/api/cases/nope/comments', mine, 403, refusal('create')],
    ['comments', 'POST', '/api/cases/nope/comments', mine, 404],
    ['commentsBlindly', 'POST', path, mine, 200],
    ['reads', 'POST', '/internal/cases/nope/attachments/_bulk_create', [mine], 403, refusal('create')],
    // After the attachment is looked up, before everything else about it
    ['comments',
      'PATCH', '/api/cases/nope/comments', { ...alerts, owner: 'cases', id: comment.id, version: 'stale' }, 403, refusal('update')],
    ['comments', 'PATCH', path, { ...mine, id: 'nope', version: 'x' }, 404, notFound],
    ['comments', 'DELETE', `/api/cases/nope/comments/${comment.id}`, undefined, 403, refusal('delete')],
    ['comments', 'DELETE', `${path}/nope`, undefined, 404, notFound],
    ['comments', 'DELETE', path, undefined, 403, refusal('delete')],
    ['observes', 'GET', `${path}/${comment.id}`, undefined, 403, refusal('access')],
    ['observes', 'GET', `${path}/nope`, undefined, 404, notFound],
    ['reads', 'GET', `${path}/${comment.id}`, undefined, 200],
    // Lists leave out what the caller may not read, and are refused only if the caller may read no owner
    ['observes', 'GET', `${path}/_find`, undefined, 200, { comments: [], page: 1, per_page: 20, total: 0 }],
    ['commentsBlindly', 'GET', `${path}/_find`, undefined, 403, errorBody(403, 'Unauthorized to access comments of any owner')],
    ['observes', 'GET', `/api/cases/${id}/alerts`, undefined, 403, refusal('access', 'case')],
    ['observes', 'GET', '/api/cases/alerts/alert-1', undefined, 200, []],
    ['commentsBlindly', 'GET', '/api/cases/alerts/alert-1', undefined, 403, errorBody(403, 'Unauthorized to access cases of any owner')],
    ['observes', 'POST', `/internal/cases/${id}/attachments/_bulk_get`, { ids: [comment.id] }, 403, refusal('access', 'case')],
    ['reads', 'POST', `/internal/cases/${id}/attachments/_bulk_get`, { ids: [comment.id] }, 200],
  ]
  for (const [user, method, url, payload, status, body] of rows) {
    t.test(`${method} ${url.replace(id, '{id}').replace(comment.id, '{comment_id}')} for a user who ${user}: ${status}`, async t => {
      const answer = await send(user, method, url, payload)
      t.equal(answer.status, status)
      if (body) t.strictSame(answer.body, body)
    })
  }
})

t.test('files require the same privileges as in Kibana', async t => {
  const { kibana, send, id } = await serverWithUsers(t)
  const put = (kibana: RunningServer, user: string, caseId = id) =>
    upload(kibana, caseId, [['file', 'x', 'a.txt']], { authorization: basic(user) })
  const rows: readonly [user: string, status: number, body?: object][] = [
    // The case is read first, so a caller who may not read it gets that error
    ['observes', 403, refusal('access', 'case')],
    ['commentsBlindly', 403, refusal('access', 'case')],
    ['reads', 403, refusal('create')],
    ['comments', 200],
  ]
  for (const [user, status, body] of rows) {
    t.test(`POST /api/cases/{id}/files for a user who ${user}: ${status}`, async t => {
      const answer = await put(kibana, user)
      t.equal(answer.status, status)
      if (body) t.strictSame(answer.body, body)
    })
  }

  t.test('deleting them requires the privilege to delete comments', async t => {
    const ids = kibana.files.all(id).map(file => file.id)
    const remove = (user: string) => send(user, 'POST', `/internal/cases/${id}/attachments/files/_bulk_delete`, { ids })
    t.strictSame(await remove('comments'), { status: 403, body: refusal('delete') })
    t.equal((await remove('superuser')).status, 204)
    t.strictSame(kibana.files.all(id), [])
  })

  t.test('checks credentials before it reads the payload', async t => {
    const { statusCode } = await kibana.app.inject({
      method: 'POST', url: `/api/cases/${id}/files`, headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: 'nonsense',
    })
    t.equal(statusCode, 401)
  })
})
