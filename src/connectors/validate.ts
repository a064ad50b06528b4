import type { Version } from '../versions/version.js'
import { connectorTypesOf } from './connector-types.js'
import { badConnector, typeNotRegistered } from './errors.js'
import type { ConnectorAttributes } from '../documents/connector.js'

type Validated = Pick<ConnectorAttributes, 'config' | 'secrets'>

/**
 * Validates the config and secrets of a connector, and returns them with defaults filled in, ready to be saved.
 * @throws KibanaError 400
 * Source: Kibana's actions/server/lib/validate_with_schema.ts
 */
export function validateConnector (version: Version, actionTypeId: string, config: unknown, secrets: unknown): Validated {
  const known = connectorTypesOf(version).get(actionTypeId)
  if (!known) throw typeNotRegistered(actionTypeId)
  const { type } = known
  const validConfig = type.validateConfig(config, version)
  if (validConfig.message !== undefined) throw badConnector('config', validConfig.message)
  const validSecrets = type.validateSecrets(secrets, version)
  if (validSecrets.message !== undefined) throw badConnector('secrets', validSecrets.message)
  const mismatch = type.validateConnector(validConfig.value, validSecrets.value)
  if (mismatch !== undefined) throw badConnector('connector', mismatch)
  // The schemas of all types describe objects
  return { config: validConfig.value, secrets: validSecrets.value } as Validated
}
