import { draftOf, type Draft } from '../../domain/draft.js'
import { isObject, type JsonObject } from '../../domain/json-object.js'
import type { JsonSchema } from '../../domain/json-schema.js'
import { matchOf } from '../../domain/request-code.js'
import { byId } from '../../state/journal.js'
import { asSent, rules, type RuleKind } from '../../state/rules.js'
import type { Operation } from '../../state/operations.js'
import { effectsFor } from '../requests/effects.js'

function likeRequest (number: number): JsonObject | undefined {
  const request = byId.value.get(number)
  return request && { match: matchOf(request), effect: effectsFor(request)[0]!.effect, times: 1 }
}

function likeRule (kind: RuleKind, id: string): JsonObject | undefined {
  const rule = rules.value[kind].find(rule => rule.id === id)
  if (!rule) return undefined
  const { id: _, ...sent } = asSent(rule) as JsonObject
  return sent
}

/** The initial form: from the request, rule or connector in the URL, else the server's own example. */
export function firstDraft (kind: RuleKind, { body }: Operation, query: URLSearchParams): Draft {
  const schema: JsonSchema = body?.schema ?? {}
  const connector = query.get('connector')
  const value = likeRequest(Number(query.get('from'))) ??
    likeRule(kind, query.get('like') ?? '') ??
    (isObject(body?.example) ? { ...body.example, ...(connector && { match: { connectorId: connector } }) } : {})
  return draftOf(schema, value)
}
