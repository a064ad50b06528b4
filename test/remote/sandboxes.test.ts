import t from 'tap'
import { ConflictError, InvalidInput } from '../../src/index.js'
import { basic } from '../helpers/security.js'
import { connected, headers, server } from './servers.js'

// One suite for servers in process and over HTTP. `await` works for both.
const SERVERS = { 'in process': server, 'over HTTP': connected }

for (const [name, start] of Object.entries(SERVERS)) {
  t.test(`the users of a server, ${name}, including those created by requests`, async t => {
    const kibana = await start(t)
    const secure = await kibana.sandbox({ security: { users: { ann: { password: 'secret', roles: ['superuser'], full_name: 'Ann' } } } })
    const authorization = basic('ann', 'secret')
    const bob = { username: 'bob', password: 'secret', roles: ['viewer'] }
    const made = await fetch(`${secure.url}/internal/security/users/bob`, {
      method: 'POST', headers: { ...headers, authorization, 'x-elastic-internal-origin': 'test' }, body: JSON.stringify(bob),
    })
    t.equal(made.status, 200)
    t.strictSame(await secure.users(), {
      security: true,
      users: [{ username: 'ann', roles: ['superuser'], full_name: 'Ann', email: null }, {
        username: 'bob', roles: ['viewer'], full_name: null, email: null,
      }],
    })
  })

  t.test(`the sandboxes of a server, ${name}`, async t => {
    const kibana = await start(t)
    const one = await kibana.sandbox({ id: 'one', seed: [{ cases: [{ title: 'x' }] }, 'demo'] })
    t.match(one, { id: 'one', url: /\/_sandbox\/one\/kb$/ })
    t.equal((await one.exportState()).cases![0]!.title, 'x')
    t.ok((await one.exportState()).cases!.length > 1)
    t.equal((await kibana.exportState()).cases!.length, 2)
    t.match(await kibana.sandboxes.list(), [{ id: 'one', path: '/_sandbox/one/kb', url: one.url, kibanaVersion: '9.1.0' }])
    for (const [attempt, kind, message] of [
      [() => kibana.sandbox({ id: 'one' }), ConflictError, /^there is already a sandbox "one"/],
      [() => kibana.sandbox({ licence: 'basic' } as never), InvalidInput, /^licence: expected one of the keys /],
      [() => kibana.sandbox(5 as never), InvalidInput, /^sandbox: expected an object, .*, got 5$/],
      [() => kibana.sandbox(null as never), InvalidInput, /^sandbox: expected an object, .*, got null$/],
      [() => kibana.sandbox({ clock: null as never }), InvalidInput, /^clock: expected an ISO 8601 time, .*, got null$/],
      [() => kibana.sandbox({ seed: { cases: [{ title: 5 as never }] } }),
        InvalidInput, /^sandbox: seed(\[0\])?: cases\[0\]\.title: expected /],
      [() => kibana.sandbox({ seed: 'nowhere.json' }),
        InvalidInput, /^sandbox: seed nowhere.json: expected a file that can be read, got ENOENT/],
    ] as const) {
      const error = await (async () => attempt())().then(() => undefined, (error: unknown) => error)
      t.ok(error instanceof kind, String(message))
      t.match(error, { message })
    }
    const again = await kibana.sandboxes.replace({ id: 'one', seed: { cases: [{ title: 'y' }] } })
    t.equal((await again.exportState()).cases![0]!.title, 'y')
    await one.close()
    t.match(await kibana.sandboxes.list(), [{ url: again.url }], 'the handle of a replaced sandbox leaves the new one alone')
    t.equal((await kibana.sandboxes.replace({ id: 'two' })).id, 'two')
    for (const [options, message] of [
      [{}, 'id: expected an id of letters, digits, "_" and "-", got nothing'],
      [{ id: 'a/b' }, 'id: expected an id of letters, digits, "_" and "-", got "a/b"'],
      [{ id: 'one', license: 'free' }, /^license: expected "basic", .*, got "free"$/],
      [{ id: 'one', idle: Infinity }, /^idle: expected milliseconds, .*, got Infinity$/],
      [{ id: 'one', seed: { cases: [{}] } }, /^sandbox: seed(\[0\])?: cases\[0\]\.title: expected /],
    ] as const) {
      await t.rejects(async () => kibana.sandboxes.replace(options as never), { name: 'InvalidInput', message })
    }
    t.equal((await again.exportState()).cases!.length, 1, 'an invalid replacement changes nothing')
    await kibana.sandboxes.remove('two')
    await again.close()
    await again.close()
    t.strictSame(await kibana.sandboxes.list(), [])
    const { id, url } = await kibana.sandboxes.add({ license: 'basic', stubs: [{ path: /^\/api\/FLEET/i }] })
    t.equal((await fetch(`${url}/api/fleet/agents`)).status, 200)
    await kibana.sandboxes.remove(id)
    await kibana.sandbox()
    await kibana.sandboxes.clear()
    t.strictSame(await kibana.sandboxes.list(), [])
    const { [Symbol.asyncDispose]: dispose } = await kibana.sandbox()
    await dispose()
    t.strictSame(await kibana.sandboxes.list(), [])
  })
}
