import { pathTo, type ControlClient } from './control-client.js'
import type { Names } from './errors.js'

/** The methods that all lists of rules share. */
export function remoteRules<Rule, Listed> (client: ControlClient, key: string, names: Names, toJson = (rule: Rule): unknown => rule) {
  return {
    add: (rule: Rule) => client.call<Listed>('POST', `/${key}`, { body: toJson(rule), names }),
    list: async () => (await client.call<Record<string, Listed[]>>('GET', `/${key}`))[key]!,
    remove: (id: string) => client.call('DELETE', pathTo(key, id)),
    clear: () => client.call('DELETE', `/${key}`),
  }
}
