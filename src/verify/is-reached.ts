import { runScenario, type Runner } from './run-scenario.js'
import { given, post } from './scenario.js'
import { JIRA_CONNECTOR } from './scenarios/bodies.js'
import type { Workspace } from './workspace.js'

/** Whether connectors of a Kibana reach the external system. Executes a temporary connector to find out. */
export async function isReached (runner: Runner, workspace: Workspace): Promise<boolean> {
  const steps = [
    given(post('/api/actions/connector', JIRA_CONNECTOR, { as: 'jira' })),
    given(post('/api/actions/connector/{jira.id}/_execute', { params: { subAction: 'issueTypes', subActionParams: {} } })),
  ]
  await runScenario({ establishes: '', source: '', steps }, runner)
  await workspace.tidy()
  const isReached = JSON.stringify(runner.system?.received) !== '[]'
  runner.system?.reset()
  return isReached
}
