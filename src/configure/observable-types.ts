import type { Scope } from '../kibana/context.js'
import { byVersion } from '../versions/by-version.js'
import type { Version } from '../versions/version.js'
import type { ObservableTypesBody } from './body-schema.js'
import { findConfiguration } from './configuration.js'
import { duplicatedObservableTypes } from './errors.js'
import { agentIdsAreObservables, hostNamesAreTwoWords } from './versions.js'

/**
 * Built-in observable types; a configuration adds its own. The configure API never returns them.
 * Source: Kibana's cases/common/constants/observables.ts
 */
const builtinObservableTypes = byVersion(version => [
  { key: 'observable-type-ipv4', label: 'IPv4' },
  { key: 'observable-type-ipv6', label: 'IPv6' },
  { key: 'observable-type-url', label: 'URL' },
  { key: 'observable-type-hostname', label: hostNamesAreTwoWords(version) ? 'Host name' : 'Hostname' },
  { key: 'observable-type-file-hash', label: 'File hash' },
  { key: 'observable-type-file-path', label: 'File path' },
  { key: 'observable-type-email', label: 'Email' },
  { key: 'observable-type-domain', label: 'Domain' },
  ...agentIdsAreObservables(version) ? [{ key: 'observable-type-agent-id', label: 'Agent id' }] : [],
])

/**
 * The observable types of an owner: the built-in ones, then those of its configuration.
 * @throws KibanaError 403 if the caller may not read any configuration
 */
export function observableTypes (scope: Scope, owner: string): { readonly key: string, readonly label: string }[] {
  return [...builtinObservableTypes(scope.kibana.version), ...findConfiguration(scope, owner)?.attributes.observableTypes ?? []]
}

/**
 * Requires keys and labels to be unique, ignoring case, among the types of a request and the built-in ones.
 * @throws KibanaError 400
 */
export function refuseDuplicatedObservableTypes (version: Version, types: ObservableTypesBody = []): void {
  const builtin = builtinObservableTypes(version)
  const keys = new Set(builtin.map(({ key }) => key))
  const labels = new Set(builtin.map(({ label }) => label.toLowerCase()))
  const duplicated = new Set<string>()
  for (const { key, label } of types) {
    const lowerLabel = label.toLowerCase()
    // Kibana lowercases keys too, but a key that is not in lower case was already rejected
    if (keys.has(key) || labels.has(lowerLabel)) duplicated.add(lowerLabel)
    keys.add(key)
    labels.add(lowerLabel)
  }
  if (duplicated.size > 0) throw duplicatedObservableTypes([...duplicated])
}
