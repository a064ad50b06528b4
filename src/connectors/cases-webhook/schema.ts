import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import { StringEnumSchema } from '../../decoding/limits.js'
import { In } from '../../versions/schema.js'
import { PushParamsSchema } from '../calls/push.js'
import { WebhookAuthSchema, type WebhookSecretsSchema } from '../calls/webhook-auth.js'
import type { Session } from '../connector-type.js'

// Source: Kibana's stack_connectors/server/connector_types/cases_webhook/schema.ts

/** Configuration of a cases webhook connector. */
export const CasesWebhookConfigSchema = Type.Object({
  createIncidentUrl: Type.String(),
  createIncidentMethod: StringEnumSchema(['post', 'put'], { default: 'post' }),
  createIncidentJson: Type.String(),
  createIncidentResponseKey: Type.String(),
  getIncidentMethod: In({ since: '8.17' }, Type.Unsafe<'get' | 'post' | undefined>({
    ...StringEnumSchema(['get', 'post']), default: 'get',
  })),
  getIncidentUrl: Type.String(),
  getIncidentJson: In({ since: '8.17' }, nullableString),
  getIncidentResponseExternalTitleKey: Type.String(),
  viewIncidentUrl: Type.String(),
  updateIncidentUrl: Type.String(),
  updateIncidentMethod: StringEnumSchema(['post', 'patch', 'put'], { default: 'put' }),
  updateIncidentJson: Type.String(),
  createCommentUrl: nullableString,
  createCommentMethod: NullByDefaultSchema(StringEnumSchema(['post', 'put', 'patch'])),
  createCommentJson: nullableString,
  headers: NullByDefaultSchema(Type.Record(Type.String(), Type.String())),
  ...WebhookAuthSchema,
})

/** A field of the case that a push sends from 8.11 on. */
const laterText = In({ since: '8.11' }, nullableString)

/** Parameters of a push to a cases webhook. */
export const CasesWebhookPushSchema = PushParamsSchema({
  title: Type.String(),
  description: nullableString,
  id: laterText,
  severity: laterText,
  status: laterText,
  tags: NullByDefaultSchema(Type.Array(Type.String())),
})
/** Fields of an incident that the templates can use. */
export type WebhookIncident = Omit<Static<typeof CasesWebhookPushSchema>['incident'], 'externalId'>
export type CasesWebhookConfig = Static<typeof CasesWebhookConfigSchema>
/** Decoded configuration and secrets of a cases webhook connector. */
export type WebhookSession = Session<CasesWebhookConfig, Static<typeof WebhookSecretsSchema>>
