import t, { type Test } from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { errorBody } from '../helpers/cases.js'
import { as } from '../helpers/security.js'
import type { Check, Row, Stage } from './matrix/row.js'
import { ROWS } from './matrix/rows.js'
import { setStage } from './matrix/stage.js'
import { Holdings, MATRIX_OPTIONS, USERS, type TestUser } from './matrix/users.js'

// Sources of texts and orders: Kibana's cases/server/authorization/*, cases/server/client/**, security_and_spaces tests

/** Space and owner of the requested document, as seen by a user of Elastic Security in `space1`. */
const TARGETS = [
  { name: 'own owner', space: 'space1', owner: 'securitySolution' },
  { name: 'other owner', space: 'space1', owner: 'observability' },
  { name: 'other space', space: 'space2', owner: 'securitySolution' },
] as const
type Target = typeof TARGETS[number]

/** The 403 of a check; `undefined` if it passes. */
function refusal (check: Check, held: Holdings, { owner }: Target, row: Row): string | undefined {
  switch (check.kind) {
    case 'api': return held.hasCasesApi
      ? undefined
      : `API [${row.route}] is unauthorized for user, this action is granted by the Kibana privileges [${check.privilege}]`
    case 'anyOwner': return held.ownersWith(check.privilege).length > 0 ? undefined : `Unauthorized to ${check.text} of any owner`
    case 'owner': return check.privileges.every(privilege => held.has(owner, privilege))
      ? undefined
      : `Unauthorized to ${check.text} with owners: "${owner}"`
    case 'actions': return held.hasActions(check.level) ? undefined : check.text
  }
}

/** Expected response of a row for a user: privileges of the whole route first, then the space, then the rest. */
function expectedRefusal (row: Row, user: TestUser, target: Target): string | undefined {
  const held = new Holdings(user, target.space)
  const firstRefusal = (checks: readonly Check[]) => checks.map(check => refusal(check, held, target, row)).find(text => text !== undefined)
  return firstRefusal(row.checks.filter(({ kind }) => kind === 'api')) ??
    (held.entersSpace || row.inAnySpace ? undefined : `Unauthorized to get ${target.space} space`) ??
    firstRefusal(row.checks)
}

interface Cell { readonly row: Row, readonly user: TestUser, readonly target: Target, readonly stage: Stage }

/** Checks the response to a user. Returns true if the stage must be set again. */
async function checkCell (t: Test, kibana: RunningServer, { row, user, target, stage }: Cell): Promise<boolean> {
  const request = row.request(stage)
  const response = await as(kibana, user.name, { ...request, url: `/s/${target.space}${request.url as string}` })
  const cell = `${user.name}, ${target.name}`
  const text = expectedRefusal(row, user, target)
  if (text !== undefined) {
    t.strictSame(
      response.json(),
      row.wrapped !== undefined && !text.endsWith(' space') ? errorBody(400, row.wrapped + text) : errorBody(403, text),
      `${cell}: ${text}`,
    )
  } else {
    t.equal(response.statusCode, row.success, `${cell}: ${response.statusCode === row.success ? row.success : response.body}`)
    if (row.list) {
      const { owners, seen } = row.list
      const held = new Holdings(user, target.space)
      const there = target.space === 'space1' ? ['observability', 'securitySolution'] : ['securitySolution']
      t.strictSame(owners(response.json() as never).toSorted(), there.filter(owner => held.has(owner, seen)), `${cell}: owners`)
    }
  }
  return request.method !== undefined && response.statusCode < 300
}

for (const row of ROWS) {
  t.test(`${row.name}: ${row.route}`, async t => {
    const kibana = await testServer(t, MATRIX_OPTIONS)
    for (const target of TARGETS) {
      // Lists need documents of every owner
      for (const other of TARGETS) await setStage(kibana, other)
      let stage = await setStage(kibana, target)
      for (const user of USERS) {
        const isUsed = await checkCell(t, kibana, { row, user, target, stage })
        if (isUsed) stage = await setStage(kibana, target)
      }
    }
  })
}

t.test('an unknown space is refused before everything but API privileges', async t => {
  const kibana = await testServer(t, MATRIX_OPTIONS)
  const stage = await setStage(kibana, TARGETS[0])
  for (const { name, request, checks } of ROWS.filter(({ inAnySpace }) => !inAnySpace)) {
    const sent = request(stage)
    const answerTo = async (user: string) => (await as(kibana, user, { ...sent, url: `/s/nope${sent.url as string}` })).json()
    t.strictSame(await answerTo('superuser'), errorBody(404, 'Saved object [space/nope] not found'), name)
    if (checks.some(({ kind }) => kind === 'api')) continue
    t.strictSame(await answerTo('global_read'), errorBody(404, 'Saved object [space/nope] not found'), name)
    t.strictSame(await answerTo('sec_only'), errorBody(403, 'Unauthorized to get nope space'), name)
  }
})
