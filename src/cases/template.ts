import { findConnector } from '../connectors/connector.js'
import { decoder } from '../decoding/decode.js'
import type { CaseConnector } from '../documents/case-connector.js'
import type { Scope } from '../kibana/context.js'
import { licenseCovers } from '../kibana/license.js'
import { fieldsOfTemplate } from '../templates/applicable-fields.js'
import type { FieldValues } from '../templates/conditions.js'
import { definitionOf, type Definition } from '../templates/definition.js'
import { invalidExtendedFields, templateIsUnknown } from '../templates/errors.js'
import { defaultsOf, requiredErrors } from '../templates/extended-fields.js'
import { defaultOf, type InlineField } from '../templates/fields.js'
import { globalFields } from '../templates/library.js'
import { findTemplate, latestTemplates, type SavedTemplate } from '../templates/template.js'
import type { Version } from '../versions/version.js'
import type { UserActionDraft } from './record-activity.js'
import { CreateCaseBodySchema, type CreateCaseBody } from './schema.js'
import { defaultsAreNotRecorded, extendedFieldsAreChecked, globalDefaultsAreAdded, requiredGlobalFieldsAreChecked } from './versions.js'

// Source: Kibana's cases/server/client/cases/{create,expand_template_defaults}.ts, docs/reference/kibana/versions.md §13.4

/** A new case, filled in from its template and, from 9.5.2 on, the global fields. */
export interface Expanded {
  readonly body: CreateCaseBody
  readonly template: SavedTemplate | undefined
  /** The fields of the template, in the chosen version. */
  readonly fields: readonly InlineField[] | undefined
  /** The default values of extended fields. */
  readonly defaults: FieldValues
}

/**
 * Returns a template for a case of an owner.
 * @throws KibanaError 400 if it is unknown, deleted, disabled or another owner's
 */
export function templateFor (
  scope: Scope, owner: string, { id, version }: { readonly id: string, readonly version?: number | undefined },
): SavedTemplate {
  const found = findTemplate(scope, id, { version })
  if (found?.attributes.owner !== owner || !found.attributes.isEnabled) throw templateIsUnknown(id)
  return found
}

/**
 * Fills in a new case with the defaults of its template and, from 9.5.2 on, of the global fields. Sent values take precedence.
 * @throws KibanaError 400 for an unknown template, or if the result exceeds a limit
 */
export function expandTemplate (scope: Scope, sent: CreateCaseBody): Expanded {
  if (!extendedFieldsAreChecked(scope.kibana.version)) return { body: sent, template: undefined, fields: undefined, defaults: {} }
  const template = sent.template ? templateFor(scope, sent.owner, sent.template) : undefined
  const fields = template && fieldsOfTemplate(scope, template)
  const defaults = {
    ...fields && defaultsOf(fields),
    ...globalDefaultsAreAdded(scope.kibana.version) &&
      defaultsOf(globalFields(scope, sent.owner).filter(field => defaultOf(field) !== undefined)),
  }
  const values = { ...defaults, ...sent.extended_fields }
  const body = Object.keys(values).length > 0 ? { ...sent, extended_fields: values } : sent
  if (!template) return { body, template, fields, defaults }
  const completed = withDefaults(scope, body, template)
  return { body: decoder(CreateCaseBodySchema)(completed, scope.kibana.version), template, fields, defaults }
}

function withDefaults (scope: Scope, sent: CreateCaseBody, { attributes }: SavedTemplate): CreateCaseBody {
  // The fields of the definition have already been read, so it is valid
  const definition = definitionOf(attributes.definition)!
  const { severity, category, tags = [], assignees = [], settings } = definition
  const mayAssign = licenseCovers(scope.kibana.license, 'platinum')
  return {
    ...sent,
    template: { id: attributes.templateId, version: attributes.templateVersion },
    ...sent.severity === undefined && severity && { severity },
    ...sent.category === undefined && category && { category },
    ...sent.assignees === undefined && mayAssign && assignees.length > 0 && { assignees: assignees.filter(({ uid }) => uid !== '') },
    ...sent.tags.length === 0 && { tags: [...new Set(tags)] },
    ...sent.settings.extractObservables === undefined && settings?.extractObservables !== undefined && {
      settings: { ...sent.settings, extractObservables: settings.extractObservables },
    },
    ...sent.connector.type === '.none' && { connector: connectorOf(scope, definition) ?? sent.connector },
  }
}

/** The connector of a template, with its name; undefined if the template names none, or none that exists and the caller may read. */
function connectorOf ({ kibana, space, authorization }: Scope, { connector }: Definition): CaseConnector | undefined {
  const found = connector && connector.type !== '.none' ? findConnector(kibana, space, connector.id) : undefined
  if (!found || !authorization.readsConnectors) return undefined
  return { ...connector, name: found.name } as CaseConnector
}

/** @throws KibanaError 400 if a required global field is empty, from 9.5.3 on */
export function ensureRequiredGlobalFields (scope: Scope, { owner, extended_fields: values = {} }: CreateCaseBody): void {
  if (!requiredGlobalFieldsAreChecked(scope.kibana.version)) return
  const errors = requiredErrors(values, globalFields(scope, owner))
  if (errors.length > 0) throw invalidExtendedFields(errors)
}

/** The user actions that follow the creation: one for the template, and one for the extended fields. */
export function templateActions (version: Version, caseId: string, { body, template, defaults }: Expanded): UserActionDraft[] {
  const { owner, extended_fields: values = {} } = body
  const recorded = Object.entries(values).filter(([key, value]) =>
    defaultsAreNotRecorded(version) ? value !== (defaults[key] ?? '') : template)
  const fields = Object.fromEntries(recorded)
  const step = { caseId, owner, action: 'update' as const }
  return [
    ...template ? [{ ...step, type: 'template' as const, payload: { template: recordedTemplate(template) } }] : [],
    ...recorded.length > 0 ? [{ ...step, type: 'extended_fields' as const, payload: { extended_fields: fields } }] : [],
  ]
}

/** A template as activity records it: with its current name. */
export const recordedTemplate = ({ attributes: { templateId, templateVersion, name } }: SavedTemplate) =>
  ({ id: templateId, version: templateVersion, name })

/** Counts a use of a template. */
export function countUse (scope: Scope, { attributes: { templateId } }: SavedTemplate): void {
  const { store, clock } = scope.kibana
  const latest = latestTemplates(scope).find(({ attributes }) => attributes.templateId === templateId)!
  const { usageCount = 0, ...attributes } = latest.attributes
  store.update(latest, { ...attributes, usageCount: usageCount + 1, lastUsedAt: clock.iso() })
}
