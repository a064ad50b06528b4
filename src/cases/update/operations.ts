import { isDeepStrictEqual } from 'node:util'
import type { OperationName } from '../../security/operations.js'
import type { Version } from '../../versions/version.js'
import type { SavedCase } from '../case.js'
import type { UpdateCase } from '../schema.js'
import { assigningIsAnOperation, updatePrivilegeIsStrict } from '../versions.js'

/** One case of a request: the sent fields, and the stored case, if any. */
export interface Entry { readonly sent: UpdateCase, readonly stored: SavedCase | undefined }

const isReopened = ({ sent, stored }: Entry) =>
  stored?.version === sent.version && stored.attributes.status === 'closed' && sent.status !== undefined && sent.status !== 'closed'

const isReassigned = ({ sent, stored }: Entry) => stored !== undefined && sent.assignees !== undefined &&
  !isDeepStrictEqual(sent.assignees.map(({ uid }) => uid), stored.attributes.assignees.map(({ uid }) => uid))

const sendsOnly = ({ sent }: Entry, field: keyof UpdateCase) =>
  Object.keys(sent).every(key => key === field || key === 'id' || key === 'version')

/**
 * The operations that an update needs. Reopening and assigning have their own privileges: from 8.18 on, if all cases of a request
 * are reopened, or all are assigned, no other privilege is needed. From 9.5 on, this is true only if nothing else is sent.
 * Source: Kibana's cases/server/client/cases/bulk_update.ts (getOperationsToAuthorize)
 */
export function operationsOf (entries: readonly Entry[], version: Version): OperationName[] {
  const reopens = entries.some(isReopened)
  const reassigns = entries.some(isReassigned)
  const isStrict = updatePrivilegeIsStrict(version)
  if (assigningIsAnOperation(version)) {
    if (!reassigns && entries.every(entry => isReopened(entry) && (!isStrict || sendsOnly(entry, 'status')))) return ['reopenCase']
    if (!reopens && entries.every(entry => isReassigned(entry) && (!isStrict || sendsOnly(entry, 'assignees')))) return ['assignCase']
  }
  return [...reopens ? ['reopenCase' as const] : [], ...reassigns ? ['assignCase' as const] : [], 'updateCase']
}
