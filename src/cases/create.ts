import { recordedCaseAt, recordUserActions } from './record-activity.js'
import { normalizeConnector, recordedConnector } from '../documents/case-connector.js'
import type { Scope } from '../kibana/context.js'
import { licenseCovers } from '../kibana/license.js'
import { caseTypeCannotBeCollection } from './errors.js'
import { validateExtendedFields } from './extended-fields.js'
import { countUse, ensureRequiredGlobalFields, expandTemplate, templateActions, type Expanded } from './template.js'
import { assigningIsAnOperation, creatingReadsConfigurations, extendedFieldsAreChecked } from './versions.js'
import { refuseByFormerLimits } from './former-limits.js'
import type { CaseAttributes } from '../documents/case.js'
import { toCase, type Case } from './case.js'
import { configuredCustomFields, fillCustomFields, validateCustomFields } from './custom-fields.js'
import { assigningNeedsPlatinum } from '../kibana/license-errors.js'
import { storedAssignees, withoutEmptyAssignees } from './assignees.js'
import { trimTexts } from './trim-texts.js'
import type { CreateCaseBody } from './schema.js'

/**
 * POST /api/cases.
 * @throws KibanaError 400 for custom fields that don't fit the configuration, 403 for the owner or the license
 * Source: Kibana's cases/server/client/cases/create.ts
 */
export function createCase (scope: Scope, sent: CreateCaseBody): Case {
  const { kibana, space, user, authorization } = scope
  const { version } = kibana
  if (sent.type === 'collection') throw caseTypeCannotBeCollection()
  refuseByFormerLimits(sent, version)

  const configured = creatingReadsConfigurations(version) ? configuredCustomFields(scope, sent.owner) : undefined
  validateCustomFields(sent.customFields, configured, version)
  const isAssigned = withoutEmptyAssignees(sent.assignees ?? [], version).length > 0
  authorization.ensure(isAssigned && assigningIsAnOperation(version) ? ['assignCase', 'createCase'] : ['createCase'], [sent.owner])
  const expanded = expandTemplate(scope, sent)
  const { body, template } = expanded
  const assignees = withoutEmptyAssignees(body.assignees ?? [], version)
  if (assignees.length > 0 && !isAssigned) authorization.ensure('assignCase', [sent.owner])
  if (assignees.length > 0 && !licenseCovers(kibana.license, 'platinum')) throw assigningNeedsPlatinum()
  validateFields(scope, expanded)

  const { title, description, category = null, tags } = trimTexts(body, { ...body }, version)
  const { owner, settings, severity = 'low' } = body
  const reference = pinned(body.template)
  return kibana.store.transaction(() => {
    const created = kibana.store.create('cases', {
      id: kibana.random.uuid(),
      space,
      attributes: {
        totalComment: 0,
        totalAlerts: 0,
        totalEvents: 0,
        owner,
        title,
        description,
        tags,
        status: 'open',
        severity,
        category,
        assignees: storedAssignees(kibana, assignees),
        settings,
        connector: normalizeConnector(body.connector),
        customFields: fillCustomFields(body.customFields, configured),
        observables: [],
        ...(reference !== undefined && { template: reference }),
        ...(body.extended_fields !== undefined && { extended_fields: body.extended_fields }),
        external_service: null,
        duration: null,
        created_at: kibana.clock.iso(),
        created_by: user,
        updated_at: null,
        updated_by: null,
        closed_at: null,
        closed_by: null,
      },
    })
    recordUserActions(scope, [{
      caseId: created.id,
      owner,
      type: 'create_case',
      action: 'create',
      // The request as sent, neither trimmed nor completed
      payload: recordedCaseAt(version)({
        title: body.title,
        description: body.description,
        tags: body.tags,
        connector: recordedConnector(body.connector),
        settings,
        owner,
        status: 'open',
        severity,
        assignees,
        category: body.category ?? null,
        customFields: body.customFields ?? [],
      }),
    }, ...extendedFieldsAreChecked(version) ? templateActions(version, created.id, expanded) : []])
    if (template) countUse(scope, template)
    return toCase(created)
  })
}

/** The template as stored with a case. Its version is set by now: 9.4 requires it, and later versions fill it in. */
const pinned = (template: CreateCaseBody['template']): CaseAttributes['template'] =>
  template && { id: template.id, version: template.version! }

/** @throws KibanaError 400 for extended fields that the case may not have, and for missing required ones */
function validateFields (scope: Scope, { body, fields }: Expanded): void {
  const { owner, extended_fields: values } = body
  if (!extendedFieldsAreChecked(scope.kibana.version)) return
  if (values) validateExtendedFields(scope, { owner, values, ofTemplate: fields, partial: false })
  ensureRequiredGlobalFields(scope, body)
}
