import type { Configuration } from '../types.js'

// Source: Kibana's cases/common/constants/observables.ts
const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['observable-type-ipv4', 'IPv4'],
  ['observable-type-ipv6', 'IPv6'],
  ['observable-type-url', 'URL'],
  ['observable-type-hostname', 'Host name'],
  ['observable-type-file-hash', 'File hash'],
  ['observable-type-file-path', 'File path'],
  ['observable-type-email', 'Email'],
  ['observable-type-domain', 'Domain'],
  ['observable-type-agent-id', 'Agent id'],
])

/** The name of an observable type: a built-in one, or one of the Cases settings. */
export const observableType = (key: string, configuration: Configuration | undefined): string =>
  BUILT_IN.get(key) ?? configuration?.observableTypes.find(type => type.key === key)?.label ?? key
