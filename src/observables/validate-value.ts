import emailAddresses from 'email-addresses'
import ipaddr from 'ipaddr.js'
import { byVersion } from '../versions/by-version.js'
import type { Version } from '../versions/version.js'
import { invalidObservableValue, unquotedInvalidValue } from './errors.js'
import { filePathsMayHaveSpaces, invalidValuesAreQuoted } from './versions.js'

// Source: Kibana's cases/common/observables/validators.ts, with the same two libraries

const isIp = (kind: 'ipv4' | 'ipv6') => (value: string) => ipaddr.isValid(value) && ipaddr.parse(value).kind() === kind
const isLabel = (text: string) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(text)
const isGeneric = (value: string) => /^[\w.:/\\-]+$/.test(value)

/** True for at least two labels, the last one of letters only, with or without a final dot. */
function isDomain (value: string): boolean {
  const labels = value.replace(/\.$/, '').split('.')
  return value.length <= 253 && !value.includes('--') && labels.length > 1 && labels.every(isLabel) && /^[a-z]{2,}$/i.test(labels.at(-1)!)
}

const rules = byVersion((version): ReadonlyMap<string, (value: string) => boolean> => new Map([
  ['observable-type-ipv4', isIp('ipv4')],
  ['observable-type-ipv6', isIp('ipv6')],
  ['observable-type-url', (value: string) => URL.canParse(value)],
  ['observable-type-email', (value: string) => emailAddresses.parseAddressList(value) !== null],
  ['observable-type-domain', isDomain],
  ['observable-type-file-path', filePathsMayHaveSpaces(version) ? (value: string) => !/[<>"|?*]/.test(value) : isGeneric],
]))

/**
 * Checks a value: some types have their own rule; all others allow letters, digits and `. _ : / \ -`.
 * @throws KibanaError 400
 */
export function validateObservableValue (typeKey: string, value: string, version: Version): void {
  const isValid = rules(version).get(typeKey) ?? isGeneric
  if (value !== '' && isValid(value)) return
  throw invalidValuesAreQuoted(version) ? invalidObservableValue(typeKey, value) : unquotedInvalidValue()
}
