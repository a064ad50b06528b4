import type { Scope } from '../../kibana/context.js'
import { searchAlerts } from '../query/search.js'
import type { SearchAnswer } from '../query/search-schema.js'
import { alertsOfSpace, asSecurity } from './alerts-of-space.js'
import { invalidTriage } from './errors.js'
import type { SearchSignalsBody } from './schema.js'

/**
 * POST /api/detection_engine/signals/search.
 * @throws SecurityError 400 for an empty body, or one that Elasticsearch rejects
 * Source: Kibana's security_solution/server/lib/detection_engine/routes/signals/query_signals_route.ts
 */
export function searchSignals (scope: Scope, { query, ...rest }: SearchSignalsBody): SearchAnswer {
  // Kibana's client sends the keys in this order, which affects the positions in messages
  const body = { ...(query && { query }), ...rest }
  if (Object.keys(body).length === 0) throw invalidTriage('"value" must have at least 1 children')
  return asSecurity(() => searchAlerts(scope.kibana, alertsOfSpace(scope, 'read'), body))
}
