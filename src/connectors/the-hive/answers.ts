import { Type } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'

// What TheHive's answers must hold for Kibana's connector to take them.
// Source: Kibana's stack_connectors/common/thehive/schema.ts

const nullableString = NullByDefaultSchema(Type.String())
const nullableNumber = NullByDefaultSchema(Type.Number())
const strings = NullByDefaultSchema(Type.Array(Type.String()))
const open = { additionalProperties: true }

/** What cases and alerts have in common. */
const common = {
  _id: Type.String(),
  _type: Type.String(),
  _createdBy: Type.String(),
  _updatedBy: nullableString,
  _createdAt: Type.Number(),
  _updatedAt: nullableNumber,
}
const rated = {
  title: Type.String(),
  description: Type.String(),
  severity: Type.Number(),
  severityLabel: Type.String(),
  tags: strings,
  tlp: Type.Number(),
  tlpLabel: Type.String(),
  pap: Type.Number(),
  papLabel: Type.String(),
  status: Type.String(),
  stage: Type.String(),
  summary: nullableString,
  assignee: nullableString,
  extraData: Type.Object({}, open),
  newDate: Type.Number(),
  inProgressDate: nullableNumber,
  closedDate: nullableNumber,
  timeToDetect: Type.Number(),
  timeToTriage: nullableNumber,
  timeToQualify: nullableNumber,
  timeToAcknowledge: nullableNumber,
}

export const CreatedCaseSchema = Type.Object({ ...common, number: Type.Number(), ...rated, startDate: Type.Number(), endDate: nullableNumber, flag: Type.Boolean() }, open)

export const CreatedAlertSchema = Type.Object({
  ...common,
  type: Type.String(),
  source: Type.String(),
  sourceRef: Type.String(),
  externalLink: nullableString,
  ...rated,
  date: Type.Number(),
  observableCount: Type.Number(),
}, open)

export const CreatedCommentSchema = Type.Object({
  _id: Type.String(),
  _type: Type.String(),
  createdBy: Type.String(),
  createdAt: Type.Number(),
  updatedAt: nullableNumber,
  updatedBy: nullableString,
  message: Type.String(),
  isEdited: Type.Boolean(),
  extraData: Type.Object({}, open),
}, open)
