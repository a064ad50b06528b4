import { refuseDuplicatedKeys, refuseMistypedCustomFields, refuseUnknownCustomFields } from './custom-field-rules.js'
import { assigningNeedsPlatinum } from '../kibana/license-errors.js'
import type { CustomField } from '../documents/case.js'
import type { KibanaContext } from '../kibana/context.js'
import { licenseCovers } from '../kibana/license.js'
import type { CustomFieldConfigurationsBody, TemplatesBody } from './body-schema.js'
import { noCustomFieldsConfigured, noCustomFieldsInTemplate } from './errors.js'

/**
 * Checks the templates of a request against the custom fields of the same request, not against the configured ones.
 * @throws KibanaError 400, or 403 for assignees without a Platinum license
 * Source: Kibana's cases/server/client/configure/{client,validators}.ts
 */
export function validateTemplates (
  templates: TemplatesBody,
  customFields: CustomFieldConfigurationsBody | undefined,
  { license, version }: Pick<KibanaContext, 'license' | 'version'>,
): void {
  refuseDuplicatedKeys('templates', templates)
  const assigns = templates.some(({ caseFields }) => caseFields?.assignees && caseFields.assignees.length > 0)
  if (assigns && !licenseCovers(license, 'platinum')) throw assigningNeedsPlatinum()

  for (const [index, { caseFields }] of templates.entries()) {
    const used = caseFields?.customFields ?? []
    if (!customFields && used.length > 0) throw noCustomFieldsConfigured()
    if (customFields && customFields.length > 0 && used.length === 0) throw noCustomFieldsInTemplate()
    refuseDuplicatedKeys(`templates[${index}]'s customFields`, used)
    refuseUnknownCustomFields(used, customFields ?? [])
    refuseMistypedCustomFields(used, customFields ?? [], version)
  }
}

/**
 * Brings templates in line with the custom fields of the same request: removes fields that are no longer configured, and adds missing
 * ones with their default. A request that omits templates or custom fields counts as one with none, so such a PATCH deletes them.
 * Source: Kibana's cases/server/client/utils.ts (transformTemplateCustomFields)
 */
export function reconcileTemplates (templates: TemplatesBody = [], customFields: CustomFieldConfigurationsBody = []): TemplatesBody {
  return templates.map(template => {
    const kept = (template.caseFields?.customFields ?? []).filter(({ key }) => customFields.some(field => field.key === key))
    const missing = customFields.filter(({ key }) => !kept.some(field => field.key === key))
    return { ...template, caseFields: { ...template.caseFields, customFields: [...kept, ...missing.map(withDefault)] } }
  })
}

// Cast, since TypeScript can't relate the default of a field to its `type`
const withDefault = ({ key, type, defaultValue }: CustomFieldConfigurationsBody[number]) =>
  ({ key, type, value: defaultValue ?? (type === 'toggle' ? false : null) }) as CustomField
