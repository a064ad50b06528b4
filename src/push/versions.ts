import { difference } from '../versions/difference.js'

export const closedCasesCanBePushed = difference({ since: '8.17', text: 'A closed case can be pushed; before, the push answers 409.' })

export const pushesStampSomeAttachments = difference({
  since: '8.9',
  until: '9.5',
  text: 'A push marks and returns only as many attachments (oldest first) as the case has user comments; before and after, all of them.',
})

export const pushedTextsNameTheirAuthor = difference({
  since: '8.6',
  text: 'Pushed texts end with `Added by …`, with the name in the user profile if there is one, and link to the case; before, with ' +
    '`(created at … by …)`, `(updated at … by …)` or, for a comment, `(added at … by …)`.',
})

export const textsAreMappedByTheCase = difference({
  until: '8.6',
  text: 'Title and description of a pushed case are mapped for the type of the connector in the case, whatever the type of the ' +
    'connector in the path; a case without a connector is pushed without them, which the external system refuses.',
})

export const alertsAreClosedByPush = difference({
  since: '8.2', text: 'A push that closes a case also closes its alerts; before, they keep their status.',
})

export const anyOwnerClosesByPush = difference({
  until: '8.1', text: 'A push closes a case if the newest configuration of the space says so, even if it is another owner\'s.',
})

export const actionsArePushed = difference({
  until: '9.4', text: 'A push sends the comments of `actions` attachments, with the names of the hosts.',
})

export const webhooksGetMoreFields = difference({
  since: '8.11', text: 'A push to a cases webhook sends the id, severity and status of the case; before, these variables are empty.',
})

export const additionalFieldsAreSent = difference({
  since: '8.18', text: 'A push to ServiceNow sends the `additionalFields` of the case.',
})

export const otherFieldsAreSent = difference({ since: '9.3', text: 'A push to Jira sends the `otherFields` of the case.' })
