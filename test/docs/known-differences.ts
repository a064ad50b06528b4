import { readFileSync } from 'node:fs'

/** Subjects of the README's table of differences, by their start, with their routes. */
const ROUTES: readonly [subject: string, routes: RegExp][] = [
  ['requests that crash Kibana', /^PATCH \/api\/cases$|\/files$|^POST \/internal\/cases\/\{case_id\}\/observables|^PATCH .*observable_id\}$/],
  ['templates (9.5)', /\/templates|\/fields$/],
  ['unified attachments in', /^POST \/api\/cases\/\{case_id\}\/comments$|attachments\/_bulk_create$/],
  ['custom fields of the configuration (9.5)', /configure$|configuration_id\}$/],
  ['texts of the actions API from 9.3', /\/api\/actions\/connector/],
  ['paths of observables', /\/api\/cases\/\{case_id\}\/observables/],
  ['alert documents', /^POST \/api\/cases\/\{case_id\}\/comments$/],
  ['types of `externalReference`', /^POST \/api\/cases\/\{case_id\}\/comments$|attachments\/_bulk_create$/],
  ['`totalEvents` of', /^POST \/api\/cases\/\{case_id\}\/comments$|attachments\/_bulk_create$|^GET \/api\/cases\/(?:_find|\{case_id\})$/],
  ['search of `_find`', /\/api\/cases\/_find$|\/_search$/],
  ['executions of connectors', /\/_execute$/],
  ['`xpack.actions.allowedHosts`', /^POST \/api\/actions\/connector$|\/_execute$|\/_push$/],
  ['simulated Jira, ServiceNow', /\/_execute$|\/_push$/],
  ['live delivery to a system that redirects', /\/_execute$|\/_push$/],
]

/** Routes without a scenario, and the reason. */
const UNPROVEN: readonly [routes: RegExp, reason: string][] = [
  [/\/api\/cases\/\{case_id\}\/observables/, 'an extension: Kibana has only the internal path'],
]

const isAbout = ([start]: readonly [string, RegExp]) => (subject: string) => subject.startsWith(start)

/** The subjects of the README's table of differences. */
function subjects (): string[] {
  const [, table = ''] = readFileSync('README.md', 'utf8').split('## Where it differs from Kibana')
  return [...table.matchAll(/^\| (.+?) \| /gm)].map(([, subject = '']) => subject).slice(2)
}

/**
 * Lists the known differences of a route.
 * @throws Error for a subject that the README no longer has
 */
export function differencesOf (method: string, path: string): string[] {
  const all = subjects()
  return ROUTES.flatMap(row => {
    const subject = all.find(isAbout(row))
    if (subject === undefined) throw new Error(`the README has no difference that begins with "${row[0]}"`)
    return row[1].test(`${method} ${path}`) ? [subject] : []
  })
}

/** Returns the reason why no scenario proves a route. */
export const whyUnproven = (path: string): string | undefined => UNPROVEN.find(([routes]) => routes.test(path))?.[1]
