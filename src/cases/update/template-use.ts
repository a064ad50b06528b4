import type { CaseAttributes } from '../../documents/case.js'
import type { Scope } from '../../kibana/context.js'
import type { FieldValues } from '../../templates/conditions.js'
import type { Version } from '../../versions/version.js'
import type { SavedCase } from '../case.js'
import { ensureCanBeClosed, fieldsOfUsed, validateExtendedFields } from '../extended-fields.js'
import { recordedTemplate, templateFor } from '../template.js'
import { extendedFieldsAreChecked } from '../versions.js'
import type { Changes } from './changes.js'

/** The extended fields of a case after an update: merged with the stored ones, except in 9.4. */
export const mergedFields = (stored: CaseAttributes | undefined, sent: FieldValues, version: Version): Record<string, string> =>
  extendedFieldsAreChecked(version) ? { ...stored?.extended_fields, ...sent } : sent

/** An update of one case, with the extended fields that were sent. */
interface TemplateUse { readonly stored: SavedCase, readonly changes: Changes, readonly fields: FieldValues | undefined }

/**
 * Checks a case against its template: a new template, the extended fields sent, and the fields required to close the case.
 * @throws KibanaError 400
 */
export function validateTemplateUse (scope: Scope, { stored: { id, attributes }, changes, fields }: TemplateUse): void {
  if (!extendedFieldsAreChecked(scope.kibana.version)) return
  const { owner } = attributes
  const { status, template = attributes.template, extended_fields = attributes.extended_fields } = changes
  if (changes.template) templateFor(scope, owner, changes.template)
  if (status === 'closed') ensureCanBeClosed(scope, id, { owner, template, extended_fields })
  if (fields) validateExtendedFields(scope, { owner, values: fields, ofTemplate: fieldsOfUsed(scope, template), partial: true })
}

/** A new template as activity records it, with its name; null when it is removed. */
export const namedTemplate = (scope: Scope, owner: string, template: Changes['template']) =>
  template && extendedFieldsAreChecked(scope.kibana.version) ? recordedTemplate(templateFor(scope, owner, template)) : template
