import { difference } from '../versions/difference.js'

export const resilientNamesReasons = difference({
  since: '8.14',
  text: 'Failures of IBM Resilient end with its message, `Status code: 400. Message: API Error: …`; before, with `Request failed with ' +
    'status code 400`. Incident types and severities have strings as ids; before, numbers.',
})

export const resilientTakesAdditionalFields = difference({
  since: '9.2',
  text: 'A push to IBM Resilient sends the `additionalFields` of the case; an update reads the definitions of fields first, and ' +
    'refuses values that are not among their options.',
})

// Source: PR 251090, in the release notes of 9.4.0, and of 9.2.7, 9.3.1 and 9.3.2, which this server does not tell from 9.2 and 9.3
export const emptyAnswersAreAccepted = difference({
  since: '9.4',
  text: 'A cases webhook accepts a 204 without a content type; before, the push fails with `Missing content type header`.',
})

export const failuresKeepTheirResponse = difference({
  since: '9.2',
  text: 'If Jira or a cases webhook cannot read a record just written, the message repeats the reason; for a cases webhook, the body too.',
})

export const serviceNowKnowsOauth = difference({
  since: '8.3',
  text: 'ServiceNow connectors can use OAuth: `isOAuth`, `clientId`, `jwtKeyId` and `userIdentifierValue` in their config; before, ' +
    'their secrets are a user name and a password, both required.',
})

export const jiraIsAskedForCapabilities = difference({
  until: '8.17',
  text: 'Before the Jira connector reads issue types or fields, it requests `/rest/capabilities`; if Jira does not list them by project, ' +
    'it reads them from the former `createmeta`.',
})

export const jiraIsSearchedByJql = difference({
  since: '9.2', text: 'A search for issues calls Jira at `/rest/api/2/search/jql`; before, at `/rest/api/2/search`.',
})

export const serviceNowReasonsAreOptional = difference({
  since: '9.4',
  text: 'Failures of ServiceNow without a response have no reason, or the one from the token endpoint; before, `Reason: unknown: ' +
    'errorResponse was null`.',
})

export const serviceNowFailuresNameTheCall = difference({
  since: '9.5', text: 'Failures of ServiceNow end with the call, as in `[status=403] [method=post] [endpoint=table]`.',
})

export const refusedUpdatesSayCanNot = difference({
  since: '8.10',
  text: 'The refusal to change a preconfigured connector says `can not be updated`; before, `is not allowed to update`.',
})

export const refusedExecutionsNameTheType = difference({
  since: '8.12',
  text: 'The refusal of an execution names the type of the connector, `Unauthorized to execute a ".jira" action`; before, `Unauthorized ' +
    'to execute actions`.',
})

export const systemActionsExist = difference({
  since: '8.14', text: 'The type `.cases` is a system action; before, it is an unknown type.',
})

export const workflowsAreASystemAction = difference({
  since: '9.3', text: 'The type `.workflows` is a system action; before, it is an unknown type.',
})

export const failuresBlameTheFramework = difference({
  since: '8.14', text: 'A failed execution of a connector has the `errorSource` `framework`; in 8.13, it is `user`.',
})

export const failuresNameTheirSource = difference({
  since: '8.15', text: 'A failed execution of a connector has the `errorSource` `user` for invalid `subActionParams`, for example.',
})

export const invalidParamsBlameTheUser = difference({
  since: '8.17', text: 'An execution with invalid `params` has the `errorSource` `user`; before, it is `framework`.',
})

export const refusedRowsBlameTheUser = difference({
  since: '9.5', text: 'A row that the import set of ServiceNow refuses has the `errorSource` `user`; before, it is `framework`.',
})

export const badIssuesBlameTheUser = difference({
  since: '9.5', text: 'A 400 for a new issue in Jira has the `errorSource` `user`; before, it is `framework`.',
})

export const webhooksBlameTheUser = difference({
  since: '9.2',
  text: 'An execution of `.webhook` that is answered with 400, 404, 405, 406, 410, 411, 414, 428 or 431 has the `errorSource` `user`; ' +
    'before, it is `framework`.',
})

export const limitedRatesBlameTheUser = difference({
  since: '8.19',
  text: 'An execution of TheHive that is answered with 429 has the `errorSource` `user`; before, it is `framework`.',
})

export const statusesNameTheirSource = difference({
  since: '9.2',
  text: 'A failed execution of a connector has the `errorSource` `user` if the external system answers with 401, 403, 429 or another ' +
    'status that its user can act on; IBM Resilient and Swimlane keep `framework`.',
})
