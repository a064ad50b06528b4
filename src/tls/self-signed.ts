import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { bits, der, identifier, integer, octets, sequence, set, time, TRUE, utf8 } from './der.js'

/** A key and a certificate for it, as PEM. */
export interface KeyAndCertificate { readonly key: string, readonly cert: string }

const DAY_MS = 86_400_000
const DAYS = 365

const COMMON_NAME = '2.5.4.3'
const ALGORITHM = sequence(identifier('1.2.840.10045.4.3.2'))
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17'
const BASIC_CONSTRAINTS = '2.5.29.19'

const nameOf = (text: string) => sequence(set(sequence(identifier(COMMON_NAME), utf8(text))))
const pem = (bytes: Buffer) => `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`

/** The bytes of an IP address. */
function addressBytes (address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail] = address.split('::')
  const groups = (part = '') => part === '' ? [] : part.split(':')
  const [start, end] = [groups(head), groups(tail)]
  const all = [...start, ...Array.from({ length: 8 - start.length - end.length }, () => '0'), ...end]
  return Buffer.from(all.flatMap(group => {
    const value = Number.parseInt(group, 16)
    return [value >> 8, value & 0xff]
  }))
}

/** A host as a certificate names it: by address or by name. */
const alternative = (host: string) => isIP(host) ? der(0x87, addressBytes(host)) : der(0x82, Buffer.from(host))

/**
 * Makes a certificate for these hosts that is its own authority, so that clients can trust it as one. It is valid for a year.
 * Source: RFC 5280 §4.1
 */
export function selfSigned (hosts: readonly string[], now = new Date()): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = nameOf('kibana-cases-mock')
  const extensions = sequence(
    sequence(identifier(BASIC_CONSTRAINTS), TRUE, octets(sequence(TRUE))),
    sequence(identifier(SUBJECT_ALTERNATIVE_NAME), octets(sequence(...hosts.map(alternative)))),
  )
  const content = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ALGORITHM,
    issuer,
    sequence(time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + DAYS * DAY_MS))),
    issuer,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  )
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(sequence(content, ALGORITHM, bits(sign('sha256', content, privateKey)))),
  }
}
