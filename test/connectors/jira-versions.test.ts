import t from 'tap'
import { httpStub, type Reply, type Seen } from '../helpers/http-stub.js'
import { CONNECTORS, pushApp } from '../helpers/push.js'
import { errorBody, jiraConnector } from '../helpers/cases.js'
import { status } from './system-texts.js'

// Source: Kibana's stack_connectors/server/connector_types/jira/{service,service.test}.ts
// and pull requests 197787 (8.17), 233715 and 235322 (9.2)

const REST = '/rest/api/2/issue'
const typesOf = (project: string) => `${REST}/createmeta/${project}/issuetypes`
const PROJECTS = [{ issuetypes: [{ id: '7', name: 'Task', fields: { summary: { name: 'Summary', required: true, schema: {} } } }] }]

const STAMP = '2025-05-01T08:00:00.000+0000'

/** A Jira with these capabilities, whose only issue type is 7. */
const reply = (capabilities: object) => ({ path, method }: Seen): Reply => {
  if (path === '/rest/capabilities') return [200, { capabilities }]
  if (path.startsWith(`${REST}/createmeta?`)) return [200, { projects: PROJECTS }]
  if (path.endsWith('/issuetypes')) return [200, { values: [{ id: '7', name: 'Task' }] }]
  if (path.endsWith('/issuetypes/7')) return [200, { values: [{ fieldId: 'summary', name: 'Summary', required: true, schema: {} }] }]
  if (path.startsWith('/rest/api/2/search')) return [200, { issues: [] }]
  return [method === 'POST' ? 201 : 200, { id: '1', key: 'CK-1', fields: { created: STAMP, updated: STAMP } }]
}
const BY_PROJECT = { 'list-project-issuetypes': '', 'list-issuetype-fields': '' }

t.test('the Jira connector', async t => {
  const live = async (kibanaVersion: string, capabilities: object) => {
    const { url, seen } = await httpStub(t, reply(capabilities))
    const { jira } = CONNECTORS
    const app = pushApp(t, {
      kibanaVersion,
      connectors: { jira: { ...jira!, config: { ...jira!.config, apiUrl: url } } },
      externalServices: { '.jira': 'live' },
    })
    const execute = async (subAction: string, subActionParams: object) =>
      (await app.call('POST', '/api/actions/connector/jira/_execute', { params: { subAction, subActionParams } })).body.data
    return { app, execute, paths: () => seen.splice(0).map(({ path }) => path) }
  }

  const FORMER = `${REST}/createmeta?projectKeys=CK`
  const EXPAND = '&expand=projects.issuetypes.fields'
  for (const [what, kibanaVersion, capabilities, types, fields] of [
    ['requests the capabilities of Jira until 8.16', '8.16.0', BY_PROJECT,
      ['/rest/capabilities', typesOf('CK')], ['/rest/capabilities', `${typesOf('CK')}/7`]],
    ['reads all types at once from a Jira without these capabilities', '8.16.0', { navigation: '' },
      ['/rest/capabilities', FORMER + EXPAND], ['/rest/capabilities', `${FORMER}&issuetypeIds=7${EXPAND}`]],
    ['requests no capabilities from 8.17 on', '8.17.0', {}, [typesOf('CK')], [`${typesOf('CK')}/7`]],
  ] as const) {
    t.test(what, async t => {
      const { app, execute, paths } = await live(kibanaVersion, capabilities)
      t.strictSame(await execute('issueTypes', {}), [{ id: '7', name: 'Task' }])
      t.strictSame(paths(), types)
      t.strictSame(await execute('fieldsByIssueType', { id: '7' }), {
        summary: { required: true, allowedValues: [], defaultValue: {}, schema: {}, name: 'Summary' },
      })
      t.strictSame(paths(), fields)
      const { id } = await app.createCase({ connector: { ...jiraConnector, fields: null } })
      t.equal((await app.push(id, 'jira')).status, 200)
      t.strictSame(paths(), [...types, REST, `${REST}/1`])
    })
  }

  // Until 8.5 Kibana reads the incident before it updates it, see the README
  t.test('updates an incident without reading it first', async t => {
    for (const kibanaVersion of ['8.5.0', '8.6.0']) {
      const { app, paths } = await live(kibanaVersion, BY_PROJECT)
      const { id } = await app.createCase({ connector: { ...jiraConnector, fields: { issueType: '7', priority: null, parent: null } } })
      await app.push(id, 'jira')
      paths()
      const again = await app.push(id, 'jira')
      t.equal(again.status, 200, again.body.message)
      t.strictSame(paths(), [`${REST}/1`, `${REST}/1`], 'the update, and the incident after it')
    }
  })

  t.test('searches with JQL from 9.2 on', async t => {
    const jql = 'jql=project%3D%22CK%22%20and%20summary%20~%22x%22'
    for (const [kibanaVersion, path] of [['9.1.0', `search?${jql}`], ['9.2.0', `search/jql?${jql}&fields=summary,key`]] as const) {
      const { execute, paths } = await live(kibanaVersion, {})
      t.strictSame(await execute('issues', { title: 'x' }), [])
      t.strictSame(paths(), [`/rest/api/2/${path}`])
    }
  })

  t.test('reports until 8.16 that the capabilities cannot be read', async t => {
    const app = pushApp(t, { kibanaVersion: '8.16.0', externalFailures: [{ failure: 'unavailable' }] })
    const { id } = await app.createCase()
    t.strictSame(await app.push(id, 'jira'), {
      status: 424, body: errorBody(424, `[Action][Jira]: Unable to get capabilities. Error: ${status(503)}. Reason: Jira is unavailable.`),
    })
  })

  t.test('reports why a new issue cannot be read, from 9.2 on twice', async t => {
    for (const [kibanaVersion, last] of [['9.1.0', 'unknown: errorResponse was null'], ['9.2.0', 'Jira is unavailable.']] as const) {
      const app = pushApp(t, { kibanaVersion, externalFailures: [{ failure: 'unavailable', match: { operation: 'getIssue' } }] })
      const { id } = await app.createCase()
      t.strictSame((await app.push(id, 'jira')).body, errorBody(424,
        '[Action][Jira]: Unable to create incident. Error: [Action][Jira]: Unable to get incident with id 10000. ' +
        `Error: ${status(503)} Reason: Jira is unavailable.. Reason: ${last}`))
    }
  })

  t.test('lists the fields that all issue types have, and starts over after types with none in common', async t => {
    const fieldsOf: Readonly<Record<string, string[]>> = { 1: ['a', 'b'], 2: ['b', 'c'], 3: ['d'], 4: ['d', 'e'] }
    const { url } = await httpStub(t, ({ path }): Reply => {
      if (path.endsWith('/issuetypes')) return [200, { issueTypes: Object.keys(fieldsOf).map(id => ({ id, name: id })) }]
      return [200, { fields: fieldsOf[path.slice(-1)]!.map(fieldId => ({ fieldId, name: fieldId })) }]
    })
    const { jira } = CONNECTORS
    const app = pushApp(t, {
      connectors: { jira: { ...jira!, config: { ...jira!.config, apiUrl: url } } }, externalServices: { '.jira': 'live' },
    })
    const params = { subAction: 'getFields', subActionParams: {} }
    t.strictSame(Object.keys((await app.call('POST', '/api/actions/connector/jira/_execute', { params })).body.data), ['d', 'e'])
  })
})

t.test('additional fields of an incident by version', async t => {
  // Source: Kibana's issues 86940 (Jira, 8.14) and 78237 (ServiceNow, pull request 184023)
  for (const [connector, incident, before, since] of [
    ['jira', { summary: 'x', issueType: '1', otherFields: { a: 1 } }, '8.13.0', '8.14.0'],
    ['servicenow', { short_description: 'x', additional_fields: { a: 1 } }, '8.14.0', '8.15.0'],
    ['servicenow-sir', { short_description: 'x', additional_fields: { a: 1 } }, '8.14.0', '8.15.0'],
  ] as const) {
    for (const kibanaVersion of [before, since]) {
      const app = pushApp(t, { kibanaVersion })
      const { message, status } = (await app.call('POST', `/api/actions/connector/${connector}/_execute`, {
        params: { subAction: 'pushToService', subActionParams: { incident } },
      })).body
      if (kibanaVersion === since) t.equal(status, 'ok', `${connector} ${since}`)
      else t.match(message, /(?:otherFields|additional_fields)\]: definition for this key is missing/, `${connector} ${before}`)
    }
  }
})
