import { release } from 'node:os'
import t from 'tap'
import { startServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, errorBody } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'

t.test('GET /api/status', async t => {
  const kibana = await testServer(t, { kibanaVersion: '9.2.0-SNAPSHOT' })
  const { status, body } = await call(kibana, 'GET', '/api/status')
  t.equal(status, 200)
  t.match(body, {
    name: /./,
    uuid: /^[0-9a-f-]{36}$/,
    version: { number: '9.2.0', build_snapshot: true, build_flavor: 'traditional', build_number: Number },
    status: { overall: { level: 'available' }, core: { elasticsearch: { level: 'available' }, savedObjects: { level: 'available' } } },
    metrics: {
      last_updated: '2025-06-01T10:00:00.000Z', process: { pid: 1, uptime_in_millis: 0, memory: { resident_set_size_in_bytes: 0 } },
    },
  })
  t.strictSame(Object.keys(body), ['name', 'uuid', 'version', 'status', 'metrics'])
  t.strictSame(Object.keys(body.version), ['number', 'build_hash', 'build_number', 'build_snapshot', 'build_flavor', 'build_date'])
  t.strictSame(Object.keys(body.metrics), [
    'last_updated', 'collection_interval_in_millis', 'os', 'process', 'processes', 'response_times', 'concurrent_connections', 'requests',
    'elasticsearch_client',
  ])
  // With `random` responses are the same in every run; without it they describe this process
  const unseeded = await startServer()
  t.teardown(() => unseeded.close())
  const { process: own, processes, os } = (await call(unseeded, 'GET', '/api/status')).body.metrics
  t.strictSame(processes, [own])
  // Source: an answer of Kibana 8.16
  t.strictSame(Object.keys(own), [
    'memory', 'pid', 'event_loop_delay', 'event_loop_delay_histogram', 'event_loop_utilization', 'uptime_in_millis',
  ])
  t.ok(own.memory.external_in_bytes > 0 && own.memory.array_buffers_in_bytes >= 0)
  t.equal(os.platformRelease, `${process.platform}-${release()}`)
  t.strictSame(Object.keys(os), ['platform', 'platformRelease', 'load', 'memory', 'uptime_in_millis', 'distro', 'distroRelease'])
  t.equal(own.pid, process.pid)
  t.ok(own.uptime_in_millis > 0 && own.memory.resident_set_size_in_bytes > 0)
  t.equal((await call(kibana, 'GET', '/api/status?v8format=true')).status, 200)
  t.strictSame((await call(kibana, 'GET', '/api/status?v7format=true&v8format=true')).body, errorBody(
    400, '[request query]: provide only one format option: v7format or v8format',
  ))
})

t.test('GET /api/status in the format of 7.x', async t => {
  const kibana = await testServer(t, { security: { users: { ann: { password: 'ann', roles: ['superuser'] } } } })
  const since = '2025-06-01T10:00:00.000Z'
  const get = async (query: string, headers: Record<string, string> = { authorization: basic('ann') }) => {
    const response = await kibana.app.inject({ url: `/api/status${query}`, headers })
    return { status: response.statusCode, body: response.json() }
  }

  for (const query of ['?v7format=true', '?v8format=false']) {
    t.test(`is returned for ${query}`, async t => {
      const { body } = await get(query)
      t.strictSame(body.status.overall, {
        since, state: 'green', title: 'Green', nickname: 'Looking good', icon: 'success', uiColor: 'success',
      })
      t.strictSame(body.status.statuses[0], {
        id: 'core:elasticsearch@9.1.0', message: 'Elasticsearch is available', since, state: 'green', icon: 'success', uiColor: 'success',
      })
      t.match(body.status.statuses.map(({ id }: { id: string }) => id), [
        'core:elasticsearch@9.1.0', 'core:savedObjects@9.1.0', 'plugin:cases@9.1.0',
      ])
      t.match(body, { version: { number: '9.1.0' }, metrics: { last_updated: since } })
    })
  }

  t.test('is not returned for the opposite, nor without credentials', async t => {
    for (const query of ['', '?v7format=false', '?v8format=true']) t.equal((await get(query)).body.status.overall.level, 'available', query)
    t.strictSame(await get('?v7format=true', {}), { status: 200, body: { status: { overall: { level: 'available' } } } })
  })

  for (const [query, message] of [
    ['?v7format=false&v8format=false', '[request query]: provide only one format option: v7format or v8format'],
    ['?v7format=abc', '[request query.v7format]: expected value of type [boolean] but got [string]'],
    ['?foo=1', '[request query.foo]: definition for this key is missing'],
  ] as const) {
    t.test(`refuses ${query}, even from anonymous callers`, async t => {
      t.strictSame((await get(query, {})).body, errorBody(400, message))
    })
  }
})
