import { asRecord } from '../calls/http.js'
import { byName, wrapped, type Field, type Values } from './fields.js'
import type { ResilientIncident } from './schema.js'

// Source: Kibana's stack_connectors/server/connector_types/resilient/utils.ts (formatUpdateRequest, getValueTextContent)

interface Change { readonly field: { readonly name: string }, readonly old_value: object, readonly new_value: object }

const RESILIENT_NAMES = new Map([['incidentTypes', 'incident_type_ids'], ['severityCode', 'severity_code']])

/** Kibana's own fields that have a value; the others stay unchanged. */
const ownFields = ({ name, description, incidentTypes, severityCode }: ResilientIncident) =>
  Object.entries({ name, description, incidentTypes, severityCode }).filter(([, value]) => value !== null)

/**
 * Lists the changes of an update: the old and the new value of each field.
 * @throws Error for an unknown field, and for a value that is not an option
 */
export function changesOf (fields: readonly Field[], before: Values, incident: ResilientIncident): Change[] {
  const known = byName(fields)
  const updates: Values = { ...incident.additionalFields, ...Object.fromEntries(ownFields(incident)) }
  return Object.keys(updates).map(key => {
    const name = RESILIENT_NAMES.get(key) ?? key
    const field = known.get(name)
    if (!field) throw new Error(`No metadata found for field ${name}`)
    const old = field.prefix ? asRecord(before[field.prefix])[key] : before[name]
    return { field: { name }, old_value: wrapped(field, old), new_value: wrapped(field, updates[name] || updates[key], old) }
  })
}

/** The changes of an update before 9.2, without the definitions of fields. */
export const formerChangesOf = (before: Values, incident: ResilientIncident): Change[] => ownFields(incident).map(([key, value]) => {
  const name = RESILIENT_NAMES.get(key) ?? key
  const old = name === 'description' ? asRecord(before.description).content : before[name]
  return { field: { name }, old_value: formerlyWrapped(name, old), new_value: formerlyWrapped(name, value) }
})

function formerlyWrapped (field: string, value: unknown): object {
  if (value === undefined || value === null) return { text: '' }
  switch (field) {
    case 'description': return { textarea: { format: 'html', content: String(value) } }
    case 'incident_type_ids': return { ids: [value].flat().map(Number) }
    case 'severity_code': return { id: Number(value) }
    default: return { text: String(value) }
  }
}
