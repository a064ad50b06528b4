import type { ApiPrivilege } from '../../security/features.js'
import { alertsAreAFeature, rulesAreAFeature } from '../../security/versions.js'
import type { Version } from '../../versions/version.js'

/** The privilege for reading alerts. */
export const alertsReadPrivileges = (version: Version): readonly ApiPrivilege[] =>
  rulesAreAFeature(version) ? ['alerts-read'] : ['securitySolution']

/** The privileges for changing alerts; one of them is enough. */
export const alertsWritePrivileges = (version: Version): readonly ApiPrivilege[] =>
  alertsAreAFeature(version) ? ['alerts-all', 'alerts-signal-update-deprecated-privilege'] : alertsReadPrivileges(version)
