import { Type, type Static } from '@sinclair/typebox'

// Source: Kibana's cases/server/saved_object_types/id_incrementer.ts

export const CaseCounterAttributesSchema = Type.Object({
  last_id: Type.Integer({ minimum: 0, description: 'the last number given to a case of the space' }),
})

export type CaseCounterAttributes = Readonly<Static<typeof CaseCounterAttributesSchema>>
