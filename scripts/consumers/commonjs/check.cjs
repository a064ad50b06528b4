const assert = require('node:assert').strict
const { startServer, VerificationError } = require('kibana-cases-mock')

async function main () {
  const kibana = await startServer({ seed: { cases: [{ id: 'c1', title: 'Phishing' }] } })
  const found = await (await fetch(`${kibana.url}/api/cases/c1`)).json()
  assert.equal(found.title, 'Phishing')
  assert.throws(() => kibana.requests.verify({ match: { method: 'PATCH' } }), VerificationError)
  await kibana.close()
  // `import` and `require` load the same classes, so that `instanceof` works
  assert.equal((await import('kibana-cases-mock')).VerificationError, VerificationError)
}

main()
