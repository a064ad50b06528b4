import { startServer, VerificationError, type RunningServer, type ServerOptions, type State } from 'kibana-cases-mock'

export const state: State = { cases: [{ id: 'c1', title: 'Phishing', status: 'in-progress' }] }
export const options: ServerOptions = { seed: state, license: 'basic', control: { token: 's3cret' } }

export async function use (): Promise<string> {
  const kibana: RunningServer = await startServer(options)
  const rule = kibana.faults.add({ match: { path: '/api/cases' }, effect: { status: 503 }, times: 1 })
  const [first] = kibana.requests.all({ method: 'PATCH', status: ['4xx', 500] })
  const response = await kibana.app.inject({ method: 'GET', url: '/api/cases/c1', headers: { 'x-test': '1' } })
  kibana.clock.advance('2h')
  await kibana.close()
  return `${rule.id} ${first?.path ?? ''} ${response.statusCode} ${VerificationError.name}`
}

// @ts-expect-error: an unknown option
export const wrong: ServerOptions = { prot: 5601 }
