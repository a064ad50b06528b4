import t from 'tap'
import { ask, elasticsearchOf, failure, SECURITY } from '../helpers/elasticsearch.js'

const ALIAS = '.alerts-security.alerts-default'

t.test('privileges on indices', async t => {
  const { app, kibana } = await elasticsearchOf(t, {
    security: {
      ...SECURITY,
      roles: {
        ...SECURITY.roles,
        keeper: { elasticsearch: { indices: [{ names: ['.alerts-stack*', '/logs-[a-z]+/', '/[/', '/~([)/'], privileges: ['read'] }] } },
      },
    },
  })
  kibana.alerts.add({ id: 'a' })
  kibana.alerts.add({ id: 's', index: '.alerts-stack.alerts-default' })
  kibana.alerts.add({ id: 'l', index: 'logs-web' })
  const refused = (action: string, user: string, privileges: string, index = ALIAS) =>
    failure(403, 'security_exception', `action [indices:data/${action}] is unauthorized for user [${user}] with effective roles ` +
      `[${user}] on indices [${index}], this action is granted by the index privileges [${privileges}]`)
  const count = (count: number) => (body: { count: number }) => body.count === count
  const cases: [string, string, object | undefined, object | ((body: never) => boolean)][] = [
    ['viewer', `GET /${ALIAS}/_count`, undefined, count(1)],
    ['viewer', 'GET /logs-*/_count', undefined, count(1)],
    ['viewer', `PUT /${ALIAS}/_doc/x`, { x: 1 }, refused('write/index', 'viewer', 'create,index,write,all')],
    ['viewer', `PUT /${ALIAS}/_create/x`, { x: 1 }, refused('write/index', 'viewer', 'create_doc,create,index,write,all')],
    ['viewer', `POST /${ALIAS}/_update/a`, { doc: {} }, refused('write/update', 'viewer', 'index,write,all')],
    ['viewer', `DELETE /${ALIAS}/_doc/a`, undefined, refused('write/delete', 'viewer', 'delete,write,all')],
    ['editor', `POST /${ALIAS}/_update/a`, { doc: { x: 1 } }, (body: { result: string }) => body.result === 'updated'],
    ['keeper', `GET /${ALIAS}/_search`, undefined, refused('read/search', 'keeper', 'read,all')],
    ['keeper', `GET /${ALIAS}/_doc/a`, undefined, refused('read/get', 'keeper', 'read,all')],
    ['keeper', 'GET /.alerts-*/_count', undefined, count(1)],
    ['keeper', 'GET /_all/_count', undefined, count(2)],
    ['keeper', 'GET /logs-web/_count', undefined, count(1)],
    ['elastic', 'GET /_all/_count', undefined, count(3)],
  ]
  for (const [as, request, body, expected] of cases) {
    t.test(`${request} by ${as}`, async t => {
      const answer = await ask(app, request, { as, body })
      if (typeof expected === 'function') t.ok((expected as (body: unknown) => boolean)(answer.body), answer.text)
      else t.strictSame(answer.body, expected)
    })
  }
  t.test('each write of a bulk is authorized separately', async t => {
    const { body } = await ask(app, 'POST /_bulk', { as: 'viewer', body: [{ delete: { _index: ALIAS, _id: 'a' } }] })
    t.match(body, { errors: true, items: [{ delete: { status: 403, error: { type: 'security_exception' } } }] })
  })
})
