import t from 'tap'
import { fuzz } from '../helpers/fuzz.js'

t.test('a bug that needs two requests is found, and reduced to these two', async t => {
  const { code, stdout, commands } = await fuzz(t, `
    if (method === 'POST' && url !== '/_mock/reset' && url.startsWith('/_mock/')) pass(status => { if (status < 300) memory = 1 })
    else if (memory && method === 'GET' && url.startsWith('/api/cases/')) fail(500, '{"message":"An internal server error occurred"}')
    else pass()`)
  t.match(
    { code, stdout }, { code: 1, stdout: /\nFAILED: 500 \{"message":"An internal server error occurred"\}\nThe shortest sequence/ }, stdout,
  )
  t.match(commands, [/^curl -X POST .*'http:\/\/127\.0\.0\.1:5601\/_mock\//, /^curl -X GET .*'http:\/\/127\.0\.0\.1:5601\/api\/cases\//])
  t.equal(commands.length, 2, stdout)
})

t.test('a request without an answer is found', async t => {
  const { code, stdout, commands } = await fuzz(t, 'if (method !== \'PATCH\') pass()', '--patience', '1500')
  t.match({ code, stdout }, { code: 1, stdout: /\nFAILED: no answer within 1500 ms\n/ }, stdout)
  t.not(commands.length, 0, stdout)
})
