import type { Place } from '../kibana/context.js'
import { libraryField } from './definition.js'
import { isRef, type Field, type InlineField, type RefField } from './fields.js'

// Source: Kibana's cases/common/utils/template_fields.ts

const definitionsOf = ({ kibana, space }: Place, owner: string) => kibana.store.all('cases-field-definitions')
  .filter(saved => saved.space === space && saved.attributes.owner === owner)

/** The fields that all cases of an owner have. Invalid definitions are skipped. */
export const globalFields = (place: Place, owner: string): InlineField[] => definitionsOf(place, owner)
  .flatMap(({ attributes: { isGlobal, definition } }) => isGlobal ? libraryField(definition) ?? [] : [])

/** Replaces references with the library fields they name. References to unknown fields are skipped. */
export function resolveFields (place: Place, owner: string, fields: readonly Field[]): InlineField[] {
  const library = fields.some(isRef) ? definitionsOf(place, owner) : []
  return fields.flatMap(field => {
    if (!isRef(field)) return [field]
    const definition = library.find(({ attributes }) => attributes.name === field.$ref)?.attributes.definition
    const referenced = definition === undefined ? undefined : libraryField(definition)
    return referenced ? [overridden(referenced, field)] : []
  })
}

/** A library field with the name and default of a reference. A default of null removes the library's default. */
function overridden (field: InlineField, { name = field.name, metadata }: RefField): InlineField {
  const changed = metadata?.default === undefined ? field.metadata : { ...field.metadata, default: metadata.default }
  return { ...field, name, ...(changed && { metadata: changed }) } as InlineField
}
