import t from 'tap'
import { testServer } from '../helpers/app.js'

t.test('GET /api/cases/{case_id}', async t => {
  t.test('answers 404 for an unknown case', async t => {
    const { app } = await testServer(t)
    const response = await app.inject('/api/cases/nope')
    t.equal(response.statusCode, 404)
    t.strictSame(response.json(), { statusCode: 404, error: 'Not Found', message: 'Saved object [cases/nope] not found' })
  })
})
