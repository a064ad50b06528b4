import { startServer, type RunningServer } from 'kibana-cases-mock'

let kibana: RunningServer
beforeAll(async () => { kibana = await startServer({ seed: { cases: [{ id: 'c1', title: 'Phishing' }] } }) })
afterAll(() => kibana.close())

test('answers', async () => {
  const response = await fetch(`${kibana.url}/api/cases/c1`)
  expect(await response.json()).toMatchObject({ id: 'c1', title: 'Phishing' })
})
