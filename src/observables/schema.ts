import { Type } from '@sinclair/typebox'
import { NullableSchema } from '../decoding/limits.js'

// Source: Kibana's cases/common/types/api/observable/v1.ts

export const AddObservableBodySchema = Type.Object({
  observable: Type.Object({ typeKey: Type.String(), value: Type.String(), description: NullableSchema(Type.String()) }),
}, { additionalProperties: false, codecName: '{| observable: {| typeKey: string, value: string, description: (string | null) |} |}' })

/** Other keys are ignored, as in Kibana, whose own client also sends `caseId`. */
export const AddObservablesBodySchema = Type.Object({
  observables: Type.Array(Type.Object({
    typeKey: Type.String(), value: Type.String(), description: Type.Optional(NullableSchema(Type.String())),
  })),
}, { additionalProperties: true, nullMeansEmpty: true })

export const UpdateObservableBodySchema = Type.Object({
  observable: Type.Object({ value: Type.String(), description: NullableSchema(Type.String()) }),
}, { additionalProperties: false, codecName: '{| observable: {| value: string, description: (string | null) |} |}' })

export const ObservableParamsSchema = Type.Object({ case_id: Type.String(), observable_id: Type.String() })
