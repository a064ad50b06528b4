import emailAddresses from 'email-addresses'
import ipaddr from 'ipaddr.js'
import { invalidObservableValue } from './errors.js'

// Source: Kibana's cases/common/observables/validators.ts, with the same two libraries

const DOMAIN = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)\.[A-Za-z]{2,}$/
const GENERIC = /^[a-zA-Z0-9._:/\\]+$/

const isIp = (kind: 'ipv4' | 'ipv6') => (value: string) => ipaddr.isValid(value) && ipaddr.parse(value).kind() === kind

const VALUE_RULES: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['observable-type-ipv4', isIp('ipv4')],
  ['observable-type-ipv6', isIp('ipv6')],
  ['observable-type-url', (value: string) => URL.canParse(value)],
  ['observable-type-email', (value: string) => emailAddresses.parseAddressList(value) !== null],
  ['observable-type-domain', (value: string) => DOMAIN.test(value)],
])

/**
 * Checks a value: some types have their own rule; all others allow letters, digits and `. _ : / \`.
 * @throws KibanaError 400
 */
export function validateObservableValue (typeKey: string, value: string): void {
  const isValid = VALUE_RULES.get(typeKey) ?? ((value: string) => GENERIC.test(value))
  if (value === '' || !isValid(value)) throw invalidObservableValue()
}
