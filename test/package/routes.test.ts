import { readFileSync } from 'node:fs'
import t from 'tap'
import { testServer } from '../helpers/app.js'
// A script's module, which has no types
const { routeTable, withRouteTable } = await import('../../scripts/route-table.mjs' as string)

t.test('README.md lists every route as the route definitions have it', async t => {
  const { app } = await testServer(t)
  const { paths } = (await app.inject('/_mock/openapi.json')).json()
  const readme = readFileSync('README.md', 'utf8')
  t.equal(readme, withRouteTable(readme, routeTable(paths)), 'npm run readme brings it up to date')
  t.match(readme, '| cases | GET | `/api/cases/_find` |')
})
