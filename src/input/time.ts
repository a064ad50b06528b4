import { Type } from '@sinclair/typebox'

export const TimeSchema = Type.String({ format: 'date-time', expected: 'an ISO 8601 time such as "2025-06-01T10:00:00.000Z"' })
