import t from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { testServer } from '../helpers/app.js'
import { call, jiraConnector } from '../helpers/cases.js'
import { CONNECTORS, pushApp } from '../helpers/push.js'
import { basic } from '../helpers/security.js'
import { calls, comment } from './records.js'

// Source: docs/reference/kibana/push-and-connectors.md §2, versions.md §9

t.test('the author of a pushed text', async t => {
  t.test('is in brackets with the time, and without a link to the case, before 8.6', async t => {
    const app = pushApp(t, { kibanaVersion: '8.5.3', publicBaseUrl: 'https://kibana.example.com' })
    const { id } = await app.createCase({ description: 'Text', owner: 'securitySolution', connector: jiraConnector })
    const at = '2025-06-01T10:00:00.000Z'
    const later = { updated_at: '2025-06-02T10:00:00.000Z', updated_by: { username: 'ann', full_name: 'Ann Lee', email: null } }
    app.attach(id, 'c1', comment('One'))
    app.attach(id, 'c2', comment('Two'), later)
    app.attach(id, 'c3', comment('Three'), { created_by: { username: null, full_name: null, email: null } })
    app.attach(id, 'a', { type: 'alert', alertId: 'a1', index: 'i', rule: { id: null, name: null }, owner: 'securitySolution' })
    await app.push(id, 'jira')
    await app.push(id, 'jira')
    t.strictSame(calls(app).map(({ incident: { description } }) => description), [
      `Text (created at ${at} by elastic)`, `Text (updated at ${at} by elastic)`,
    ])
    t.strictSame(findIncidents(app.kibana)[0]!.comments.map(({ text }) => text), [
      `One (added at ${at} by elastic)`, `Two (added at ${later.updated_at} by Ann Lee)`, `Three (added at ${at} by )`,
      'Elastic Alerts attached to the case: 1',
    ])
  })

  t.test('follows the text from 8.6 on, with a link to the case', async t => {
    const app = pushApp(t, { kibanaVersion: '8.6.0', publicBaseUrl: 'https://kibana.example.com' })
    const { id } = await app.createCase({ description: 'Text', owner: 'securitySolution' })
    app.attach(id, 'c1', comment('One'))
    await app.push(id, 'jira')
    t.match(calls(app), [{
      incident: {
        description: 'Text\n\nAdded by elastic.\nFor more details, view this case in Kibana.\n' +
          `Case URL: https://kibana.example.com/app/security/cases/${id}`,
      },
      comments: [{ comment: 'One\n\nAdded by elastic.' }],
    }])
  })

  t.test('has the name in their user profile, if they created or last changed the case', async t => {
    const stored = (name: string) => ({ username: name, full_name: 'Old', email: null, profile_uid: `u_${name}` })
    const author = { password: 'x', roles: ['superuser'] }
    const kibana = await testServer(t, {
      connectors: CONNECTORS,
      security: {
        users: {
          ann: { ...author, full_name: 'Ann Lee', profile_uid: 'u_ann' },
          bob: { ...author, profile_uid: 'u_bob' },
          eve: { ...author, full_name: 'Eve', profile_uid: 'u_eve' },
        },
      },
      seed: {
        cases: [
          {
            id: 'one',
            title: 'One',
            created_by: stored('ann'),
            comments: [
              { type: 'user', comment: 'By Ann', created_by: stored('ann') },
              { type: 'user', comment: 'By Eve', created_by: stored('eve') },
            ],
          },
          { id: 'two', title: 'Two', created_by: stored('ann'), updated_by: stored('bob') },
          { id: 'three', title: 'Three', created_by: stored('unknown') },
        ],
      },
    })
    const headers = { authorization: basic('eve', 'x') }
    for (const id of ['one', 'two', 'three']) {
      const { status, body } = await call(kibana, 'POST', `/api/cases/${id}/connector/jira/_push`, {}, headers)
      t.equal(status, 200)
      t.strictSame(body.external_service.pushed_by, { username: 'eve', full_name: 'Eve', email: null, profile_uid: 'u_eve' })
    }
    t.strictSame(kibana.incidents.all().map(({ fields: { description }, comments }) =>
      [description, ...comments.map(({ text }) => text)].map(text => /Added by (.*)\./.exec(String(text))?.[1])), [
      ['Ann Lee', 'Ann Lee', 'Old'], ['bob'], ['Old'],
    ])
  })
})

t.test('additional fields for ServiceNow are a key of the incident from 8.18 on', async t => {
  for (const [kibanaVersion, has] of [['8.17.9', false], ['8.18.0', true]] as const) {
    const app = pushApp(t, { kibanaVersion })
    const { id } = await app.createCase()
    for (const connector of ['servicenow', 'servicenow-sir']) await app.push(id, connector)
    t.strictSame(calls(app).map(({ incident }) => 'additional_fields' in incident), [has, has], kibanaVersion)
  }
})
