// Uses the real Testcontainers, but no Docker.
import { strict as assert } from 'node:assert'
import { createRequire } from 'node:module'
import { GenericContainer } from 'testcontainers'
import { startServer } from 'kibana-cases-mock'
import { KibanaCasesContainer, StartedKibanaCasesContainer } from 'kibana-cases-mock/testcontainers'

const container = new KibanaCasesContainer('kibana-cases-mock').withSeed({ cases: [{ title: 'Phishing' }] }).withLabels({ team: 'soc' })
assert.ok(container instanceof GenericContainer)
assert.equal(container.contentsToCopy[0].target, '/fixtures/seed-0000.json')
assert.deepEqual(container.exposedPorts, [5601])

const server = await startServer({ seed: { cases: [{ title: 'Phishing' }] } })
let isStopped = false
const started = await StartedKibanaCasesContainer.of({
  getHost: () => '127.0.0.1',
  getMappedPort: () => server.port,
  getId: () => 'c1',
  async stop () { isStopped = true },
}, { port: 5601, basePath: '', isSecure: false })
assert.equal(started.getId(), 'c1')
assert.equal((await started.exportState()).cases.length, 1)
await started.stop()
assert.ok(isStopped)
await server.close()

// `import` and `require` load the same class
assert.equal(createRequire(import.meta.url)('kibana-cases-mock/testcontainers').KibanaCasesContainer, KibanaCasesContainer)
