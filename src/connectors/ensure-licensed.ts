import type { KibanaContext } from '../kibana/context.js'
import type { KibanaError } from '../kibana-error.js'
import { licenseCovers, type License } from '../kibana/license.js'
import { CONNECTOR_TYPES } from './connector-types.js'

/**
 * Refuses what the license does not bring.
 * @throws KibanaError of the caller's making
 */
export function ensureLicensed ({ license }: KibanaContext, connectorType: string, refusal: (type: string, license: License) => KibanaError): void {
  const known = CONNECTOR_TYPES.get(connectorType)
  if (known && !licenseCovers(license, known.type.minimumLicense)) throw refusal(connectorType, license)
}
