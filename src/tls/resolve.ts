import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { InvalidInput } from '../input/invalid-input.js'
import { isPem, type TlsOption } from '../options/tls-schema.js'
import type { ResolvedOptions } from '../options/resolve.js'
import { createCertificate, type Tls } from './certificate.js'

/** Host names and addresses at which clients on this machine, or on a container network, reach the server. */
const HOSTS = ['localhost', '127.0.0.1', '::1', hostname()]
/** Addresses that mean all interfaces. */
const ANY_ADDRESS = ['0.0.0.0', '::']

/**
 * Returns the key and certificate of a server; `undefined` without TLS.
 * @throws InvalidInput for a file that can't be read, or a key that does not match the certificate
 */
export function resolveTls ({ tls, host }: Pick<ResolvedOptions, 'tls' | 'host'>): Tls | undefined {
  if (tls === undefined || tls === false) return undefined
  if (tls !== true && 'key' in tls) return readGiven(tls)
  // An address on one link may have a zone, which certificates don't name
  const hosts = new Set([...HOSTS, host.replace(/%.*/, ''), ...tls === true ? [] : tls.names])
  for (const address of ANY_ADDRESS) hosts.delete(address)
  return createCertificate([...hosts])
}

/**
 * Reads the files of the option; anything else is returned as it is.
 * @throws InvalidInput for a file that can't be read
 */
export const readTlsFiles = <Option extends TlsOption>(tls: Option): Option => typeof tls === 'object' && 'key' in tls
  ? { ...tls, key: readPem('tls.key', tls.key), cert: readPem('tls.cert', tls.cert) }
  : tls

function readGiven (given: Extract<TlsOption, { key: string }>): Tls {
  const { key, cert: certificate, passphrase } = readTlsFiles(given)
  let decrypted, isPair
  try {
    decrypted = createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) })
    isPair = new X509Certificate(certificate).checkPrivateKey(decrypted)
  } catch (error) {
    throw new InvalidInput('tls', 'a key and a certificate as PEM, and the passphrase if the key has one', (error as Error).message)
  }
  if (!isPair) throw new InvalidInput('tls', 'a key that belongs to the certificate', 'another one')
  return { key: decrypted.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: certificate, ca: certificate }
}

/** Returns PEM text as given, or reads it from a file. */
function readPem (path: string, given: string): string {
  if (isPem(given)) return given
  try {
    return readFileSync(given, 'utf8')
  } catch (error) {
    // The text may be a malformed key, so it must not be shown
    throw new InvalidInput(
      path, 'PEM, or the path of a file with it', `a file that cannot be read (${(error as NodeJS.ErrnoException).code})`,
    )
  }
}
