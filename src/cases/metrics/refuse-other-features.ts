import { invalidFeatures } from '../errors.js'

/**
 * Checks the names of requested features.
 * @throws KibanaError 400 if some are not among `valid`
 * Source: Kibana's cases/server/client/metrics/utils.ts (checkAndThrowIfInvalidFeatures)
 */
export function refuseOtherFeatures (features: readonly string[], valid: readonly string[]): void {
  const others = features.filter(feature => !valid.includes(feature))
  if (others.length > 0) throw invalidFeatures(others, [...valid].sort())
}
