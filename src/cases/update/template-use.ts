import type { CaseAttributes } from '../../documents/case.js'
import type { Scope } from '../../kibana/context.js'
import type { FieldValues } from '../../templates/conditions.js'
import type { Version } from '../../versions/version.js'
import type { SavedCase } from '../case.js'
import { ensureCanBeClosed, fieldsOfUsedTemplate, validateExtendedFields } from '../extended-fields.js'
import { recordedTemplate, templateFor } from '../template.js'
import { extendedFieldsAreChecked } from '../versions.js'
import type { Changes } from './changes.js'

/** The extended fields of a case after an update: merged with the stored ones, except in 9.4. */
export const mergedFields = (stored: CaseAttributes, sent: FieldValues, version: Version): Record<string, string> =>
  extendedFieldsAreChecked(version) ? { ...stored.extended_fields, ...sent } : sent

interface Change { readonly stored: SavedCase, readonly changes: Changes }

/**
 * Checks a case's new template, and the sent extended fields against the template that the case has after the update.
 * @throws KibanaError 400
 */
export function validateExtendedFieldsOf (scope: Scope, { stored: { attributes }, changes }: Change): void {
  if (!extendedFieldsAreChecked(scope.kibana.version)) return
  const { owner } = attributes
  const { template = attributes.template, extended_fields: values } = changes
  if (changes.template) templateFor(scope, owner, changes.template)
  if (values) validateExtendedFields(scope, { owner, values, ofTemplate: fieldsOfUsedTemplate(scope, template), partial: true })
}

/** @throws KibanaError 400 if a case would be closed without the fields that its template requires for closing */
export function ensureClosable (scope: Scope, { stored: { id, attributes }, changes }: Change): void {
  const { version } = scope.kibana
  if (changes.status !== 'closed' || !extendedFieldsAreChecked(version)) return
  const { owner } = attributes
  const { template = attributes.template, extended_fields: sent = {} } = changes
  ensureCanBeClosed(scope, id, { owner, template, extended_fields: mergedFields(attributes, sent, version) })
}

/** A new template as activity records it, with its name; null when it is removed. */
export const namedTemplate = (scope: Scope, owner: string, template: Changes['template']) =>
  template && extendedFieldsAreChecked(scope.kibana.version) ? recordedTemplate(templateFor(scope, owner, template)) : template
