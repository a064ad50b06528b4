import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { Difference } from '../../src/verify/compare.js'
import { LIVE_SERVICES } from '../../src/verify/external-system.js'
import { runCommand } from './command.js'
import { runSubcommand } from './subcommand.js'
import type { Found } from './version-differences.js'

const SECURITY = JSON.stringify({
  users: {
    elastic: { password: 'changeme', roles: ['superuser'], full_name: 'Elastic', email: 'e@example.com' },
    viewer: { password: 'changeme', roles: ['viewer'] },
    watcher: { password: 'changeme', roles: ['viewer', 'watcher'] },
  },
  roles: { watcher: { elasticsearch: { cluster: ['monitor'] }, kibana: [] } },
})

/** A server of ours in another process. */
export const kibana = (t: Test, args: readonly string[] = []) =>
  runCommand(t, ['--port', '0', '--host', '127.0.0.1', '--seed', '{}', ...args]).listening()
export const withSecurity = ['--security', SECURITY]
export const LIVE = ['--external-services', JSON.stringify(LIVE_SERVICES)]
export const SIGNED_IN = ['--username', 'elastic', '--password', 'changeme']

export const verify = (url: string, ...args: readonly string[]) => runSubcommand(['verify', '--kibana', url, ...args]).ended

/** Returns the documents left on a server: ids of spaces, names of roles, and the number of cases in the default space. */
export async function left (url: string, headers: Record<string, string> = {}) {
  const get = async (path: string) => (await fetch(url + path, { headers: { ...headers, 'x-elastic-internal-origin': 'Kibana' } })).json()
  const spaces = await get('/api/spaces/space') as { id: string }[]
  const roles = await get('/api/security/role') as { name?: string }[]
  const { total } = await get('/api/cases/_find') as { total: number }
  return {
    spaces: spaces.map(({ id }) => id),
    roles: roles.map(({ name }) => name).filter(name => name?.startsWith('kcm')),
    cases: total,
  }
}
export const NOTHING = { spaces: ['default'], roles: [], cases: 0 }

type Steps = { step: number, request: Found['request'], differences: Difference[] }[]

/** Runs areas (all by default) with a report, and returns its differences. */
export async function differencesIn (t: Test, url: string, areas: readonly string[], flags: readonly string[] = []) {
  const json = join(t.testdir({}), 'report.json')
  const { code, stdout } = await verify(url, ...areas.flatMap(area => ['--only', area]), '--json', json, ...flags)
  const { scenarios } = JSON.parse(readFileSync(json, 'utf8')) as { scenarios: { establishes: string, steps?: Steps }[] }
  const found = scenarios.flatMap(({ establishes, steps = [] }) => steps.flatMap(({ step, request, differences }) =>
    differences.map((difference): Found => ({ ...difference, establishes, step, request }))))
  return { code, stdout, found }
}
