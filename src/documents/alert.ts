import { Type, type Static } from '@sinclair/typebox'

/** A document of an alerts index. */
export const AlertAttributesSchema = Type.Object({
  index: Type.String({ description: 'the name of its index', examples: ['.alerts-security.alerts-default'] }),
  source: Type.Record(Type.String(), Type.Unknown(), {
    description: "the document's `_source`", examples: [{ 'kibana.alert.workflow_status': 'open' }],
  }),
})
export type AlertAttributes = Readonly<Static<typeof AlertAttributesSchema>>
