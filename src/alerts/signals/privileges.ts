import type { ApiPrivilege } from '../../security/features.js'
import { alertsHaveTheirOwnPrivileges } from '../../security/versions.js'
import type { Version } from '../../versions/version.js'

const ofSecurity: readonly ApiPrivilege[] = ['securitySolution']

/** The privilege of reading alerts, and of their tags and assignees. */
export const alertsReadPrivileges = (version: Version): readonly ApiPrivilege[] =>
  alertsHaveTheirOwnPrivileges(version) ? ['alerts-read'] : ofSecurity

/** The privilege of setting the status of alerts. */
export const alertsWritePrivileges = (version: Version): readonly ApiPrivilege[] =>
  alertsHaveTheirOwnPrivileges(version) ? ['alerts-all'] : ofSecurity
