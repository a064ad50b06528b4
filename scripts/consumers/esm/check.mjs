import { strict as assert } from 'node:assert'
import { startServer, VerificationError } from 'kibana-cases-mock'

const kibana = await startServer({ clock: '2025-01-01T00:00:00.000Z', seed: { cases: [{ id: 'c1', title: 'Phishing' }] } })
const found = await (await fetch(`${kibana.url}/api/cases/c1`)).json()
assert.equal(found.title, 'Phishing')
assert.throws(() => kibana.requests.verify({ match: { method: 'PATCH' } }), VerificationError)
await kibana.close()
