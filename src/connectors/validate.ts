import type { Version } from '../versions/version.js'
import type { ConnectorType } from './connector-type.js'
import { connectorTypesOf } from './connector-types.js'
import { badConnector, typeNotRegistered } from './errors.js'
import type { ConnectorAttributes } from '../documents/connector.js'

type Settings = Pick<ConnectorAttributes, 'config' | 'secrets'>
/** The first problem of a connector's settings. */
interface Problem { readonly what: 'config' | 'secrets' | 'connector', readonly message: string }

/**
 * Decodes the config and secrets of a connector, with defaults filled in.
 * Source: Kibana's actions/server/lib/validate_with_schema.ts
 */
export function decodeSettings (
  type: ConnectorType, version: Version, { config, secrets }: { readonly config: unknown, readonly secrets: unknown },
): Settings | Problem {
  const validConfig = type.validateConfig(config, version)
  if (validConfig.message !== undefined) return { what: 'config', message: validConfig.message }
  const validSecrets = type.validateSecrets(secrets, version)
  if (validSecrets.message !== undefined) return { what: 'secrets', message: validSecrets.message }
  const mismatch = type.validateConnector(validConfig.value, validSecrets.value)
  if (mismatch !== undefined) return { what: 'connector', message: mismatch }
  // The schemas of all types describe objects
  return { config: validConfig.value, secrets: validSecrets.value } as Settings
}

/**
 * Validates the settings of a connector, and returns them ready to be saved.
 * @throws KibanaError 400
 */
export function validateConnector (version: Version, actionTypeId: string, config: unknown, secrets: unknown): Settings {
  const known = connectorTypesOf(version).get(actionTypeId)
  if (!known) throw typeNotRegistered(actionTypeId)
  const decoded = decodeSettings(known.type, version, { config, secrets })
  if ('what' in decoded) throw badConnector(decoded.what, decoded.message)
  return decoded
}
