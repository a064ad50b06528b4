import { startServer, type ConnectedServer, type RecordedRequest } from 'kibana-cases-mock'
import { KibanaCasesContainer, type StartedKibanaCasesContainer } from 'kibana-cases-mock/testcontainers'

export async function use (): Promise<RecordedRequest[]> {
  const container: StartedKibanaCasesContainer = await new KibanaCasesContainer('kibana-cases-mock')
    .withSeed({ cases: [{ title: 'Phishing' }] })
    .withLabels({ team: 'soc' })
    .withKibanaVersion('8.15.0')
    .withElasticsearch()
    .start()
  const controls: Pick<ConnectedServer, 'faults' | 'clock' | 'reset'> = container
  await controls.faults.add({ match: { path: /cases/ }, effect: { status: 503 }, times: 1 })
  await using sandbox = await container.sandbox({ license: 'basic' })
  const requests = await sandbox.requests.all({ method: 'PATCH' })
  await container.stop({ timeout: 1000 })
  return requests
}

// @ts-expect-error: an unknown license
export const wrong = () => new KibanaCasesContainer().withLicense('copper')
export const inProcess = startServer
