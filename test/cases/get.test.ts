import t from 'tap'
import { testServer } from '../helpers/app.js'
import { attach, userComment } from '../helpers/attachments.js'
import { createCase, getCase, updateCase } from '../helpers/cases.js'
import { configure, send } from '../helpers/configure.js'

t.test('GET /api/cases/{case_id}', async t => {
  t.test('answers 404 for an unknown case', async t => {
    const { app } = await testServer(t)
    const response = await app.inject('/api/cases/nope')
    t.equal(response.statusCode, 404)
    t.strictSame(response.json(), { statusCode: 404, error: 'Not Found', message: 'Saved object [cases/nope] not found' })
  })
})

// docs/reference/kibana/cases.md §1.4
t.test('the version of a case', async t => {
  const kibana = await testServer(t)
  await configure(kibana, { customFields: [{ key: 'k', label: 'K', type: 'text', required: false }] })
  const { id } = await createCase(kibana)
  const other = await createCase(kibana)
  const url = `/internal/cases/${id}/observables`
  const observable = { typeKey: 'observable-type-ipv4', value: '10.0.0.1', description: null }
  const version = async () => (await getCase(kibana, id)).version
  const comment = async () => (await send(kibana, 'GET', `/api/cases/${id}/comments/_find`)).body.comments[0]
  const added = async () => (await getCase(kibana, id)).observables[0].id

  const steps: [what: string, changes: boolean, step: () => Promise<{ status: number }>][] = [
    ['a read', false, () => send(kibana, 'GET', `/api/cases/${id}`)],
    ['an update of another case', false, () => updateCase(kibana, other, { title: 'Other' })],
    ['an update with a version that is none', false, () => updateCase(kibana, { id, version: '!' }, { title: 'Other' })],
    ['an update without changes', false, async () => updateCase(kibana, { id, version: await version() }, {})],
    ['an update', true, async () => updateCase(kibana, { id, version: await version() }, { title: 'Other' })],
    ['a comment', true, async () => ({ status: 200, body: await attach(kibana, id) })],
    ['a changed comment', true, async () => {
      const { id: commentId, version } = await comment()
      return send(kibana, 'PATCH', `/api/cases/${id}/comments`, { ...userComment, id: commentId, version, comment: 'x' })
    }],
    ['a deleted comment', true, async () => send(kibana, 'DELETE', `/api/cases/${id}/comments/${(await comment()).id}`)],
    ['an observable', true, () => send(kibana, 'POST', url, { observable })],
    ['a changed observable', true, async () => send(kibana, 'PATCH', `${url}/${await added()}`, {
      observable: { value: '10.0.0.2', description: null },
    })],
    ['a deleted observable', true, async () => send(kibana, 'DELETE', `${url}/${await added()}`)],
    ['a custom field', true, async () => send(kibana, 'PUT', `/internal/cases/${id}/custom_fields/k`, {
      value: 'x', caseVersion: await version(),
    })],
    ['a push', true, async () => {
      const { body: { id: connectorId } } = await send(kibana, 'POST', '/api/actions/connector', {
        name: 'j',
        connector_type_id: '.jira',
        config: { apiUrl: 'https://j.example', projectKey: 'P' },
        secrets: { email: 'e', apiToken: 't' },
      })
      return send(kibana, 'POST', `/api/cases/${id}/connector/${connectorId}/_push`, {})
    }],
  ]
  for (const [what, changes, step] of steps) {
    const [before] = JSON.parse(atob(await version()))
    const { status } = await step()
    const [after, term] = JSON.parse(atob(await version()))
    if (changes) t.ok(after > before && status < 300, `${what} raises it`)
    else t.equal(after, before, `${what} leaves it`)
    t.strictSame([term, await version()], [1, btoa(`[${after},1]`)])
  }
})
