import { Type } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'

// The minimum that Kibana's connector requires of TheHive's responses.
// Source: Kibana's stack_connectors/common/thehive/schema.ts

const nullableNumber = NullByDefaultSchema(Type.Number())
const strings = NullByDefaultSchema(Type.Array(Type.String()))
const open = { additionalProperties: true }

/** Properties that cases and alerts share. */
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

/** TheHive's response to a created case. */
export const CreatedCaseSchema = Type.Object(
  { ...common, number: Type.Number(), ...rated, startDate: Type.Number(), endDate: nullableNumber, flag: Type.Boolean() }, open,
)

/** TheHive's response to a created alert. */
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

/** TheHive's response to a created comment. */
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
