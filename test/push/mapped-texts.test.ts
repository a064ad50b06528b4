import t from 'tap'
import { jiraConnector } from '../helpers/cases.js'
import { pushApp } from '../helpers/push.js'
import { calls } from './records.js'

// Source: Kibana 8.0 and 8.5, cases/server/client/cases/{push,utils}.ts, client/configure/create_mappings.ts; pull request 143174 (8.6)

const swimlaneConnector = { id: 'swimlane', name: 'S', type: '.swimlane', fields: null }
const description = /^Text \(created at/

t.test('title and description of a pushed case', async t => {
  t.test('are mapped for the connector in the path from 8.6 on', async t => {
    const app = pushApp(t, { kibanaVersion: '8.6.0' })
    const { id } = await app.createCase({ title: 'One', connector: swimlaneConnector })
    t.match(await app.push(id, 'jira'), { status: 200 })
    t.match(calls(app), [{ incident: { summary: 'One', description: /^.*Added by/s } }])
    t.notOk('caseName' in calls(app)[0]!.incident)
  })

  for (const kibanaVersion of ['8.0.0', '8.5.3']) {
    t.test(`are mapped for the connector of the case before 8.6: ${kibanaVersion}`, async t => {
      const app = pushApp(t, { kibanaVersion })
      const pushWith = async (connector: object, connectorId: string) => {
        const { id } = await app.createCase({ title: 'One', description: 'Text', owner: 'securitySolution', connector })
        return app.push(id, connectorId)
      }
      t.match(await pushWith({ ...jiraConnector, id: 'other' }, 'jira'), { status: 200 })
      t.match(calls(app), [{ incident: { summary: 'One', description } }])
      t.match(await pushWith(swimlaneConnector, 'jira'), {
        status: 424, body: { message: /^error validating action params: .*incident\.summary\]: expected value of type \[string\]/s },
      })
      const none = { id: 'none', name: 'none', type: '.none', fields: null }
      t.match(await pushWith(none, 'resilient'), {
        status: 424, body: { message: /incident\.name\]: expected value of type \[string\] but got \[undefined\]/ },
      })
      // Swimlane's connector requires neither of them
      t.match(await pushWith(none, 'swimlane'), { status: 200 })
      t.notMatch(calls(app).at(-1)?.incident, { caseName: /./ })
    })
  }
})
