import t from 'tap'
import type { RunningServer, ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'

const SECURITY = {
  users: {
    ann: { password: 'a', roles: ['superuser'] },
    bob: { password: 'b', roles: ['soc'] },
    eve: { password: 'e', roles: [] },
  },
  roles: { soc: { kibana: [{ spaces: ['soc'], feature: { generalCasesV3: ['all'] } }] } },
}
const basic = (user: string) => ({ authorization: `Basic ${Buffer.from(`${user}:${user[0]}`).toString('base64')}` })
const answer = async ({ app }: RunningServer, url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET') => {
  const { statusCode, headers: { location }, body } = await app.inject({ method, url, headers })
  return { statusCode, location, body }
}
const to = (location: string) => ({ statusCode: 302, location, body: '' })

t.test('pages', async t => {
  const rows: [options: ServerOptions, url: string, headers: Record<string, string>, location: string][] = [
    [{}, '/', {}, '/spaces/enter'],
    [{}, '/?x=1', {}, '/spaces/enter'],
    [{}, '/s/default', {}, '/s/default/spaces/enter'],
    [{}, '/s/nowhere/', {}, '/s/nowhere/spaces/enter'],
    [{}, '/s/default?x=1', {}, '/s/default/spaces/enter'],
    [{}, '/spaces/enter', {}, '/app/home'],
    [{}, '/s/soc/spaces/enter?next=x', {}, '/s/soc/app/home'],
    [{ spaces: ['soc'] }, '/', {}, '/spaces/space_selector'],
    [{ basePath: '/kibana' }, '/kibana/', {}, '/kibana/spaces/enter'],
    [{ security: SECURITY }, '/', {}, '/login?next=%2F'],
    [{ security: SECURITY }, '/s/soc/', {}, '/s/soc/login?next=%2Fs%2Fsoc%2F'],
    [{ security: SECURITY }, '/abc/xyz?a=1', {}, '/login?next=%2Fabc%2Fxyz%3Fa%3D1'],
    [{ security: SECURITY, spaces: ['soc'] }, '/', basic('ann'), '/spaces/space_selector'],
    [{ security: SECURITY, spaces: ['soc'] }, '/', basic('bob'), '/s/soc/spaces/enter'],
  ]
  for (const [options, url, headers, location] of rows) {
    t.test(`${url} leads ${Object.keys(headers).length ? 'a user' : 'a client'} to ${location} with ${Object.keys(options).join(' and ') || 'no options'}`, async t => {
      const kibana = await testServer(t, options)
      t.strictSame(await answer(kibana, url, headers), to(location))
      t.strictSame(await answer(kibana, url, headers, 'HEAD'), to(location))
    })
  }

  t.test('are refused to clients that are no browsers, and to users without a space', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    t.equal((await answer(kibana, '/', { 'kbn-xsrf': 'true' })).statusCode, 401)
    t.equal((await answer(kibana, '/api/nothing')).statusCode, 401)
    t.equal((await answer(kibana, '/', basic('wrong'))).statusCode, 401)
    t.match(await answer(kibana, '/', basic('eve')), { statusCode: 403, body: '{"statusCode":403,"error":"Forbidden","message":"Forbidden"}' })
    t.equal((await answer(kibana, '/', {}, 'POST')).statusCode, 404)
  })
})
