import t from 'tap'
import { testServer } from '../helpers/app.js'
import { elasticsearchText } from '../helpers/security.js'

const encoded = Buffer.from('id:key').toString('base64')
const users = { ann: { password: 'test', roles: ['viewer'] } }
const reason = 'unable to authenticate with provided credentials and anonymous access is not allowed for this request'
const unknown = elasticsearchText('security_exception', reason)

t.test('tokens and API keys', async t => {
  const cases: [string, { apiKeys?: Record<string, string>, tokens?: Record<string, string> }, string, number, string?][] = [
    ['a token', { tokens: { 'to-ken': 'ann' } }, 'Bearer to-ken', 200],
    ['a token, whatever the case of the scheme', { tokens: { 'to-ken': 'ann' } }, 'bEARER to-ken', 200],
    ['an unknown token', { tokens: { 'to-ken': 'ann' } }, 'Bearer other', 401, unknown],
    ['a token sent as an API key', { tokens: { 'to-ken': 'ann' } }, 'ApiKey to-ken', 401, unknown],
    ['an API key sent as a token', { apiKeys: { [encoded]: 'ann' } }, `Bearer ${encoded}`, 401, unknown],
    ['a scheme without a token', { tokens: { 'to-ken': 'ann' } }, 'Bearer', 401, 'Unauthorized'],
    ['an API key given as id and key', { apiKeys: { 'id:key': 'ann' } }, `ApiKey ${encoded}`, 200],
    ['an API key given in base64', { apiKeys: { [encoded]: 'ann' } }, `ApiKey ${encoded}`, 200],
    ['an API key that is not in base64', { apiKeys: { 'id:key': 'ann' } }, 'ApiKey id:key', 401, unknown],
  ]
  for (const [claim, given, authorization, status, message] of cases) {
    t.test(`${claim}: answers ${status}`, async t => {
      const kibana = await testServer(t, { security: { users, ...given } })
      const answer = await kibana.app.inject({ url: '/api/cases/_find', headers: { authorization } })
      t.equal(answer.statusCode, status)
      t.equal(answer.json().message, message)
      t.equal(answer.headers['www-authenticate'], undefined)
    })
  }

  t.test('a token of an unknown user stops start-up with a message without the token', async t => {
    await t.rejects(testServer(t, { security: { users, tokens: { 'to-ken': 'bob' } } }), {
      message: 'startServer: security.tokens: expected a user of security.users, got "bob"',
    })
  })
})
