import { Type, type Static } from '@sinclair/typebox'

/** A document of an alerts index. */
export const AlertAttributesSchema = Type.Object({
  index: Type.String({ description: 'the name of its index, or of its alias', examples: ['.alerts-security.alerts-default'] }),
  source: Type.Record(Type.String(), Type.Unknown(), {
    description: "the document's `_source`; keys may be nested or dotted", examples: [{ 'kibana.alert.workflow_status': 'open' }],
  }),
  version: Type.Optional(Type.Integer({ minimum: 1, description: 'the number of times it was written; 1 if absent' })),
})
export type AlertAttributes = Readonly<Static<typeof AlertAttributesSchema>>
