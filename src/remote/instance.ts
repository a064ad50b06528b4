import type { ListedFailure } from '../connectors/simulation/failure-rule.js'
import { IncidentFilterSchema, type Incident, type IncidentFilter, type RefusedCall } from '../connectors/simulation/incident-schema.js'
import type { NewAlert } from '../alerts/new-alert.js'
import type { ListedAlert } from '../control/alerts/alerts.js'
import type { DueItem } from '../control/clock/due.js'
import { ListenerTypesSchema, type CaseEvent } from '../control/events/event.js'
import type { ListedWebhook, Webhook } from '../control/events/webhooks.js'
import type { ListedFault } from '../control/faults/faults.js'
import type { Rule } from '../control/faults/rule.js'
import type { Presets } from '../control/presets.js'
import type { ListedUsers } from '../control/users/users.js'
import type { FailureRule } from '../documents/failure.js'
import { checkInput } from '../input/check-input.js'
import { checkListener } from '../input/listener.js'
import type { License } from '../kibana/license.js'
import type { ListedStub } from '../control/stubs/stubs.js'
import type { Stub } from '../options/stub-schema.js'
import { toJsonStub } from '../options/to-json.js'
import type { State } from '../state/schema.js'
import { notASnapshot, type NewSnapshot, type TakenSnapshot } from '../state/snapshots.js'
import { remoteClock } from './clock.js'
import { pathTo, type ControlClient } from './control-client.js'
import { remoteFiles } from './files.js'
import { untilReady } from './ready.js'
import type { ConnectedInstance } from './remote.js'
import { remoteRequests, toJsonFilter } from './requests.js'
import { remoteRules } from './rules.js'

const withJsonMatch = (rule: Rule) => rule?.match ? { ...rule, match: toJsonFilter(rule.match) } : rule

const withJsonPath = (stub: Stub) => stub?.path === undefined ? stub : toJsonStub(stub)

export function remoteInstance (client: ControlClient): ConnectedInstance {
  const { add, ...snapshots } = remoteRules<NewSnapshot, TakenSnapshot>(client, 'snapshots', { body: 'snapshot' })
  const failures = remoteRules<FailureRule, ListedFailure>(client, 'failures', { body: 'rule' })
  const alerts = remoteRules<NewAlert, ListedAlert>(client, 'alerts', { body: 'alert' })
  // Checked here, since in a query a number would become a string, and null would be lost
  const matching = (filter: IncidentFilter = {}) => ({ query: checkInput(IncidentFilterSchema, filter, 'filter') })
  return {
    requests: remoteRequests(client),
    faults: remoteRules<Rule, ListedFault>(client, 'faults', { body: 'rule' }, withJsonMatch),
    failures: { ...failures, add: (rule = {}) => failures.add(rule) },
    stubs: remoteRules<Stub, ListedStub>(client, 'stubs', { body: 'stub' }, withJsonPath),
    clock: remoteClock(client),
    files: remoteFiles(client),
    alerts: { ...alerts, add: (alert = {}) => alerts.add(alert) },
    incidents: {
      all: async filter => (await client.call<{ incidents: Incident[] }>('GET', '/incidents', matching(filter))).incidents,
      refused: async filter => (await client.call<{ refused: RefusedCall[] }>('GET', '/incidents/refused', matching(filter))).refused,
      clear: async filter => client.call('DELETE', '/incidents', matching(filter)),
    },
    webhooks: remoteRules<Webhook, ListedWebhook>(client, 'webhooks', { body: 'webhook' }),
    snapshots: { ...snapshots, add: (options = {}) => add(options) },
    ready: options => untilReady(client, options),
    reset: () => client.call('POST', '/reset'),
    exportState: () => client.call<State>('GET', '/state'),
    importState: body => client.call('PUT', '/state', { body, names: { body: 'state' } }),
    seed: body => client.call('POST', '/seed', { body, names: { body: 'state' } }),
    presets: () => client.call<Presets>('GET', '/presets'),
    users: () => client.call<ListedUsers>('GET', '/users'),
    due: async () => (await client.call<{ due: DueItem[] }>('GET', '/clock/due')).due,
    license: async () => (await client.call<{ license: License }>('GET', '/license')).license,
    async setLicense (license) {
      await client.call('PUT', '/license', { body: { license } })
    },
    snapshot: async name => add({ ...(name !== undefined && { id: name }) }),
    async restore (snapshot) {
      const id = typeof snapshot === 'string' ? snapshot : snapshot?.id
      if (typeof id !== 'string') throw notASnapshot(snapshot)
      await client.call('POST', `${pathTo('snapshots', id)}/restore`)
    },
    async on (types, listener) {
      const type = [checkInput(ListenerTypesSchema, types, 'event', ['event'])].flat()
      checkListener(listener)
      return client.follow<CaseEvent>('GET', '/events', { query: { type } }, listener)
    },
  }
}
