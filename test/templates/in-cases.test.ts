import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { call, createCase, errorBody, getCase, jiraConnector, newCase, updateCase } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'
import { inline, SEED, seededServer, text } from './template-server.js'

const activity = async (kibana: RunningServer, id: string) =>
  (await call(
    kibana, 'GET', `/api/cases/${id}/user_actions/_find`,
  )).body.userActions.map(({ type, action, payload }: Record<string, unknown>) => ({ type, action, payload }))

t.test('POST /api/cases with a template', async t => {
  t.test('fills in from the template what the caller leaves out', async t => {
    const kibana = await seededServer(t)
    const made = await createCase(kibana, { tags: [], template: { id: 'triage' } })
    t.match(made, {
      severity: 'high',
      category: 'events',
      tags: ['from-template'],
      assignees: [{ uid: 'u-ann' }],
      settings: { syncAlerts: true, extractObservables: true },
      connector: { id: 'jira-1', name: 'My Jira', type: '.jira' },
      template: { id: 'triage', version: 1 },
    })
    t.strictSame(made.extended_fields, { priority_as_keyword: 'medium', effort_as_integer: '', impact_as_keyword: '' })
  })

  t.test('keeps what the caller sends', async t => {
    const kibana = await seededServer(t)
    const sent = {
      severity: 'low',
      category: null,
      assignees: [],
      tags: ['own'],
      settings: { syncAlerts: true, extractObservables: false },
      connector: { ...jiraConnector, id: 'jira-1' },
    }
    const made = await createCase(kibana, {
      ...sent, template: { id: 'triage', version: 1 }, extended_fields: { priority_as_keyword: '', effort_as_integer: '3' },
    })
    t.match(made, { ...sent, connector: { name: 'My Jira' } })
    t.strictSame(made.extended_fields, { priority_as_keyword: '', effort_as_integer: '3', impact_as_keyword: '' })
  })

  t.test('leaves out assignees without a Platinum license, and an unknown connector', async t => {
    const kibana = await seededServer(t, { license: 'basic', seed: { ...SEED, connectors: [] } })
    t.match(await createCase(kibana, { template: { id: 'triage' } }), { assignees: [], connector: { id: 'none' } })
  })

  t.test('pins the case to a version', async t => {
    const kibana = await seededServer(t)
    await call(kibana, 'PUT', '/api/cases/templates/triage', { name: 'Triage', owner: 'cases', definition: inline(text('b')) })
    t.strictSame((await createCase(kibana, { template: { id: 'triage' } })).template, { id: 'triage', version: 2 })
    t.match(await createCase(kibana, { template: { id: 'triage', version: 1 }, extended_fields: { priority_as_keyword: 'x' } }), {
      template: { version: 1 },
    })
  })

  t.test('records the template, and the fields that differ from their defaults', async t => {
    const kibana = await seededServer(t)
    const { id } = await createCase(kibana, {
      template: { id: 'triage' }, extended_fields: { priority_as_keyword: 'medium', effort_as_integer: '3' },
    })
    const [created, ...rest] = await activity(kibana, id)
    t.notOk('template' in created.payload || 'extended_fields' in created.payload)
    t.strictSame(rest, [
      { type: 'template', action: 'update', payload: { template: { id: 'triage', version: 1, name: 'Triage' } } },
      { type: 'extended_fields', action: 'update', payload: { extended_fields: { effort_as_integer: '3' } } },
    ])
    t.equal((await call(kibana, 'GET', `/api/cases/${id}/user_actions/_find?types=template`)).body.total, 1)
  })

  t.test('counts the uses of a template', async t => {
    const kibana = await seededServer(t)
    await createCase(kibana, { template: { id: 'triage' } })
    await createCase(kibana, { template: { id: 'triage' } })
    t.match((await call(kibana, 'GET', '/api/cases/templates/triage')).body, { usageCount: 2, lastUsedAt: '2025-06-01T10:00:00.000Z' })
  })

  for (const [id, message] of [
    ['nope', 'Template nope not found'],
    ['other', 'Template other not found'],
    ['disabled', 'Template disabled not found'],
    ['deleted', 'Template deleted not found'],
    ['invalid', 'Template invalid has an invalid definition'],
  ] as const) {
    t.test(`refuses the template ${id}`, async t => {
      const { body } = await call(await seededServer(t), 'POST', '/api/cases', { ...newCase, template: { id } })
      t.strictSame(body, errorBody(400, message))
    })
  }

  t.test('checks the completed case as if it had been sent', async t => {
    const kibana = await seededServer(t, { seed: { templates: [{ id: 'a', definition: `category: ${'x'.repeat(51)}\nfields: []` }] } })
    t.strictSame((await call(kibana, 'POST', '/api/cases', { ...newCase, template: { id: 'a' } })).body,
      errorBody(
        400, `The length of the category is too long. The maximum length is 50.,Invalid value "${'x'.repeat(51)}" supplied to "category"`,
      ))
  })

  t.test('requires the privilege to assign for assignees of the template, and to read connectors for its connector', async t => {
    const kibana = await seededServer(t, {
      security: {
        roles: {
          plain: { kibana: [{ spaces: ['*'], base: [], feature: { generalCasesV3: ['minimal_all'] } }] },
          assigns: { kibana: [{ spaces: ['*'], base: [], feature: { generalCasesV3: ['minimal_all', 'cases_assign'] } }] },
        },
        users: { plain: { password: 'x', roles: ['plain'] }, assigns: { password: 'x', roles: ['assigns'] } },
      },
    })
    const post = (user: string) => call(kibana, 'POST', '/api/cases', { ...newCase, template: { id: 'triage' } }, {
      authorization: basic(user, 'x'),
    })
    t.strictSame((await post('plain')).body, errorBody(403, 'Unauthorized to update case with owners: "cases"'))
    t.match((await post('assigns')).body, { connector: { id: 'none' }, assignees: [{ uid: 'u-ann' }] })
  })
})

// The README has this difference from Kibana (pull requests 279466, in 9.5.1 at the latest, and 282772, in the release notes of 9.5.3)
t.test('custom fields of the configuration are not copied to extended_fields', async t => {
  const kibana = await seededServer(t)
  const customFields = [{ key: 'a', type: 'text', value: 'x' }]
  await call(kibana, 'POST', '/api/cases/configure', {
    connector: newCase.connector,
    closure_type: 'close-by-user',
    owner: 'cases',
    customFields: [{ key: 'a', label: 'A', type: 'text', required: false }],
  })
  const made = await createCase(kibana, { customFields })
  t.strictSame([made.customFields, made.extended_fields], [customFields, undefined])
})

t.test('PATCH /api/cases', async t => {
  const patch = async (kibana: RunningServer, id: string, changes: object) => updateCase(kibana, await getCase(kibana, id), changes)

  t.test('merges extended fields with the stored ones, and checks only those that are sent', async t => {
    const kibana = await seededServer(t)
    const { id } = await createCase(kibana, { template: { id: 'triage' } })
    t.strictSame((await patch(kibana, id, {
      extended_fields: { effort_as_integer: '5', priority_as_keyword: 'medium' },
    })).body[0].extended_fields,
    { priority_as_keyword: 'medium', effort_as_integer: '5', impact_as_keyword: '' })
    t.strictSame((await activity(kibana, id)).at(-1), {
      type: 'extended_fields', action: 'update', payload: { extended_fields: { effort_as_integer: '5' } },
    })
    // Kibana compares the sent fields with all stored ones, but records no activity for unchanged values
    const before = (await activity(kibana, id)).length
    t.match(await patch(kibana, id, { extended_fields: { effort_as_integer: '5' } }),
      { status: 200, body: [{ extended_fields: { priority_as_keyword: 'medium', effort_as_integer: '5', impact_as_keyword: '' } }] })
    t.equal((await activity(kibana, id)).length, before)
    t.equal((await patch(kibana, id, {
      extended_fields: { impact_as_keyword: '', effort_as_integer: '5', priority_as_keyword: 'medium' },
    })).status, 406)
    t.strictSame((await patch(kibana, id, { extended_fields: { effort_as_integer: 'x' } })).body, errorBody(
      400, 'Invalid extended_fields: Field "effort" must be a number',
    ))
  })

  t.test('changes and removes the template', async t => {
    const kibana = await seededServer(t)
    const { id } = await createCase(kibana)
    t.strictSame(
      (await patch(kibana, id, { template: { id: 'triage', version: 1 }, extended_fields: { effort_as_integer: '1' } })).body[0].template,
      { id: 'triage', version: 1 },
    )
    t.strictSame((await activity(kibana, id)).slice(1), [
      { type: 'template', action: 'update', payload: { template: { id: 'triage', version: 1, name: 'Triage' } } },
      { type: 'extended_fields', action: 'update', payload: { extended_fields: { effort_as_integer: '1' } } },
    ])
    t.equal((await patch(kibana, id, { template: null })).body[0].template, null)
    t.strictSame((await activity(kibana, id)).at(-1), { type: 'template', action: 'update', payload: { template: null } })
    t.strictSame((await patch(kibana, id, { extended_fields: { effort_as_integer: '2' } })).body,
      errorBody(400, 'Invalid extended_fields: Unknown extended field key: "effort_as_integer". No fields are available for this case'))
    t.strictSame((await patch(kibana, id, { template: { id: 'other', version: 1 } })).body, errorBody(400, 'Template other not found'))
    t.strictSame((await patch(kibana, id, { template: { id: 'triage' } })).body, errorBody(
      400, 'Invalid value "undefined" supplied to "cases,template,version",Invalid value "{"id":"triage"}" supplied to "cases,template"',
    ))
  })

  t.test('refuses fields of a case whose template was deleted', async t => {
    const kibana = await seededServer(t, { seed: { cases: [{ id: 'c', title: 'x', template: { id: 'gone', version: 1 } }] } })
    t.strictSame((await patch(kibana, 'c', { extended_fields: { a: '' } })).body, errorBody(400, 'Template gone not found'))
    t.equal((await patch(kibana, 'c', { status: 'closed' })).status, 200)
  })

  t.test('closes a case only if the required fields of its template version are filled in', async t => {
    const onClose = { validation: { required_on_close: true } }
    const kibana = await seededServer(t, {
      seed: {
        templates: [{
          id: 'a',
          definition: inline(text('why', { label: 'Why', ...onClose }), text('hidden', {
            ...onClose, display: { show_when: { field: 'why', operator: 'eq', value: 'x' } },
          })),
        }],
        fieldDefinitions: [{ definition: JSON.stringify(text('g', onClose)), isGlobal: true }],
      },
    })
    const { id } = await createCase(kibana, { template: { id: 'a' } })
    await call(kibana, 'PUT', '/api/cases/templates/a', { name: 'a', owner: 'cases', definition: inline(text('more', onClose)) })
    t.strictSame((await patch(kibana, id, { status: 'closed' })).body, errorBody(
      400, `Cannot close case ${id}, required fields must be filled: Field "g" is required; Field "Why" is required`,
    ))
    t.strictSame((await patch(kibana, id, { status: 'closed', extended_fields: { nope: 'x' } })).body.message.split('.')[0],
      'Invalid extended_fields: Unknown extended field key: "nope"')
    const other = await createCase(kibana)
    const both = {
      cases: [{ id, version: (await getCase(kibana, id)).version, status: 'closed' }, {
        id: other.id, version: other.version, extended_fields: { nope: 'x' },
      }],
    }
    t.match(
      (await call(kibana, 'PATCH', '/api/cases', both)).body.message,
      /^Invalid extended_fields/,
      'fields of all cases are checked before any is closed',
    )
    t.equal((await patch(kibana, id, { extended_fields: { g_as_keyword: 'x' } })).status, 200)
    t.equal((await patch(kibana, id, { status: 'in-progress' })).status, 200)
    await call(kibana, 'DELETE', '/api/cases/templates/a')
    t.match((await patch(kibana, id, { status: 'closed' })).body.message, /Field "Why" is required$/)
    t.equal((await patch(kibana, id, { template: null, status: 'closed' })).status, 200)
  })
})
