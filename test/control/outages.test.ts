import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import type { Effect } from '../../src/control/faults/effect-schema.js'
import { FAULT_PRESETS } from '../../src/control/faults/presets.js'
import { testServer } from '../helpers/app.js'
import { post } from './fault-requests.js'

t.test('realistic outages', async t => {
  const kibana = await testServer(t)
  const ask = async () => {
    const response = await fetch(`${kibana.url}/api/cases/_find`, { redirect: 'manual' })
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      location: response.headers.get('location'),
      text: await response.text(),
    }
  }
  const effects: [Effect, object][] = [
    [{ status: 200, body: '<p>hi</p>' }, { status: 200, type: 'text/html', text: '<p>hi</p>' }],
    [{ status: 500, body: 'no' }, { status: 500, type: 'text/plain; charset=utf-8', text: 'no' }],
    [{ status: 503, body: { ok: false }, contentType: 'application/problem+json' },
      { status: 503, type: 'application/problem+json', text: '{"ok":false}' }],
    [{ status: 302, headers: { Location: '/login' } }, { status: 302, location: '/login', text: '' }],
    [{ status: 201, message: 'odd' }, { status: 201, text: /"message":"odd"/ }],
    [{ preset: 'proxy-502' }, { status: 502, type: 'text/html', text: /<h1>502 Bad Gateway<\/h1>.*<center>nginx<\/center>/s }],
    [{ preset: 'cloud-503-html' }, { status: 503, type: 'text/html', text: /<h1>503 Service Temporarily Unavailable<\/h1>/ }],
    [{ preset: 'cloud-503-json' }, { status: 503, type: 'application/json; charset=utf-8', text: /"ok":false/ }],
    [{ preset: 'login-redirect' }, { status: 302, location: /^\/oauth2\/start/ }],
    [{ preset: 'rate-limited' }, { status: 429, text: /Server is overloaded/ }],
    [{ preset: 'kibana-starting', delay: 1 }, { status: 503, text: 'Kibana server is not ready yet' }],
    [{ preset: 'elasticsearch-down' }, { status: 503, text: /No Living connections/ }],
  ]
  for (const [effect, expected] of effects) {
    t.test(JSON.stringify(effect), async t => {
      kibana.faults.add({ effect, times: 1 })
      t.match(await ask(), expected)
    })
  }

  t.test('every preset has a row above; that of alerts is tested with alerts', async t => {
    const others = Object.keys(FAULT_PRESETS).filter(name => !effects.some(([{ preset }]) => preset === name))
    t.strictSame(others, ['alerts-version-conflict'])
  })

  t.test('a response from in front of Kibana has none of its headers', async t => {
    const KIBANAS = ['kbn-name', 'kbn-license-sig', 'content-security-policy', 'retry-after']
    const inFront = Object.keys(FAULT_PRESETS).filter(name => FAULT_PRESETS[name]!.inFront)
    t.ok(inFront.length > 0)
    for (const preset of inFront) {
      kibana.faults.add({ effect: { preset }, times: 2 })
      for (const path of ['/api/cases/_find', '/api/cases/%zz']) {
        const { headers } = await fetch(kibana.url + path, { redirect: 'manual' })
        t.strictSame(KIBANAS.filter(name => headers.has(name)), [], `${preset}, ${path}`)
      }
    }
    kibana.faults.add({ effect: { preset: 'rate-limited' }, times: 1 })
    const { headers } = await fetch(`${kibana.url}/api/cases/_find`)
    t.match({ name: headers.get('kbn-name'), after: headers.get('retry-after') }, { name: /./, after: '1' })
  })

  t.test('a custom response can break off too', async t => {
    const broken = await testServer(t)
    const open = async () => (await fetch(`${broken.url}/api/cases/_find`))
    broken.faults.add({ effect: { status: 502, body: '<p>1234</p>', malformed: true }, times: 1 })
    t.equal(await (await open()).text(), '<p>123')
    broken.faults.add({ effect: { preset: 'cloud-503-html', cut: 'in-body' }, times: 1 })
    const answer = await open()
    t.match({ status: answer.status, type: answer.headers.get('content-type') }, { status: 503, type: 'text/html' })
    await t.rejects(answer.text())
    broken.faults.add({ effect: { status: 500, message: 'too late', malformed: true, afterWrite: true }, times: 1 })
    t.match(await (await post(broken)).text(), /^\{"statusCode":500,[^}]*$/)
    t.equal(broken.exportState().cases!.length, 1)
    t.match(broken.requests.all().map(({ status }) => status), [502, 503, 500])
  })

  t.test('a request that never gets an answer ends with the server, and is logged as unanswered', async t => {
    const hanging = await testServer(t)
    hanging.faults.add({ effect: { hang: true }, times: 1 })
    const asked = fetch(`${hanging.url}/api/cases/_find`)
    await hanging.requests.waitFor()
    t.match(hanging.requests.all(), [{ status: null, answer: null, fault: { effect: { hang: true } } }])
    await Promise.all([t.rejects(asked), hanging.close()])
  })

  t.test('a delayed request that gets no whole answer ends with its sandbox', async t => {
    const kibana = await testServer(t)
    for (const effect of [{ hang: true }, { bytesPerSecond: 1 }] satisfies Effect[]) {
      const sandbox = kibana.sandbox()
      sandbox.faults.add({ effect: { delay: '1h', ...effect } })
      const asked = fetch(`${sandbox.url}/api/cases/_find`)
      while (sandbox.requests.all().length === 0) await setImmediate()
      await Promise.all([t.rejects(asked), sandbox.close()])
    }
  })

  t.test('any number of requests can hang without a warning of Node.js', async t => {
    const hanging = await testServer(t)
    const warnings: Error[] = []
    const note = (warning: Error) => warnings.push(warning)
    process.on('warning', note)
    t.teardown(() => process.off('warning', note))
    hanging.faults.add({ effect: { hang: true } })
    const asked = Array.from({ length: 12 }, () => fetch(`${hanging.url}/api/cases/_find`))
    await hanging.requests.waitFor({}, { times: asked.length })
    await setImmediate()
    t.strictSame(warnings, [])
    await Promise.all([...asked.map(each => t.rejects(each)), hanging.close()])
  })

  t.test('a slow answer arrives whole, in slices', async t => {
    kibana.faults.add({ effect: { bytesPerSecond: 1000 }, times: 1 })
    kibana.requests.clear()
    const response = await fetch(`${kibana.url}/api/cases/_find`)
    const slices: number[] = []
    for await (const slice of response.body!) slices.push(slice.length)
    t.ok(slices.length > 1)
    t.match(kibana.requests.all(), [{ status: 200, answer: { cases: [], total: 0 } }])
  })

  t.test('a slow answer survives a client that reads even more slowly', async t => {
    const body = 'x'.repeat(15_000_000)
    kibana.faults.add({ effect: { status: 200, body, bytesPerSecond: 1_000_000_000 }, times: 1 })
    const client = connect(kibana.port).pause()
    client.write('GET /api/status HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
    await kibana.requests.waitFor({ path: '/api/status' })
    // Takes longer than the next slice would
    kibana.faults.add({ effect: { delay: 250 }, times: 1 })
    await fetch(`${kibana.url}/api/cases/tags`)
    const received = await text(client)
    t.equal(received.length - received.indexOf('\r\n\r\n') - 4, body.length)
  })

  t.test('a slow answer ends with its client', async t => {
    kibana.faults.add({ effect: { bytesPerSecond: 10 }, times: 1 })
    const closing = new AbortController()
    const response = await fetch(`${kibana.url}/api/cases/_find`, { signal: closing.signal })
    closing.abort()
    await t.rejects(response.text())
  })

  t.test('a slow answer ends with its server', async t => {
    const slow = await testServer(t)
    slow.faults.add({ effect: { bytesPerSecond: 10 }, times: 1 })
    const response = await fetch(`${slow.url}/api/cases/_find`)
    await Promise.all([t.rejects(response.text()), slow.close()])
  })
})
