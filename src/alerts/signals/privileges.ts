import type { ApiPrivilege } from '../../security/features.js'
import { alertsHaveTheirOwnPrivileges } from '../../security/versions.js'
import type { Version } from '../../versions/version.js'

const ofSecurity: readonly ApiPrivilege[] = ['securitySolution']

/** The privilege for reading alerts, and for setting their tags and assignees. */
export const alertsReadPrivileges = (version: Version): readonly ApiPrivilege[] =>
  alertsHaveTheirOwnPrivileges(version) ? ['alerts-read'] : ofSecurity

/** The privilege for setting the status of alerts. */
export const alertsWritePrivileges = (version: Version): readonly ApiPrivilege[] =>
  alertsHaveTheirOwnPrivileges(version) ? ['alerts-all'] : ofSecurity
