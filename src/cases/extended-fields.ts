import type { KibanaError } from '../kibana-error.js'
import type { CaseAttributes } from '../documents/case.js'
import type { Scope } from '../kibana/context.js'
import { besidesGlobal, fieldsOfTemplate } from '../templates/applicable-fields.js'
import type { FieldValues } from '../templates/conditions.js'
import { caseCannotBeClosed, fieldsAreNotGlobal, invalidExtendedFields, templateIsUnknown } from '../templates/errors.js'
import { closingErrors, fieldErrors } from '../templates/extended-fields.js'
import { keyOf, type InlineField } from '../templates/fields.js'
import { globalFields } from '../templates/library.js'
import { findTemplate } from '../templates/template.js'
import { availableKeysAreListed } from '../templates/versions.js'

// Source: Kibana's cases/server/client/cases/validators.ts, docs/reference/kibana/versions.md §13.4

/** The extended fields of a request, with their owner and template. */
interface SentFields {
  readonly owner: string
  readonly values: FieldValues
  /** The fields of the case's template, if it has one. */
  readonly ofTemplate: readonly InlineField[] | undefined
  /** True if fields that were not sent keep their values. */
  readonly partial: boolean
}

/**
 * Checks extended fields against the template of a case and the global fields of its owner; without a template, only global ones may be
 * sent.
 * @throws KibanaError 400
 */
export function validateExtendedFields (scope: Scope, { owner, values, ofTemplate, partial }: SentFields): void {
  const { version } = scope.kibana
  const global = globalFields(scope, owner)
  if (!ofTemplate) {
    const globalKeys = new Set(global.map(keyOf))
    const unknown = Object.keys(values).filter(key => !globalKeys.has(key))
    if (unknown.length > 0 && !availableKeysAreListed(version)) throw fieldsAreNotGlobal(unknown)
    return refuse(fieldErrors(values, global, { version, partial }), invalidExtendedFields)
  }
  const own = besidesGlobal(ofTemplate, global)
  const [ofGlobal, others] = split(values, global)
  refuse(fieldErrors(others, own, { version, partial, others: global }), invalidExtendedFields)
  refuse(fieldErrors(ofGlobal, global, { version, partial }), invalidExtendedFields)
}

/**
 * The fields of an existing case's template, even of a deleted one; undefined if the case has none.
 * @throws KibanaError 400 for an unknown template
 */
export function fieldsOfUsedTemplate (scope: Scope, template: CaseAttributes['template']): InlineField[] | undefined {
  if (!template) return undefined
  const found = findTemplate(scope, template.id, { includeDeleted: true })
  if (!found) throw templateIsUnknown(template.id)
  return fieldsOfTemplate(scope, found)
}

function refuse (errors: readonly string[], toError: (errors: readonly string[]) => KibanaError): void {
  if (errors.length > 0) throw toError(errors)
}

/** Splits values into those that belong to these fields and the rest. */
function split (values: FieldValues, fields: readonly InlineField[]): [FieldValues, FieldValues] {
  const keys = new Set(fields.map(keyOf))
  const entries = Object.entries(values)
  return [Object.fromEntries(entries.filter(([key]) => keys.has(key))), Object.fromEntries(entries.filter(([key]) => !keys.has(key)))]
}

/** The parts of a case that decide whether it may be closed. */
type ClosedCase = { readonly [Key in 'owner' | 'template' | 'extended_fields']: CaseAttributes[Key] }

/**
 * Checks that a case's required fields are filled in before it is closed: the global ones, and those of its version of the template.
 * @param after the case after the update
 * @throws KibanaError 400
 */
export function ensureCanBeClosed (scope: Scope, id: string, after: ClosedCase): void {
  const global = globalFields(scope, after.owner)
  const template = after.template && findTemplate(scope, after.template.id, { version: after.template.version, includeDeleted: true })
  const own = template ? besidesGlobal(fieldsOfTemplate(scope, template), global) : []
  refuse(closingErrors(after.extended_fields ?? {}, [...global, ...own]), errors => caseCannotBeClosed(id, errors))
}
