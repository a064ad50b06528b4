import { forbidden } from '../kibana-error.js'

export const assigningNeedsPlatinum = (ids?: readonly string[]) =>
  forbidden(
    `In order to assign users to cases, you must be subscribed to an Elastic Platinum license${ids ? `, ids: [${ids.join(', ')}]` : ''}`,
  )

export const filteringByAssigneesNeedsPlatinum = () =>
  forbidden('In order to filter cases by assignees, you must be subscribed to an Elastic Platinum license')

export const suggestingUsersNeedsPlatinum = () =>
  forbidden('In order to retrieve suggested user profiles, you must be subscribed to an Elastic Platinum license')

export const similarCasesNeedPlatinum = () =>
  forbidden('In order to use the similar cases feature, you must be subscribed to an Elastic Platinum license')
