import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { InvalidInput } from '../input/invalid-input.js'
import type { TlsOption } from '../options/tls-schema.js'
import { selfSigned, type KeyAndCertificate } from './self-signed.js'

/** Hosts by which clients on this machine, and in the network of a container, reach the server. */
const HOSTS = ['localhost', '127.0.0.1', '::1', hostname()]

/**
 * The key and the certificate of a server; undefined without TLS.
 * @throws InvalidInput for a file that can't be read, and for a key and a certificate that do not belong together
 */
export function resolveTls (option: TlsOption | undefined): KeyAndCertificate | undefined {
  if (option === undefined || option === false) return undefined
  if (option === true || 'names' in option) return selfSigned([...new Set([...HOSTS, ...option === true ? [] : option.names])])
  const key = readPem('tls.key', option.key)
  const cert = readPem('tls.cert', option.cert)
  let isPair = false
  try {
    isPair = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))
  } catch (error) {
    throw new InvalidInput('tls', 'a key and a certificate as PEM', (error as Error).message)
  }
  if (!isPair) throw new InvalidInput('tls', 'a key that belongs to the certificate', 'another one')
  return { key, cert }
}

/** PEM as it is, or that of a file. */
function readPem (path: string, given: string): string {
  if (given.includes('-----BEGIN')) return given
  try {
    return readFileSync(given, 'utf8')
  } catch (error) {
    throw new InvalidInput(path, 'PEM, or a file that can be read', (error as Error).message)
  }
}
