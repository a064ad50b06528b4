import { Type, type Static } from '@sinclair/typebox'
import type { TemplateAttributes } from '../documents/template.js'
import type { Scope } from '../kibana/context.js'
import { definitionOf, parseDefinition } from './definition.js'
import { templateNameMissing, templateNameTaken, templateNotFound, tooManyTemplates } from './errors.js'
import { refuseUnsafeNames } from './field-names.js'
import { findTemplate, latestTemplates, pickPresent, toTemplate, versionsOf, type SavedTemplate, type Template } from './template.js'
import { trimDefaults } from './trim-defaults.js'

// Source: Kibana's cases/server/routes/api/templates/*_public_template_route.ts, cases/server/client/templates/client.ts

const MAX_TEMPLATES_PER_OWNER = 200

export const TemplateBodySchema = Type.Object({
  name: Type.Optional(Type.String({
    minLength: 1, maxLength: 50, description: 'the display name; the name in the definition if absent',
  })),
  owner: Type.String({ description: 'the owner of the cases that the template is for', examples: ['cases'] }),
  definition: Type.String({
    description: 'the definition, in YAML: defaults of a case, and fields', examples: ['severity: high\nfields: []\n'],
  }),
  description: Type.Optional(Type.String({ maxLength: 1000, description: 'a description of the template' })),
  tags: Type.Optional(Type.Array(
    Type.String({ minLength: 1, maxLength: 50 }), { maxItems: 10, description: 'the tags of the template itself' },
  )),
  isEnabled: Type.Optional(Type.Boolean({ description: 'whether cases can be created from it; true for a new template if absent' })),
}, { additionalProperties: false })
type TemplateBody = Static<typeof TemplateBodySchema>

export const DryRunQuerySchema = Type.Object({
  dry_run: Type.Boolean({ default: false, description: 'whether to check everything and write nothing' }),
})
type DryRunQuery = Static<typeof DryRunQuerySchema>

export const TemplateParamsSchema = Type.Object({ template_id: Type.String({ maxLength: 36 }) })

/** The response to a dry run. */
export const ValidSchema = Type.Object({ valid: Type.Literal(true) })

type Written = Template | Static<typeof ValidSchema>

/**
 * The name of a template: its own, or the title in its definition. Must be unique for the owner, ignoring case.
 * @throws KibanaError 400 without a name, 409
 */
function nameOf (scope: Scope, { name, owner }: TemplateBody, title: string | null | undefined, ownId?: string): string {
  const chosen = name ?? title
  if (!chosen) throw templateNameMissing()
  const normal = (text: string) => text.trim().toLocaleLowerCase()
  const isTaken = latestTemplates(scope).some(({ attributes: other }) =>
    other.deletedAt === null && other.owner === owner && other.templateId !== ownId && normal(other.name) === normal(chosen))
  if (isTaken) throw templateNameTaken(chosen, owner)
  return chosen
}

function ensureRoom (scope: Scope, owner: string): void {
  const count = latestTemplates(scope).filter(({ attributes }) => attributes.deletedAt === null && attributes.owner === owner).length
  if (count >= MAX_TEMPLATES_PER_OWNER) throw tooManyTemplates(MAX_TEMPLATES_PER_OWNER)
}

/** Loads the template that a request changes. */
function loadTemplate (scope: Scope, id: string): SavedTemplate {
  const found = findTemplate(scope, id)
  if (!found) throw templateNotFound(id)
  scope.authorization.ensure('manageTemplate', [found.attributes.owner])
  return found
}

/**
 * POST /api/cases/templates.
 * @throws KibanaError 400 definition or field names, 403, 400 too many templates, 400 or 409 name; in this order
 */
export function createTemplate (scope: Scope, body: TemplateBody, { dry_run: isDry }: DryRunQuery): Written {
  const { kibana, space, user, authorization } = scope
  const definition = parseDefinition(body.definition)
  refuseUnsafeNames(definition, kibana.version)
  authorization.ensure('manageTemplate', [body.owner])
  ensureRoom(scope, body.owner)
  const name = nameOf(scope, body, definition.name)
  if (isDry) return { valid: true }
  const templateId = kibana.random.uuid()
  const attributes: TemplateAttributes = {
    isEnabled: true,
    ...body,
    definition: trimDefaults(body.definition, definition),
    name,
    templateId,
    templateVersion: 1,
    deletedAt: null,
    author: user.username ?? 'unknown',
  }
  return toTemplate(scope, kibana.store.create('cases-templates', { id: templateId, space, attributes }))
}

/**
 * PUT /api/cases/templates/{template_id}: replaces a template with a new version. Earlier versions can still be read.
 * @throws KibanaError 400 definition, 404, 403, 400 field names, 400 or 409 name; in this order
 */
export function replaceTemplate (scope: Scope, id: string, body: TemplateBody, { dry_run: isDry }: DryRunQuery): Written {
  const { kibana, space, authorization } = scope
  const definition = parseDefinition(body.definition)
  const { attributes: current } = loadTemplate(scope, id)
  if (body.owner !== current.owner) authorization.ensure('manageTemplate', [body.owner])
  refuseUnsafeNames(definition, kibana.version, definitionOf(current.definition))
  const name = nameOf(scope, body, definition.name, id)
  if (isDry) return { valid: true }
  const attributes: TemplateAttributes = {
    isEnabled: current.isEnabled,
    ...body,
    definition: trimDefaults(body.definition, definition),
    name,
    templateId: id,
    templateVersion: current.templateVersion + 1,
    deletedAt: null,
    ...pickPresent(current, 'author', 'usageCount', 'lastUsedAt'),
  }
  return toTemplate(scope, kibana.store.create('cases-templates', { id: kibana.random.uuid(), space, attributes }))
}

/**
 * DELETE /api/cases/templates/{template_id}: deletes all versions. Cases keep their template, which can still be read with
 * `includeDeleted`.
 * @throws KibanaError 404, 403
 */
export function removeTemplate (scope: Scope, id: string): void {
  const { kibana } = scope
  loadTemplate(scope, id)
  const deletedAt = kibana.clock.iso()
  kibana.store.transaction(() => {
    for (const saved of versionsOf(scope, id)) kibana.store.update(saved, { ...saved.attributes, deletedAt })
  })
}
