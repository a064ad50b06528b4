import { patternOf } from '../../decoding/wildcard.js'
import type { Store } from '../../store/store.js'
import type { SavedAlert } from '../alert.js'
import { aliasOf, backingIndexOf, securityAlertsAlias } from '../index-names.js'
import { indexNotFound } from './elasticsearch-error.js'

/** The indices that an expression refers to, and their alerts. */
export interface Target {
  readonly indices: readonly string[]
  readonly alerts: readonly SavedAlert[]
}

/** The indices of alerts: those that contain documents, and those of Elastic Security in each space. */
function existingIndices (store: Store): Set<string> {
  const aliases = store.all('space').map(({ id }) => securityAlertsAlias(id))
  return new Set([...aliases, ...store.all('alert').map(({ attributes: { index } }) => index)].map(backingIndexOf))
}

/**
 * Finds indices and their alerts by names or aliases, with wildcards, separated by commas. `_all` and an empty text mean all.
 * @throws ElasticsearchError 404 for an unknown name without a wildcard, unless `ignoresMissing`
 */
export function resolveIndices (store: Store, expression: string, { ignoresMissing = false } = {}): Target {
  const existing = [...existingIndices(store)]
  const named = expression.split(',').flatMap(name => {
    const pattern = patternOf(name === '' || name === '_all' ? '*' : name)
    const found = existing.filter(index => pattern.test(index) || pattern.test(aliasOf(index)))
    if (found.length === 0 && !name.includes('*') && !ignoresMissing) throw indexNotFound(name)
    return found
  })
  const indices = [...new Set(named)]
  return { indices, alerts: store.all('alert').filter(({ attributes: { index } }) => indices.includes(backingIndexOf(index))) }
}
