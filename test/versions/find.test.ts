import { testRows, type Client } from './table.js'

const titlesOf = async (client: Client, query: string): Promise<string> => {
  const { body } = await client.call('GET', `/api/cases/_find?${query}`)
  return body.cases ? body.cases.map(({ title }: { title: string }) => title).join(' ') : body.message
}

/** Returns the titles found among three cases, the last of them changed. */
const updated = (query: string) => async (client: Client) => {
  for (const title of ['c', 'b']) await client.make({ title })
  await client.patch(await client.make({ title: 'a' }), { status: 'in-progress' })
  return titlesOf(client, query)
}

/** Returns the titles found among a closed case, an open one and one in progress, with titles in reverse order. */
const sorted = (query: string) => async (client: Client) => {
  await client.patch(await client.make({ title: 'c' }), { status: 'closed' })
  await client.make({ title: 'b', ...client.version >= '8.3' && { severity: 'high' } })
  await client.patch(await client.make({ title: 'a' }), { status: 'in-progress' })
  return titlesOf(client, query)
}

// Source: Kibana 8.2 and 8.6 (built), cases/server/client/utils.js (sortToSnake); its pull requests 147341, 147498, 147920 and 149116
testRows('the order of _find by version', [
  ['title', '8.6.2', '8.7.0', sorted('sortField=title'), 'c b a', 'a b c'],
  ['severity', '8.6.2', '8.7.0', sorted('sortField=severity'), 'c b a', 'c a b'],
  ['updatedAt', '8.6.2', '8.7.0', updated('sortField=updatedAt'), 'c b a', 'a c b'],
  ['updated_at', '8.6.2', '8.7.0', updated('sortField=updated_at'), 'c b a', 'a c b'],
  ['status: by name, then by number', '8.6.2', '8.7.0', sorted('sortField=status'), 'c a b', 'b a c'],
  ['category', '8.8.2', '8.9.0', async client => {
    await client.make({ title: 'b', ...client.version >= '8.9' && { category: 'z' } })
    await client.make({ title: 'a', ...client.version >= '8.9' && { category: 'y' } })
    return titlesOf(client, 'sortField=category')
  }, 'b a', 'a b'],
  ['closed_at', '8.9.2', '8.10.0', sorted('sortField=closed_at&sortOrder=desc'), 'c b a',
    'Invalid value "closed_at" supplied to "sortField"'],
  ['updated_at', '8.9.2', '8.10.0', updated('sortField=updated_at'), 'a c b', 'Invalid value "updated_at" supplied to "sortField"'],
  ['created_at', '8.0.1', '8.10.0', sorted('sortField=created_at'), 'c b a', 'Invalid value "created_at" supplied to "sortField"'],
])

const foundById = async (client: Client) => {
  const { id } = await client.make({ title: 'x' })
  return titlesOf(client, `search=${id}`)
}

/** Returns the keys and values of a found case, without those that differ in every case. */
const found = (fields: string) => async (client: Client) => {
  const jira = { id: 'j', name: 'Jira', type: '.jira', fields: { issueType: '1', priority: null, parent: null } }
  await client.patch(await client.make({ connector: jira, title: 'x' }), { status: 'closed' })
  const { body } = await client.call('GET', `/api/cases/_find?${fields}`)
  if (!body.cases) return body.message
  const [{ id, version, ...rest }] = body.cases
  return rest
}
const ALWAYS = { comments: [], totalComment: 0, totalAlerts: 0, owner: 'securitySolution' }
const NONE = { id: 'none', name: 'none', type: '.none', fields: null }

testRows('what _find returns by version', [
  // Source: Kibana's pull request 149233, of 8.7
  ['the case whose id is searched for', '8.6.2', '8.7.0', foundById, '', 'x'],
  // Source: Kibana 8.0, x-pack/test/cases_api_integration/security_and_spaces/tests/common/cases/find_cases.ts (returns the correct
  // fields); cases/server/services/cases/transform.ts (transformSavedObjectToExternalModel)
  ['the type of 8.0, if fields names it', '8.0.1', '8.1.0', async client => {
    const types = [await found('fields=title')(client), await found('fields=title&fields=type')(client)].map(({ type }) => type)
    return [...types, (await found('')(client)).type]
  }, [undefined, 'individual', 'individual'], [undefined, undefined, undefined]],
  ['the keys in fields, and some others without their values', '8.6.2', '8.7.0', found('fields=title'),
    { ...ALWAYS, title: 'x', connector: NONE, external_service: null },
    { ...ALWAYS, title: 'x', connector: NONE, external_service: null, status: 'open', severity: 'low' }],
  ['the values of those others if fields names them', '8.7.0', '8.9.0', async client => {
    const body = await found('fields=status&fields=connector')(client)
    return body.connector ? { status: body.status, name: body.connector.name, external: body.external_service } : body
  }, { status: 'closed', name: 'Jira', external: null }, 'invalid keys "fields,["status","connector"]"'],
  // Source: Kibana's pull request 170297, of 8.12
  ['a refusal of customFields', '8.11.4', '8.12.0', client => titlesOf(client, 'customFields=x'), 'invalid keys "customFields"',
    'Invalid value "x" supplied to "customFields"'],
])

const VALUES = ['a:b', 'a\\b', '(a', 'a)', '<a', 'a>', '"a"', 'a*', 'rock and roll', 'this OR that', 'not this', 'plain']
const matched = async (client: Client) => {
  await client.make({ tags: VALUES })
  const totals = await Promise.all(VALUES.map(async value => {
    const { body } = await client.call('GET', `/api/cases/_find?tags=${encodeURIComponent(value)}`)
    return body.total === 1 ? [value] : []
  }))
  return totals.flat()
}

// Source: Kibana 8.6 (built) and 8.7, cases/server/client/utils.ts (buildFilter); its pull request 159815, of 8.9
testRows('values that a filter of _find matches', [
  ['the start of escaping', '8.4.3', '8.5.0', matched, VALUES, ['plain']],
  ['the end of escaping', '8.8.2', '8.9.0', matched, ['plain'], VALUES],
  // Source: Kibana's pull request 143390, of 8.6
  ['cases without assignees', '8.5.3', '8.6.0', async client => {
    await client.make({ title: 'assigned', assignees: [{ uid: 'none' }] })
    await client.make({ title: 'free' })
    return titlesOf(client, 'assignees=none')
  }, 'assigned', 'free'],
  ['an assignee, together with cases without one', '8.8.2', '8.9.0', async client => {
    await client.make({ title: 'assigned', assignees: [{ uid: 'a:b' }] })
    await client.make({ title: 'free' })
    return titlesOf(client, 'assignees=a:b&assignees=none')
  }, 'free', 'assigned free'],
])
