import type { TSchema } from '@sinclair/typebox'
import { ControlErrorSchema, NothingSchema } from './schema.js'

interface Parts {
  readonly description?: string
  readonly params?: TSchema
  readonly querystring?: TSchema
  readonly body?: TSchema
}

const described = (operationId: string, summary: string) => ({ operationId, tags: ['control'], summary })

/** Describes a control route that answers 200 with `answer`. */
export const answering = <Answer, const More extends Parts = object>(operationId: string, summary: string, answer: Answer, more?: More) =>
  ({ ...described(operationId, summary), ...more as More, response: { 200: answer, '4xx': ControlErrorSchema } })

/** Describes a control route that answers 201 with the thing it created. */
export const creating = <Answer, const More extends Parts = object>(operationId: string, summary: string, answer: Answer, more?: More) =>
  ({ ...described(operationId, summary), ...more as More, response: { 201: answer, '4xx': ControlErrorSchema } })

/** Describes a control route that answers 204. */
export const doing = <const More extends Parts = object>(operationId: string, summary: string, more?: More) =>
  ({ ...described(operationId, summary), ...more as More, response: { 204: NothingSchema, '4xx': ControlErrorSchema } })
