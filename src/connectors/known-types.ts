import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import { CONNECTOR_TYPES } from './connector-types.js'
import { isKnownSystemActionType } from './system-actions.js'

/**
 * Checks that some version of Kibana has a connector type.
 * @throws InvalidInput for an unknown type
 */
export function checkConnectorType (path: string, type: string): void {
  if (CONNECTOR_TYPES.has(type) || isKnownSystemActionType(type)) return
  throw new InvalidInput(path, `a connector type of Kibana, such as ${[...CONNECTOR_TYPES.keys()].join(', ')}`, printValue(type))
}
