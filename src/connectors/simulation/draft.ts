import type { IncidentWithCalls } from '../../documents/incident.js'

type Draft = { -readonly [Field in keyof IncidentWithCalls]: IncidentWithCalls[Field] }

/** Returns a writable copy of a record. A plain literal, since a spread of so many fields takes ten times as long. */
export const draftOf = (from: IncidentWithCalls): Draft => ({
  connectorId: from.connectorId,
  connectorType: from.connectorType,
  systemUrl: from.systemUrl,
  caseId: from.caseId,
  externalId: from.externalId,
  externalTitle: from.externalTitle,
  externalUrl: from.externalUrl,
  hasOwnUrl: from.hasOwnUrl,
  planned: from.planned,
  createdAt: from.createdAt,
  updatedAt: from.updatedAt,
  fields: from.fields,
  comments: from.comments,
  calls: from.calls,
})
