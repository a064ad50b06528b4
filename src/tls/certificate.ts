import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { bits, der, identifier, integer, octets, sequence, set, time, TRUE, utf8 } from './der.js'

/** The key and certificate of a server, and the certificate of its authority for clients to trust, all in PEM format. */
export interface Tls { readonly key: string, readonly cert: string, readonly ca: string }

const DAY_MS = 86_400_000
const DAYS = 365

const COMMON_NAME = '2.5.4.3'
const ECDSA_WITH_SHA256 = sequence(identifier('1.2.840.10045.4.3.2'))
const SERVER_AUTHENTICATION = identifier('1.3.6.1.5.5.7.3.1')

/** The holder of a key pair: the authority or the server. */
interface Party { readonly name: Buffer, readonly privateKey: KeyObject, readonly publicKey: Buffer, readonly keyId: Buffer }

function createParty (name: string): Party {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const bytes = publicKey.export({ type: 'spki', format: 'der' })
  return {
    name: sequence(set(sequence(identifier(COMMON_NAME), utf8(name)))),
    privateKey,
    publicKey: bytes,
    keyId: createHash('sha256').update(bytes).digest().subarray(0, 20),
  }
}

const extension = (id: string, value: Buffer, isCritical = false) =>
  sequence(identifier(id), ...isCritical ? [TRUE] : [], octets(value))
const subjectKey = ({ keyId }: Party) => extension('2.5.29.14', octets(keyId))
const authorityKey = ({ keyId }: Party) => extension('2.5.29.35', sequence(der(0x80, keyId)))
const keyUsage = (bit: number) => extension('2.5.29.15', bits(Buffer.from([0x80 >> bit]), 7 - bit), true)
const basicConstraints = (...content: readonly Buffer[]) => extension('2.5.29.19', sequence(...content), true)

/** The bytes of an IP address. */
function addressBytes (address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  // URLs normalize addresses to 16-bit groups
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [start, end] = [head, tail].map(part => part === '' ? [] : part.split(':')) as [string[], string[]]
  const numbers = [...start, ...Array.from({ length: 8 - start.length - end.length }, () => '0'), ...end]
  return Buffer.from(numbers.map(number => number.padStart(4, '0')).join(''), 'hex')
}

/** A host as a subject alternative name: an address or a DNS name. */
const alternativeName = (host: string) => isIPv4(host) || isIPv6(host) ? der(0x87, addressBytes(host)) : der(0x82, Buffer.from(host))

/** Signs a certificate. Source: RFC 5280 §4.1 */
function certify (subject: Party, issuer: Party, now: Date, extensions: readonly Buffer[]): string {
  const content = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    // The first byte makes the number positive and its length constant
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    issuer.name,
    sequence(time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + DAYS * DAY_MS))),
    subject.name,
    subject.publicKey,
    der(0xa3, sequence(...extensions)),
  )
  const bytes = sequence(content, ECDSA_WITH_SHA256, bits(sign('sha256', content, issuer.privateKey)))
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
}

/**
 * Creates a certificate for these hosts, and the authority that signs it, whose key is discarded. Both are valid for a year. There are
 * two, since several clients reject a certificate that is its own authority.
 */
export function createCertificate (hosts: readonly string[], now = new Date()): Tls {
  // A unique name, since clients may trust several authorities
  const authority = createParty(`kibana-cases-mock ${randomBytes(4).toString('hex')}`)
  const server = createParty('kibana-cases-mock')
  const ca = certify(authority, authority, now, [
    basicConstraints(TRUE, integer(Buffer.from([0]))), keyUsage(5), subjectKey(authority),
  ])
  const cert = certify(server, authority, now, [
    basicConstraints(),
    keyUsage(0),
    extension('2.5.29.37', sequence(SERVER_AUTHENTICATION)),
    extension('2.5.29.17', sequence(...hosts.map(alternativeName))),
    subjectKey(server),
    authorityKey(authority),
  ])
  return { key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: cert + ca, ca }
}
