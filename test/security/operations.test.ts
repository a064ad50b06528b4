import t from 'tap'
import { Authorizer } from '../../src/security/authorizer.js'
import type { Authorization } from '../../src/security/authorization.js'
import { testServer } from '../helpers/app.js'
import { as } from '../helpers/security.js'
import { CASES_ROUTES, OTHER_ROUTES } from './matrix/operations.js'
import { registeredRoutes } from './matrix/registered-routes.js'
import { ROWS } from './matrix/rows.js'
import { setStage } from './matrix/stage.js'
import { MATRIX_OPTIONS } from './matrix/users.js'

/** Removes the names of path parameters, which do not matter here. */
const withoutNames = (route: string) => route.replace(/:\w+/g, ':')
const known = new Map(Object.entries(CASES_ROUTES).map(([route, asked]) => [withoutNames(route), asked]))

t.test('every route', async t => {
  t.test('is listed with its requirements', async t => {
    const routes = await registeredRoutes(t)
    t.ok(routes.includes('PATCH /api/cases'))
    const unknown = routes.filter(route => !known.has(withoutNames(route)) &&
      !Object.keys(OTHER_ROUTES).some(start => route.split(' ')[1]!.startsWith(start)))
    t.strictSame(unknown, [], 'add these routes to test/security/matrix/operations.ts')
  })

  t.test('of the public Cases API has a row in the matrix, except for removed routes', async t => {
    const rows = new Set(ROWS.map(({ route }) => withoutNames(route)))
    const without = (await registeredRoutes(t, {
      removed: false,
    })).filter(route => /^[A-Z]+ \/api\/cases/.test(route) && !rows.has(withoutNames(route)))
    // Routes of 9.5 are missing in the version of the matrix; test/templates checks their privileges
    t.strictSame(without.filter(route => !/observables|templates|\/fields$/.test(route)), [], 'add rows to test/security/matrix/rows.ts')
  })

  t.test('checks only its listed requirements', async t => {
    const asked: string[] = []
    const authorize = Authorizer.prototype.authorize
    t.intercept(Authorizer.prototype, 'authorize', {
      value: function (this: Authorizer, ...input: Parameters<typeof authorize>): Authorization {
        const authorization = authorize.apply(this, input)
        return {
          ...authorization,
          ensure (operations, owners) {
            asked.push(...[operations].flat())
            authorization.ensure(operations, owners)
          },
          authorizedOwners (operation) {
            asked.push(operation)
            return authorization.authorizedOwners(operation)
          },
          ensureActions (operation, actionTypeId) {
            asked.push(`actions:${operation}`)
            authorization.ensureActions(operation, actionTypeId)
          },
          ensureApi (privileges, target) {
            asked.push(...privileges.map(privilege => `api:${privilege}`))
            authorization.ensureApi(privileges, target)
          },
        }
      },
    })
    const kibana = await testServer(t, MATRIX_OPTIONS)
    for (const row of ROWS) {
      const [method, url] = row.route.split(' ')
      if (!kibana.app.hasRoute({ method: method as 'GET', url: url! })) continue
      const target = { space: 'space1', owner: 'securitySolution' }
      const request = row.request(await setStage(kibana, target))
      asked.length = 0
      const { statusCode } = await as(kibana, 'superuser', { ...request, url: `/s/space1${request.url as string}` })
      t.equal(statusCode, row.success, row.name)
      const expected: readonly string[] = known.get(withoutNames(row.route))!
      t.strictSame(asked.filter(operation => !expected.includes(operation)), [], `${row.name} checks nothing else`)
      if (row.success < 300) t.ok(asked.length > 0, `${row.name} checks something`)
    }
  })
})
