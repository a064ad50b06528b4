import t from 'tap'
import { testServer } from '../helpers/app.js'

t.test('the shipped fixtures are seeds by name', async t => {
  for (const seed of ['docs-examples', 'demo', 'fixtures/demo.json']) {
    const kibana = await testServer(t, { seed })
    t.ok(kibana.exportState().cases!.length >= 2, seed)
  }
})

t.test('a fixture only adds: the license, spaces and roles of the server stay', async t => {
  const security = { roles: { own: { kibana: [{ spaces: ['*'], base: ['all'] }] } } }
  for (const name of ['docs-examples', 'demo'] as const) {
    const kibana = await testServer(t, { seed: name, license: 'basic', spaces: [{ id: 'default', name: 'Home' }, 'soc'], security })
    const kept = () => {
      const { license, spaces, roles } = kibana.exportState()
      return { license, spaces: spaces!.map(({ id, name }) => [id, name]), roles: roles!.map(({ id }) => id) }
    }
    t.strictSame(kept(), { license: 'basic', spaces: [['default', 'Home'], ['soc', 'soc']], roles: ['own'] }, name)
    kibana.importState({})
    kibana.setLicense('gold')
    kibana.seed(name)
    t.strictSame(kept(), { license: 'gold', spaces: [['default', 'Home'], ['soc', 'soc']], roles: ['own'] }, `${name}, added`)
  }
})

t.test('the fixture demo has a dozen lively cases', async t => {
  const kibana = await testServer(t, { seed: 'demo' })
  const { cases = [], comments = [], userActions = [] } = kibana.exportState()
  const attached = comments.flatMap(comment => comment.type === 'alert' ? comment.alertId : [])
  const incidents = kibana.incidents.all()
  const days = new Set(cases.map(({ created_at: at }) => at!.slice(0, 10)))

  t.equal(cases.length, 12)
  t.strictSame(new Set(comments.map(({ type }) => type)), new Set(['user', 'alert', 'externalReference']))
  t.strictSame(kibana.alerts.list().map(({ id }) => id).sort(), [...attached].sort(), 'every attached alert exists')
  t.strictSame(new Set(kibana.alerts.list().map(({ source }) => source['kibana.alert.workflow_status'])), new Set([
    'open', 'acknowledged', 'closed',
  ]))
  t.strictSame(kibana.files.all().map(({ name }) => name), ['READ_ME', 'queries'])
  t.ok(userActions.length > 3 * cases.length)
  t.strictSame(new Set(incidents.map(({ connectorType }) => connectorType)), new Set(['.jira', '.servicenow', '.thehive']))
  t.ok(incidents.some(({ calls }) => calls.length > 1), 'one was pushed again')
  t.ok(days.size >= 8, `${days.size} days`)
  t.match(JSON.stringify(incidents), /Case URL: http:\/\/localhost:5601\/app\//, 'links lead to the port of the command')
})
