import { Type } from '@sinclair/typebox'
import { NullableSchema } from '../decoding/limits.js'

/**
 * Other keys beside the observables are ignored: Kibana's routes pass on this one key. They fail with a 500 without a body, where these
 * say that the key is missing.
 * Source: Kibana's cases/common/types/api/observable/v1.ts, cases/server/routes/api/observables
 */
const beside = { additionalProperties: true, nullMeansEmpty: true }

export const AddObservableBodySchema = Type.Object({
  observable: Type.Object({ typeKey: Type.String(), value: Type.String(), description: NullableSchema(Type.String()) }),
}, beside)

export const AddObservablesBodySchema = Type.Object({
  observables: Type.Array(Type.Object({
    typeKey: Type.String(), value: Type.String(), description: Type.Optional(NullableSchema(Type.String())),
  })),
}, beside)

export const UpdateObservableBodySchema = Type.Object({
  observable: Type.Object({ value: Type.String(), description: NullableSchema(Type.String()) }),
}, beside)

export const ObservableParamsSchema = Type.Object({ case_id: Type.String(), observable_id: Type.String() })
