import { Type } from '@sinclair/typebox'

export const PushParamsSchema = Type.Object({ case_id: Type.String(), connector_id: Type.String() })
