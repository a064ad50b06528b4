import { casesOf, get, type Case } from './pull-command.js'

/** Query strings for GET routes that need one. */
const QUERIES: Readonly<Record<string, string>> = {
  '/api/cases/_find': '?perPage=100&sortField=createdAt&sortOrder=asc',
  '/api/cases/{case_id}/user_actions/_find': '?perPage=100',
  '/internal/cases/{case_id}/user_actions/_find': '?perPage=100',
  '/internal/cases/metrics': '?features=mttr',
  '/internal/cases/metrics/{case_id}': '?features=lifespan&features=connectors&features=alerts.count&features=alerts.users',
  '/api/cases/fields': '?owner=cases',
  '/api/cases/templates': '?isDeleted=true',
  '/api/cases/templates/{template_id}': '?includeDeleted=true',
}

/** Returns the answers to every GET route of Cases, connectors and spaces, for every document. */
export async function answersOf (url: string) {
  const cases = await casesOf(url)
  const documents: Record<string, readonly string[]> = {
    case_id: cases.map(({ id }) => id),
    template_id: ((await get(url, '/api/cases/templates?isDeleted=true')).templates ??
      []).map(({ templateId }: { templateId: string }) => templateId),
    id: [...await get(url, '/api/actions/connectors'), ...await get(url, '/api/spaces/space')].map(({ id }: Case) => id),
  }
  const { paths } = await get(url, '/_mock/openapi.json')
  const routes = Object.keys(paths).filter(path => 'get' in paths[path] && /^\/(?:api|internal)\/(?:cases|actions|spaces)/.test(path))
  const answers: Record<string, unknown> = { cases }
  for (const route of routes) {
    const [, name] = /\{(\w+)\}/.exec(route) ?? []
    const filled = name === undefined ? [route] : (documents[name] ?? []).map(id => route.replace(`{${name}}`, id))
    for (const path of filled.filter(path => !path.includes('{'))) answers[path] = await get(url, path + (QUERIES[route] ?? ''))
  }
  for (const { id } of cases) {
    for (const alert of await get(url, `/api/cases/${id}/alerts`)) {
      const path = `/api/cases/alerts/${alert.id}`
      answers[path] = await get(url, path)
    }
    for (const comment of (await get(url, `/api/cases/${id}/resolve`)).case.comments) {
      const path = `/api/cases/${id}/comments/${comment.id}`
      answers[path] = await get(url, path)
    }
  }
  return answers
}
