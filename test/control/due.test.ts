import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'
import { ask, elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'

t.test('GET /_mock/clock/due', async t => {
  t.test('counts the cases that will get a number, until they get it', async t => {
    const kibana = await testServer(t, { kibanaVersion: '9.5.4' })
    const due = async () => (await control(kibana, 'GET', '/clock/due')).body
    t.strictSame(await due(), { due: [] }, 'nothing without cases')
    const { id } = await createCase(kibana)
    t.strictSame(await due(), { due: [{ at: '2025-06-01T10:15:00.000Z', type: 'incremental_ids', cases: 1 }] })
    t.strictSame(kibana.due(), (await due()).due)
    kibana.clock.set('2025-06-01T10:14:59.999Z')
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).body.incremental_id, undefined)
    kibana.clock.set('2025-06-01T10:15:00.000Z')
    t.strictSame(await due(), { due: [] })
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).body.incremental_id, 1)
    await createCase(kibana)
    t.match(await due(), { due: [{ at: '2025-06-01T10:25:00.000Z', cases: 1 }] }, 'then every ten minutes')
  })

  t.test('lists no case numbers for a version without them', async t => {
    const kibana = await testServer(t, { kibanaVersion: '9.1.0' })
    await createCase(kibana)
    t.strictSame(kibana.due(), [])
  })

  t.test('lists the expiry of tokens and API keys, soonest first, without expired ones', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'for an hour', expiration: '1h' } })
    for (const times of [{}, { expiration: '9999999d' }, { expiration: '99999999999999d' }]) {
      await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'for ever', ...times } })
    }
    const { body: ended } = await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'ended', expiration: '1h' } })
    await ask(app, 'DELETE /_security/api_key', { as: 'ann', body: { ids: [ended.id] } })
    await ask(app, 'POST /_security/oauth2/token', { as: 'elastic', body: { grant_type: 'client_credentials' } })
    const key = { at: '2025-06-01T11:00:00.000Z', type: 'api_key', username: 'ann', name: 'for an hour' }
    t.strictSame(kibana.due(), [{ at: '2025-06-01T10:20:00.000Z', type: 'access_token', username: 'elastic' }, key])
    kibana.clock.advance('20m')
    t.strictSame(kibana.due(), [key])
    kibana.reset()
    t.strictSame(kibana.due(), [])
  })
})
