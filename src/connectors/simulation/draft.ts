import type { IncidentWithCalls } from '../../documents/incident.js'

type Draft = { -readonly [Field in keyof IncidentWithCalls]: IncidentWithCalls[Field] }

/** A copy of a record to be changed. A plain literal, since a spread of so many fields takes ten times as long. */
export const draftOf = (from: IncidentWithCalls): Draft => ({
  connector_id: from.connector_id,
  connector_type: from.connector_type,
  system_url: from.system_url,
  case_id: from.case_id,
  external_id: from.external_id,
  external_title: from.external_title,
  external_url: from.external_url,
  has_own_url: from.has_own_url,
  planned: from.planned,
  created_at: from.created_at,
  updated_at: from.updated_at,
  fields: from.fields,
  comments: from.comments,
  calls: from.calls,
})
