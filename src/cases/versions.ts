import { difference } from '../versions/difference.js'
import type { Version } from '../versions/version.js'

export const conflictsSayHave = difference({
  since: '9.4',
  text: 'The 409 of an update says `These cases … have been updated`; before, it says `has been updated`.',
})

export const ownerRefusalHasOneSpace = difference({
  since: '8.12',
  text: 'The error for a change of owner says `of a case is not allowed`; before, two spaces precede `is`.',
})

export const caseTypeIsKnown = difference({
  until: '8.1',
  text: 'Cases have a `type`, which is always `individual`: `collection` is refused.',
})

export const titlesHave64Characters = difference({
  until: '8.6',
  text: 'A title has at most 64 characters; the error for an update names the cases.',
})

export const titlesHave160Characters = difference({
  since: '8.6',
  until: '8.10',
  text: 'A title has at most 160 characters, surrounding spaces included; from 8.10 on, decoding counts it without them.',
})

export const blankTagsAreRefused = difference({
  since: '8.1',
  until: '8.10',
  text: 'A new case must not have a blank tag: `A tag must contain at least one non-space character`.',
})

export const assigneesAreCountedLate = difference({
  since: '8.5',
  until: '8.10',
  text: 'More than 10 assignees are refused by the operation, not at decoding: `You cannot assign more than 10 assignees to a case`.',
})

export const textsAreTrimmed = difference({
  since: '8.10',
  text: 'Title, description, category and tags are stored without surrounding spaces.',
})

export const emptyAssigneesAreDropped = difference({ since: '8.18', text: 'Assignees with an empty `uid` are dropped.' })

export const assigningIsAnOperation = difference({
  since: '8.18',
  text: 'A new case with assignees is refused with `Unauthorized to update, create case …`; before, with `Unauthorized to create ' +
    'case …`. An update that only reopens, or only assigns, does not require the privilege to update; before, every update does.',
})

export const updatePrivilegeIsStrict = difference({
  since: '9.5',
  text: 'Reopening or assigning does not require the privilege to update if the request changes nothing else; before, whatever else ' +
    'it changes.',
})

export const timesAreMeasured = difference({ since: '8.19', text: 'A change of status sets `in_progress_at` and the `time_to_…` fields.' })

export const updatesCountAttachments = difference({
  since: '8.12',
  text: 'The answer to an update has the real totals; before, both are 0.',
})

export const foundCasesCountUserComments = difference({
  since: '8.2',
  text: '`_find` counts user comments and distinct alerts; before, all attachments and every alert id.',
})

export const creatingReadsConfigurations = difference({
  since: '8.11',
  text: 'Without any privilege, a new case is refused with `Unauthorized to access case configurations of any owner`; before, with ' +
    '`Unauthorized to create case with owners: "…"`.',
})

export const findingReadsConfigurations = difference({
  since: '8.12',
  text: 'Without any privilege, `_find` is refused with `Unauthorized to access case configurations of any owner`; before, with ' +
    '`Unauthorized to access cases of any owner`.',
})

export const tagsHaveAnOperation = difference({
  since: '8.9',
  text: 'Without any privilege, the tags are refused with `Unauthorized to access case of any owner`; before, with `… cases of any owner`.',
})

export const idsAreSearched = difference({ since: '8.7', text: 'A search for a UUID also finds the case with that id.' })

export const filterValuesAreEscaped = difference({
  since: '8.5',
  until: '8.9',
  text: 'The filters `tags`, `reporters` and `assignees` find no value that contains syntax of Kibana\'s query language, such as ' +
    '`a:b` or `a and b`.',
})

export const unassignedCasesAreFound = difference({
  since: '8.6', text: '`assignees=none` finds the cases without assignees; before, those of a user with that id.',
})

export const statusesAreNumbers = difference({
  since: '8.7',
  text: '`_find` sorts by `status` as open, in-progress, closed; before, by name. Up to 8.8, it returns the status `open` and the ' +
    'severity `low` if `fields` does not name them.',
})

export const moreFieldsAreSorted = difference({
  since: '8.7', text: '`_find` sorts by `title`, `severity` and `updatedAt`; before, it sorts by `created_at` instead.',
})

export const categoriesAreSorted = difference({ since: '8.9', text: '`_find` sorts by `category`.' })

export const readCasesCountUserComments = difference({
  since: '8.9',
  text: 'A case that is read with its comments counts user comments in `totalComment`; before, all attachments.',
})

export const settingsAreComplete = difference({
  since: '9.2',
  text: 'An update of settings without `extractObservables` is a change, even if `syncAlerts` stays the same.',
})

export const statusIsRecordedLate = difference({
  since: '8.15',
  text: 'Activity lists the new status of an update after its other fields, but before its assignees; before, in the order of the request.',
})

export const changedSettingsAreRecorded = difference({ since: '9.2', text: 'Activity keeps only the settings that changed.' })

export const casesAreNumbered = difference({
  since: '9.2',
  text: 'A background task numbers the cases of each space (`incremental_id`): first 15 minutes after the start, then every 10 minutes.',
})

export const syncsAreCounted = difference({
  since: '9.4',
  text: 'An update reports how many alerts it updated: `updateSummary` in the answer, `syncedAlertCount` in the status activity.',
})

export const deletionsAreLimited = difference({
  since: '8.10', text: 'A request deletes 1 to 100 cases; before, any number, including none.',
})

export const activityIsLimited = difference({ since: '8.10', text: 'A case has at most 10,000 user actions.' })

/** The maximum title length that operations check; undefined if the schema sets the limit. */
export function titleLimit (version: Version): number | undefined {
  return titlesHave64Characters(version) ? 64 : titlesHave160Characters(version) ? 160 : undefined
}

export const extendedFieldsAreChecked = difference({
  since: '9.5',
  text: 'Templates are on: an unknown template or extended field is refused. In 9.4, both are stored as sent.',
})

// Source: PR 283185, in the release notes of 9.5.2
export const globalDefaultsAreAdded = difference({
  since: '9.5.2', text: 'A new case gets the defaults of global fields; before, only those of the fields of its template.',
})

// Source: PR 284310 (August 2026), in the release notes of 9.5.2, and cases/server/client/cases/create.ts before and after it
export const defaultsAreNotRecorded = difference({
  since: '9.5.2',
  text: 'Of the extended fields of a new case, only those that differ from their defaults are recorded; before, all of them, but none ' +
    'without a template.',
})

export const requiredGlobalFieldsAreChecked = difference({
  since: '9.5.3',
  text: 'A case cannot be created without a required global field: `Invalid extended_fields: Field "…" is required`.',
})

export const activityOutlivesItsCase = difference({
  since: '8.1',
  until: '8.7',
  text: 'The activity of a deleted case can still be listed, `delete_case` included.',
})

export const observablesAreRecorded = difference({
  since: '9.2',
  text: 'Adding, changing and deleting observables is recorded as user actions of the type `observables`, without the values.',
})
