import t from 'tap'
import { ExternalSystems } from '../../src/verify/external-system.js'

const send = async (url: string, method: string, path: string, body?: object) => {
  const answer = await fetch(url + path, { method, headers: { authorization: 'Basic x' }, ...(body && { body: JSON.stringify(body) }) })
  const text = await answer.text()
  return [answer.status, text === '' ? undefined : JSON.parse(text)]
}

t.test('each Kibana has its own system, which numbers issues and remembers requests', async t => {
  const systems = new ExternalSystems()
  await systems.listen('localhost')
  t.teardown(() => systems.close())
  const [one, other] = [systems.open('one', 'localhost'), systems.open('other', 'localhost')]
  t.match(one.url, /^http:\/\/localhost:\d+\/one$/)
  t.match(await send(one.url, 'POST', '/rest/api/2/issue', { a: 1 }), [201, { id: '1', key: 'KCM-1' }])
  t.match(await send(one.url, 'POST', '/rest/api/2/issue'), [201, { id: '2' }])
  t.match(await send(other.url, 'POST', '/tickets'), [200, { id: '1', title: 'Ticket 1' }])
  t.strictSame(one.received, [
    { method: 'POST', path: '/rest/api/2/issue', authorization: 'Basic x', body: { a: 1 } },
    { method: 'POST', path: '/rest/api/2/issue', authorization: 'Basic x', body: null },
  ])
  t.match(other.received, [{ path: '/tickets' }])
  one.reset()
  t.strictSame(one.received, [])
  t.match(await send(one.url, 'POST', '/rest/api/2/issue'), [201, { id: '1' }])
  t.strictSame(await send(one.url.replace('/one', '/third'), 'GET', '/'), [404, undefined])
  t.strictSame(await send(one.url, 'GET', '/unknown'), [404, {}])
})

t.test('a system for a Kibana elsewhere listens on every address', async t => {
  const systems = new ExternalSystems()
  await systems.listen('host.docker.internal')
  t.teardown(() => systems.close())
  t.strictSame(await send(`http://127.0.0.1:${systems.port}`, 'GET', '/none/x'), [404, undefined])
  t.match(systems.open('kibana', 'host.docker.internal').url, /^http:\/\/host\.docker\.internal:\d+\/kibana$/)
})
