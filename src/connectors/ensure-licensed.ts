import type { KibanaContext } from '../kibana/context.js'
import type { KibanaError } from '../kibana-error.js'
import { licenseCovers, type License } from '../kibana/license.js'
import { connectorTypesOf } from './connector-types.js'

/**
 * Checks that the license covers a connector type.
 * @throws KibanaError built by `refusal`
 */
export function ensureLicensed (
  { license, version }: KibanaContext, connectorType: string, refusal: (type: string, license: License) => KibanaError,
): void {
  const known = connectorTypesOf(version).get(connectorType)
  if (known && !licenseCovers(license, known.type.minimumLicense)) throw refusal(connectorType, license)
}
