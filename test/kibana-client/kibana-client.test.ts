import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { KibanaClient } from '../../src/kibana-client/kibana-client.js'

t.test('a connection is used again, but not after it was idle', async t => {
  const ports: (number | undefined)[] = []
  const server = createServer((request, response) => {
    ports.push(request.socket.remotePort)
    response.end('{}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const client = new KibanaClient({ url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), timeoutMs: 10_000 })
  t.teardown(() => {
    client.close()
    server.close()
  })
  let now = Date.now()
  t.capture(Date, 'now', () => now)
  for (const idle of [0, 10, 2000]) {
    now += idle
    await client.send({ method: 'GET', path: '/', headers: {} })
  }
  t.equal(ports[0], ports[1])
  t.not(ports[1], ports[2])
})
