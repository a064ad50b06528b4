import { errorBody } from '../helpers/cases.js'
import { type PushApp } from '../helpers/push.js'

// Source: Kibana's x-pack/test/alerting_api_integration/security_and_spaces/group2/tests/actions/{create,update,execute}.ts and
// connector_types/{jira,swimlane,thehive}.ts, as quoted in docs/reference/kibana/push-and-connectors.md §6-§7

export const URL = '/api/actions/connector'
export const jira = {
  name: 'A Jira',
  connector_type_id: '.jira',
  config: { apiUrl: 'https://jira.example.com', projectKey: 'CK' },
  secrets: { email: 'e', apiToken: 't' },
}
export const snow = {
  name: 'Snow', connector_type_id: '.servicenow', config: { apiUrl: 'https://snow.example.com' }, secrets: { username: 'u', password: 'p' },
}
export const refused = (message: string) => ({ status: 400, body: errorBody(400, message) })

export async function create (app: PushApp, body: object = jira, prefix = ''): Promise<string> {
  const { status, body: { id, message } } = await app.call('POST', `${prefix}${URL}`, body)
  if (status !== 200) throw new Error(message)
  return id
}

export const execute = (app: PushApp, id: string, params: unknown, prefix = '') =>
  app.call('POST', `${prefix}${URL}/${id}/_execute`, { params })
export const failed = (connector_id: string, service_message: string, errorSource = 'framework') => ({
  status: 200,
  body: { status: 'error', message: 'an error occurred while running the action', retry: true, errorSource, connector_id, service_message },
})
export const invalid = (connector_id: string, message: string) => ({
  status: 200,
  body: { status: 'error', message: `error validating action params: ${message}`, retry: false, errorSource: 'user', connector_id },
})
