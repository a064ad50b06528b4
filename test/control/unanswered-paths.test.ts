import t from 'tap'
import { testServer } from '../helpers/app.js'

t.test('a path without an answer', async t => {
  t.test('is logged in one line, without its query', async t => {
    const lines: { level: number, msg: string }[] = []
    const stream = { write: (line: string) => { lines.push(JSON.parse(line)) } }
    const kibana = await testServer(t, { logger: { level: 'warn', stream }, stubs: [{ path: '/api/stubbed' }] })
    await kibana.app.inject('/api/nothing?token=secret')
    await kibana.app.inject('/api/stubbed')
    await kibana.app.inject('/api/cases/tags')
    await kibana.app.inject({ method: 'POST', url: '/api/nothing' })
    t.match(lines, [
      { level: 40, msg: 'not implemented here: GET /api/nothing; a stub can answer it' },
      { level: 40, msg: 'not implemented here: POST /api/nothing; a stub can answer it' },
    ])
    t.equal(lines.length, 2)
  })
})
