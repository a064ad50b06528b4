import type { Test } from 'tap'
import type { RunningServer } from '../../src/index.js'
import { searchAlerts } from '../../src/alerts/query/search.js'
import { resolveIndices } from '../../src/alerts/query/indices.js'
import { testServer } from './app.js'
import { kibanaContext } from './kibana-context.js'

/** Three alerts, a day apart. */
const DOCUMENTS = [
  {
    id: 'a',
    source: {
      '@timestamp': '2025-05-30T10:00:00.000Z',
      'kibana.alert.rule.name': 'Login from two countries',
      'kibana.alert.severity': 'low',
      'kibana.alert.risk_score': 21,
      message: 'User anna logged in from Rome',
      host: { name: 'web-1', os: { family: 'linux' } },
      tags: ['vpn', 'home'],
      trusted: true,
    },
  },
  {
    id: 'b',
    source: {
      '@timestamp': '2025-05-31T09:00:00.000Z',
      'kibana.alert.rule.name': 'Malware',
      'kibana.alert.severity': 'high',
      'kibana.alert.risk_score': 73,
      message: 'User ben opened a file',
      host: { name: 'web-2' },
      tags: ['office'],
      trusted: false,
    },
  },
  {
    id: 'c',
    source: {
      '@timestamp': '2025-06-01T09:00:00.000Z',
      'kibana.alert.rule.name': 'Malware',
      'kibana.alert.severity': 'high',
      'kibana.alert.risk_score': 47,
      files: [{ name: 'x.exe', size: 1 }, { name: 'y.exe' }],
      nothing: null,
    },
  },
]

/** A server with three alerts. */
export async function serverWithAlerts (t: Test, options: Parameters<typeof testServer>[1] = {}): Promise<RunningServer> {
  const kibana = await testServer(t, options)
  for (const alert of DOCUMENTS) kibana.alerts.add(alert)
  return kibana
}

/** Returns a function that searches the three alerts. */
export async function searcher (t: Test) {
  const context = await kibanaContext(await serverWithAlerts(t))
  return (body: Record<string, unknown>, index = '.alerts-security.alerts-default') =>
    searchAlerts(context, resolveIndices(context.store, index), body)
}
