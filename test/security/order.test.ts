import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as, roleOf } from '../helpers/security.js'

const ROLES = {
  stranger: roleOf({ discover: ['read'] }),
  reader: roleOf({ securitySolutionCasesV3: ['read'] }),
  reopener: roleOf({ securitySolutionCasesV3: ['minimal_read', 'case_reopen'] }),
  updater: roleOf({ securitySolutionCasesV3: ['minimal_all'] }),
  observer: roleOf({ observabilityCasesV3: ['read'] }),
}
type User = keyof typeof ROLES | 'superuser'

const refused = (words: string) => errorBody(403, `Unauthorized to ${words}`)
const noUpdate = refused('update case with owners: "securitySolution"')

// Source: Kibana 9.1, cases/server/client/cases/{bulk_update,delete,get,search}.ts; docs/reference/kibana/privileges.md §3
t.test('privileges among the other checks of a request', async t => {
  const kibana = await testServer(t, {
    license: 'basic',
    spaces: ['space1'],
    security: {
      users: Object.fromEntries([...Object.keys(ROLES), 'superuser'].map(name => [name, { password: name, roles: [name] }])),
      roles: ROLES,
    },
  })
  const send = async (user: User, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
    (await as(kibana, user, { method, url: `/s/space1${url}`, ...(payload && { payload }) })).json()
  const patch = (user: User, ...cases: object[]) => send(user, 'PATCH', '/api/cases', { cases })
  const create = async (): Promise<{ id: string, version: string }> =>
    await send('superuser', 'POST', '/api/cases', { ...newCase, owner: 'securitySolution' })
  const close = async () => {
    const { id, version } = await create()
    return (await patch('superuser', { id, version, status: 'closed' }))[0] as { id: string, version: string }
  }
  const open = await create()
  const [closed, older, other] = [await close(), await close(), await close()]
  await patch('superuser', { id: older.id, version: older.version, title: 'Newer' })
  const unknown = { id: 'nope', version: 'v', title: 'New' }
  const of = ({ id, version }: { id: string, version: string }, fields: object) => ({ id, version, ...fields })

  const rows: [claim: string, body: unknown, expected: object][] = [
    ['a PATCH authorizes the cases that exist before it reports others',
      await patch('reader', of(open, { title: 'New' }), unknown), noUpdate],
    ['a PATCH of unknown cases alone has no owner to authorize',
      await patch('stranger', unknown), errorBody(404, 'These cases nope do not exist. Please check you have the correct ids.')],
    ['a stale version does not reopen', await patch('reopener', of(older, { status: 'open' })), noUpdate],
    ['a case that is reopened does not cover another that is updated',
      await patch('reopener', of(closed, { status: 'open' }), of(open, { title: 'New' })), noUpdate],
    ['any other status reopens a closed case', await patch('updater', of(other, { status: 'in-progress' })), noUpdate],
    ['a DELETE reports unknown cases before it authorizes the others',
      await send('stranger', 'DELETE', `/api/cases?ids=["${open.id}","nope"]`), errorBody(404, 'Saved object [cases/nope] not found')],
    ['a case is looked up before it is authorized',
      await send('stranger', 'GET', '/api/cases/nope'), errorBody(404, 'Saved object [cases/nope] not found')],
    ['_find reads configurations before it checks the license',
      await send('stranger', 'GET', '/api/cases/_find?assignees=u'), refused('access case configurations of any owner')],
    ['lists leave out an owner without the privilege', await send('observer', 'GET', '/api/cases/tags?owner=securitySolution'), []],
    ['and an unknown one', await send('observer', 'GET', '/api/cases/tags?owner=nobody'), []],
  ]
  for (const [claim, body, expected] of rows) t.strictSame(body, expected, claim)
  t.equal((await patch('reopener', of(closed, { status: 'open', title: 'New' })))[0].title, 'New', 'a reopened case may change too')
})
