import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema } from '../decoding/limits.js'

// Source: Kibana's cases/common/types/domain/observable/v1.ts, cases/common/constants/index.ts

/** An observable of a case. */
export const ObservableSchema = Type.Object({
  id: Type.String({ description: 'the id of the observable' }),
  typeKey: Type.String({ description: 'the type: a built-in one or one of the Cases settings', examples: ['observable-type-ipv4'] }),
  value: Type.String({ description: 'the observed value', examples: ['192.0.2.1'] }),
  description: NullableSchema(Type.String(), { description: 'a description of it; null for none' }),
  createdAt: Type.String({ description: 'the time of its creation, as an ISO string' }),
  updatedAt: NullableSchema(Type.String(), { description: 'the time of the last change, as an ISO string; null if there was none' }),
})

export type Observable = Static<typeof ObservableSchema>

/** Maximum number of observables per case. */
export const MAX_OBSERVABLES_PER_CASE = 50
