import { testRows, type Client, type Row } from './table.js'

const ofCase = async (client: Client, query: string): Promise<unknown> => {
  const { id } = await client.make()
  const of = (path: string) => client.call('GET', `${path}/cases/metrics/${id}?${query}`)
  const { body } = await of(client.version.startsWith('8.9') ? '/api' : '/internal')
  return body.message ?? Object.keys(body)
}
const ofAll = (query: string) => (client: Client) =>
  client.said('GET', `${client.version.startsWith('8.9') ? '/api' : '/internal'}/cases/metrics?${query}`)
const only = (invalid: string, valid: string) => `invalid features: [${invalid}], please only provide valid features: [${valid}]`
const ALL = 'actions.isolateHost, alerts.count, alerts.hosts, alerts.users, connectors, lifespan'
const rowsOf = (cut: readonly [before: string, from: string], rows: readonly (readonly [string, Row[3], unknown, unknown])[]) =>
  rows.map(([what, see, old, now]): Row => [what, ...cut, see, old, now])

// Source: Kibana 8.1 and 8.3, cases/server/routes/api/metrics/get_case{,s}_metrics.ts, cases/server/client/metrics/utils.ts; its pull
// requests 162506, of 8.10, and 201098, of November 2024
testRows('metrics by version', [
  ...rowsOf(['8.9.2', '8.10.0'], [
    ['one feature of a case', client => ofCase(client, 'features=lifespan'),
      '[request query.features]: could not parse array value from json input', ['lifespan']],
    ['several features of a case', client => ofCase(client, 'features=lifespan&features=connectors'),
      ['connectors', 'lifespan'], ['connectors', 'lifespan']],
    ['an unknown feature of a case', client => ofCase(client, 'features=["lifespan","bananas"]'),
      only('bananas', ALL), 'Invalid value "bananas" supplied to "features"'],
    ['an unknown feature of all cases', ofAll('features=mttr&features=bananas'),
      only('bananas', 'mttr'), 'Invalid value "bananas" supplied to "features"'],
  ]),
  ...rowsOf(['8.17.9', '8.18.0'], [
    ['the status of all cases', ofAll('features=status'), 'Invalid value "status" supplied to "features"', 200],
    ['a feature of single cases, requested for all cases', ofAll('features=lifespan'),
      only('lifespan', 'mttr'), only('lifespan', 'mttr, status')],
  ]),
])
