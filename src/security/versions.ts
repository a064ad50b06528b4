import { difference } from '../versions/difference.js'

export const stackManagementHasCases = difference({
  since: '8.2',
  text: 'The feature `generalCases` provides the owner `cases`; before, that owner is refused to all callers.',
})

export const deletingIsASubFeature = difference({
  since: '8.4',
  text: 'Deleting is a sub-feature, `cases_delete`; before, `minimal_all` includes it.',
})

export const settingsAreASubFeature = difference({
  since: '8.12',
  text: 'Changing the configuration is a sub-feature, `cases_settings`; before, `minimal_all` includes it.',
})

export const secondGenerationExists = difference({
  since: '8.17',
  text: 'Features of a second generation, such as `generalCasesV2`, split off `create_comment` and `case_reopen`.',
})

export const disabledFeaturesKeepOwners = difference({
  since: '8.17',
  text: 'The owners of the `disabledFeatures` of a space may be used, since deprecated features provide them too; before, they are ' +
    'refused to all callers.',
})

// Source: PR 230385 of August 2025, which patch releases of 8.17 to 9.1 have too
export const solutionsKeepOwners = difference({
  since: '9.2',
  text: 'The owners that the `solution` of a space hides may be used; before, they are refused to all callers.',
})

export const headersCarryProfiles = difference({
  since: '9.4',
  text: 'A request with an `Authorization` header has the user profile of its caller, like one with a session, and Basic ' +
    'credentials activate it.',
})

export const thirdGenerationExists = difference({
  since: '8.18',
  text: 'Features of a third generation, such as `generalCasesV3`, split off `cases_assign`.',
})

export const templatesAreASubFeature = difference({
  since: '9.4',
  text: 'Changing templates is a sub-feature, `cases_manage_templates`.',
})

export const securityGeneration2Exists = difference({
  since: '8.18',
  text: 'The feature of Elastic Security is `siemV2`; the earlier ids may still be in roles.',
})

export const securityGeneration3Exists = difference({
  since: '8.19',
  text: 'The feature of Elastic Security is `siemV3`; the earlier ids may still be in roles.',
})

export const securityGeneration4Exists = difference({
  since: '9.2',
  text: 'The feature of Elastic Security is `siemV4`; the earlier ids may still be in roles.',
})

export const rulesAreAFeature = difference({
  since: '9.3',
  text: 'The alerts and rules of Elastic Security have a feature, `securitySolutionRulesV1`; `siemV5` does not grant them, but the ' +
    'earlier ids still do. Their routes require `alerts-read` or `rules-read` in place of `securitySolution`.',
})

export const alertsAreAFeature = difference({
  since: '9.4',
  text: 'Alerts have a feature, `securitySolutionAlertsV1`, and `securitySolutionRulesV4` grants rules alone. Changing alerts requires ' +
    '`alerts-all`, or `alerts-signal-update-deprecated-privilege`, which `read` of the earlier ids grants.',
})

export const dataFrameRolesExist = difference({
  until: '9.0',
  text: 'The deprecated roles `data_frame_transforms_admin` and `data_frame_transforms_user` are among the built-in ones.',
})

export const denialsNameEffectiveRoles = difference({
  since: '8.5',
  text: 'Refusals of Elasticsearch name the roles of the caller that exist (`with effective roles`), and those that were not found; ' +
    'before, all of them (`with roles`).',
})
