import { definitionOf, libraryField } from '../templates/definition.js'
import type { FieldDefinitionAttributes, TemplateAttributes } from '../documents/template.js'
import type { FieldDefinitionDraft, State, TemplateDraft } from './schema.js'
import type { DocumentWriter } from './document-writer.js'
import { iso, isoOrNull } from './complete-document.js'

/** Imports templates and the fields of the library. Invalid definitions are kept, because Kibana can contain them too. */
export function importTemplates (writer: DocumentWriter, { templates = [], fieldDefinitions = [] }: State): void {
  for (const [index, draft] of templates.entries()) {
    // The first version has the id of the template, unless the state sets another
    const isFirst = (draft.templateVersion ?? 1) === 1
    const { id = (isFirst ? draft.templateId : undefined) ?? writer.kibana.random.uuid() } = draft
    writer.add('cases-templates', `templates[${index}]`, { ...draft, id }, completeTemplate(id, draft))
  }
  for (const [index, draft] of fieldDefinitions.entries()) {
    writer.add('cases-field-definitions', `fieldDefinitions[${index}]`, draft, completeFieldDefinition(draft))
  }
}

function completeTemplate (documentId: string, { id, version, space, ...given }: TemplateDraft): TemplateAttributes {
  return {
    templateId: documentId,
    templateVersion: 1,
    name: definitionOf(given.definition)?.name ?? documentId,
    owner: 'cases',
    isEnabled: true,
    ...given,
    deletedAt: isoOrNull(given.deletedAt),
    ...(given.lastUsedAt !== undefined && { lastUsedAt: iso(given.lastUsedAt) }),
  }
}

function completeFieldDefinition ({ id, version, space, ...given }: FieldDefinitionDraft): FieldDefinitionAttributes {
  return { name: libraryField(given.definition)?.name ?? '', owner: 'cases', isGlobal: false, ...given }
}
