import fc from 'fast-check'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import {
  action, alerts, externalDocument, externalSavedObject, fileReference, persistableState, userComment,
} from '../helpers/attachments.js'
import { call, createCase } from '../helpers/cases.js'
import { send } from '../helpers/configure.js'
import { kibanaContext } from '../helpers/kibana-context.js'
import { sendRaw, upload } from '../helpers/upload.js'
import type { RunningServer } from '../../src/index.js'

const alertId = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'a\u0000b', '')
const alertAttachment = fc.oneof(
  fc.array(alertId, { maxLength: 4 }).map(ids => ({ ...alerts, alertId: ids, index: ids.map(() => 'i') })),
  alertId.map(id => ({ ...alerts, alertId: id, index: 'i' })),
)
const attachment = fc.oneof(
  { weight: 3, arbitrary: fc.constant(userComment) },
  { weight: 5, arbitrary: alertAttachment },
  { weight: 2, arbitrary: fc.constantFrom(action, externalDocument, externalSavedObject, persistableState, fileReference) },
)

/** Any value, or an attachment with one mistake. */
const hostile = fc.oneof(
  fc.anything({ maxDepth: 3 }),
  fc.tuple(
    attachment,
    fc.constantFrom(...Object.keys({ ...alerts, ...action, ...externalSavedObject, ...persistableState }), 'id', 'version', 'constructor'),
    fc.anything({ maxDepth: 2 }),
  )
    .map(([good, key, value]) => ({ ...good, [key]: value })),
  fc.tuple(attachment, fc.constantFrom('type', 'owner', 'rule', 'comment', 'externalReferenceStorage'))
    .map(([good, missing]) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== missing))),
)

const pick = fc.nat({ max: 1000 })
const operation = fc.oneof(
  { weight: 6, arbitrary: fc.record({ name: fc.constant('add' as const), pick, sent: attachment }) },
  { weight: 4, arbitrary: fc.record({ name: fc.constant('bulk' as const), pick, sent: fc.array(attachment, { maxLength: 4 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      name: fc.constant('update' as const), pick, sent: attachment, isStale: fc.integer({ max: 4, min: 0 }).map(number => number === 0),
    }),
  },
  { weight: 3, arbitrary: fc.record({ name: fc.constant('remove' as const), pick, sent: fc.constant(null) }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('removeAll' as const), pick, sent: fc.constant(null) }) },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('upload' as const), pick, sent: fc.constantFrom('a.txt', 'a.exe', 'a') }) },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('removeFiles' as const), pick, sent: fc.constant(null) }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('close' as const), pick, sent: fc.constantFrom('closed', 'open') }) },
)
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never

/** Performs one operation on a case, usually a valid one, and returns the answer. */
async function perform (kibana: RunningServer, caseIds: readonly string[], op: Operation): Promise<{ status: number, body: unknown }> {
  const { store } = await kibanaContext(kibana)
  const isLikelyValid = op.pick % 5 > 0
  const fitting = store.all('cases-comments').filter(({ attributes: { type } }) => !isLikelyValid || op.name !== 'update' ||
    type === op.sent.type)
  const { id = 'none', version = 'none', caseId: ownCaseId } = fitting[op.pick % (fitting.length || 1)] ?? {}
  const isAboutOne = op.name === 'update' || op.name === 'remove'
  const caseId = (isLikelyValid && isAboutOne && ownCaseId) || caseIds[op.pick % caseIds.length]!
  switch (op.name) {
    case 'add': return call(kibana, 'POST', `/api/cases/${caseId}/comments`, op.sent)
    case 'bulk': return send(kibana, 'POST', `/internal/cases/${caseId}/attachments/_bulk_create`, op.sent)
    case 'update': return call(kibana, 'PATCH', `/api/cases/${caseId}/comments`, {
      ...op.sent, id, version: op.isStale ? 'stale' : version,
    })
    case 'remove': return call(kibana, 'DELETE', `/api/cases/${caseId}/comments/${id}`)
    case 'removeAll': return call(kibana, 'DELETE', `/api/cases/${caseId}/comments`)
    case 'upload': return upload(kibana, caseId, [['file', 'x', op.sent]])
    case 'removeFiles': {
      const ids = ['none', ...store.all('file').filter(file => !isLikelyValid || file.caseId === caseId).slice(0, 2).map(file => file.id)]
      return send(kibana, 'POST', `/internal/cases/${caseId}/attachments/files/_bulk_delete`, { ids })
    }
    case 'close': {
      const { version } = (await call(kibana, 'GET', `/api/cases/${caseId}`)).body
      return call(kibana, 'PATCH', '/api/cases', { cases: [{ id: caseId, version, status: op.sent }] })
    }
  }
}

/** All stored documents, including files. */
async function everything (kibana: RunningServer): Promise<string> {
  const { store } = await kibanaContext(kibana)
  const types = ['cases', 'cases-comments', 'cases-user-actions', 'file'] as const
  return JSON.stringify(types.map(type => store.all(type)))
}

const isError = ({ status, body }: { status: number, body: unknown }) => status >= 400 && status < 500 &&
  JSON.stringify(Object.keys(body as object)) === '["statusCode","error","message"]' &&
    (body as { statusCode: number }).statusCode === status

t.test('after any changes to attachments, the totals of GET match the lists of the other routes', async t => {
  const statuses = new Map<string, number>()
  await fc.assert(fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 30, size: 'max' }), async operations => {
    const kibana = await testServer(t)
    const caseIds = [(await createCase(kibana)).id, (await createCase(kibana)).id]
    for (const op of operations) {
      const before = await everything(kibana)
      const answer = await perform(kibana, caseIds, op)
      const key = `${op.name} ${answer.status}`
      statuses.set(key, (statuses.get(key) ?? 0) + 1)
      if (answer.status >= 300 && (!isError(answer) || await everything(kibana) !== before)) return false
      for (const caseId of caseIds) {
        const get = async (path: string) => (await call(kibana, 'GET', `/api/cases/${caseId}${path}`)).body
        const { totalComment, totalAlerts } = await get('')
        const alertIds: string[] = (await get('/alerts')).map(({ id }: { id: string }) => id)
        if (totalComment !== (await get('/comments/_find?perPage=100')).comments.length || totalAlerts !== new Set(alertIds).size) {
          return false
        }
        for (const id of ['a', '__proto__']) {
          const cases: { id: string }[] = (await call(kibana, 'GET', `/api/cases/alerts/${id}`)).body
          if (cases.some(found => found.id === caseId) !== alertIds.includes(id)) return false
        }
      }
    }
    await kibana.close()
    return true
  }), { numRuns: 30, seed: 20250601 })
  for (const key of [
    'add 200', 'add 400', 'bulk 200', 'update 200', 'update 400', 'update 404', 'update 409', 'remove 204', 'removeAll 204', 'upload 200',
    'removeFiles 204',
  ]) {
    t.ok((statuses.get(key) ?? 0) >= 3, `${key} came up: ${[...statuses].join(' ')}`)
  }
})

t.test('any request gets a success or a 4xx in Kibana\'s format, and an error changes nothing', async t => {
  const kibana = await testServer(t)
  const { id } = await createCase(kibana)
  const { comments: [comment] } = (await call(kibana, 'POST', `/api/cases/${id}/comments`, userComment)).body
  let errors = 0
  const ids = fc.constantFrom(id, id, 'nope', '__proto__', 'constructor', '%00', '%2e%2e', 'x'.repeat(5000))
  await fc.assert(fc.asyncProperty(
    fc.constantFrom('add', 'update', 'bulk', 'bulkGet', 'bulkDelete', 'find', 'alert', 'file'), ids, hostile, fc.string(),
    async (route, caseId, body, text) => {
      const before = await everything(kibana)
      const ask = () => {
        switch (route) {
          case 'add': return call(kibana, 'POST', `/api/cases/${caseId}/comments`, body)
          case 'update': return call(kibana, 'PATCH', `/api/cases/${caseId}/comments`, Object(body) === body
            ? {
                id: comment.id, version: comment.version, ...body as object,
              }
            : body)
          case 'bulk': return send(kibana, 'POST', `/internal/cases/${caseId}/attachments/_bulk_create`, [body])
          case 'bulkGet': return send(kibana, 'POST', `/internal/cases/${caseId}/attachments/_bulk_get`, { ids: body })
          case 'bulkDelete': return send(
            kibana, 'POST', `/internal/cases/${caseId}/attachments/files/_bulk_delete`, { ids: [text], more: body },
          )
          case 'find': return call(
            kibana, 'GET', `/api/cases/${caseId}/comments/_find?${new URLSearchParams({ page: text, [text]: text })}`,
          )
          case 'alert': return call(kibana, 'GET', `/api/cases/alerts/${encodeURIComponent(text) || 'x'}?owner=${encodeURIComponent(text)}`)
          default: return sendRaw(
            kibana, caseId, `--xyz\r\ncontent-disposition: form-data; name="file"; filename="${text}.txt"\r\n\r\n${text}\r\n--xyz--`,
          )
        }
      }
      const answer = await ask()
      if (answer.status < 300) return true
      errors++
      return isError(answer) && await everything(kibana) === before
    },
  ), { numRuns: 600, seed: 20250601 })
  t.ok(errors > 200, `${errors} requests were refused`)
})
