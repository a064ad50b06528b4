import type { Failure, FailureRule } from '../../documents/failure.js'

/** The response of an external system that fails. */
export type FailureResponse = NonNullable<FailureRule['response']>

/** A failure known from real systems. */
interface FailurePreset {
  /** The connector type it applies to; every type if absent. */
  readonly connectorType?: string
  /** The only call that fails; every call if absent. */
  readonly operation?: string
  readonly description: string
  /** The documentation or report that it comes from. */
  readonly source: string
  /** The answer, or the kind of failure if there is none. */
  readonly outcome: FailureResponse | Failure
}

const refusedByJira = (
  status: number, errors: object, errorMessages: readonly string[] = [],
) => ({ status, body: { errorMessages, errors } })

/** The presets of `failures`, by name. */
export const FAILURE_PRESETS: Readonly<Record<string, FailurePreset>> = {
  'jira-epic-name': {
    connectorType: '.jira',
    operation: 'createIssue',
    description: 'the issue type needs an epic name',
    source: 'elastic/kibana issue 133839; Jira REST API v2, POST /issue',
    outcome: refusedByJira(400, { customfield_10011: 'Epic Name is required.' }),
  },
  'jira-priority-not-on-screen': {
    connectorType: '.jira',
    operation: 'createIssue',
    description: 'the create screen has no priority field',
    source: 'Jira REST API v2, POST /issue',
    outcome: refusedByJira(400, { priority: "Field 'priority' cannot be set. It is not on the appropriate screen, or unknown." }),
  },
  'jira-401-html': {
    connectorType: '.jira',
    description: 'Jira Server answers a wrong password with a web page',
    source: 'elastic/kibana issue 183562, with the page of a Jira Server',
    outcome: {
      status: 401,
      contentType: 'text/html;charset=UTF-8',
      body: '<html><head><title>Unauthorized (401)</title></head><body><h1>Unauthorized (401)</h1></body></html>',
    },
  },
  'jira-data-center-204': {
    connectorType: '.cases-webhook',
    operation: 'updateIncident',
    description: 'a cases webhook to Jira, which answers an update with 204 and no content type; the push fails up to Kibana 9.3',
    source: 'elastic/kibana issues 251108 (9.1.3) and 241863 (9.1.5)',
    outcome: { status: 204, statusText: 'No Content' },
  },
  'servicenow-hibernating': {
    connectorType: '.servicenow',
    description: 'a hibernating developer instance answers every call with a web page',
    source: 'ServiceNow developer instances',
    outcome: {
      status: 200,
      contentType: 'text/html',
      body: '<html><head><title>Instance Hibernating page</title></head><body>Your instance is hibernating.</body></html>',
    },
  },
  'servicenow-acl': {
    connectorType: '.servicenow',
    operation: 'createRecord',
    description: 'the user may not write to the table',
    source: 'ServiceNow Table API',
    outcome: {
      status: 403,
      body: {
        error: { message: 'Operation Failed', detail: 'ACL Exception Insert Failed due to security constraints' }, status: 'failure',
      },
    },
  },
  'servicenow-import-set-row': {
    connectorType: '.servicenow',
    operation: 'createRecord',
    description: 'the import set accepts the row and reports its error with status 201',
    source: 'ServiceNow Import Set API',
    outcome: {
      status: 201,
      body: {
        result: [
          {
            transform_map: 'Elastic Incident',
            table: 'incident',
            status: 'error',
            error_message: 'No transform entry or scripts are defined',
            status_message: 'Row transform ignored',
          },
        ],
      },
    },
  },
  'resilient-401': {
    connectorType: '.resilient',
    description: 'the API key is wrong or was removed',
    source: 'IBM SOAR REST API',
    outcome: {
      status: 401, body: { success: false, title: null, message: 'Unable to authenticate', hints: [], error_code: 'unauthorized' },
    },
  },
  'tls-break': {
    description: 'a proxy that inspects TLS presents a certificate that Kibana does not trust',
    source: "Node.js, verification of certificates (SELF_SIGNED_CERT_IN_CHAIN), which Kibana's axios passes on",
    outcome: 'tls',
  },
}
