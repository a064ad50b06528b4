import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import { CONNECTOR_TYPES } from './connector-types.js'

/** Connector types of Kibana that this server knows by name alone. Source: docs/reference/kibana/neighbours.md §9 */
const OTHER_TYPES = [
  '.bedrock', '.cases', '.crowdstrike', '.d3security', '.gemini', '.gen-ai', '.inference', '.jira-service-management',
  '.microsoft_defender_endpoint',
  '.observability-ai-assistant', '.opsgenie', '.pagerduty', '.sentinelone', '.servicenow-itom', '.slack_api', '.teams', '.tines', '.torq',
  '.xmatters', '.xsoar',
]

/** @throws InvalidInput for a connector type that Kibana does not have */
export function checkConnectorType (path: string, type: string): void {
  if (CONNECTOR_TYPES.has(type) || OTHER_TYPES.includes(type)) return
  throw new InvalidInput(path, `a connector type of Kibana, such as ${[...CONNECTOR_TYPES.keys()].join(', ')}`, printValue(type))
}
