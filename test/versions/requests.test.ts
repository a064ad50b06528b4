import { Version } from '../../src/versions/version.js'
import { refusedWindow, undefinedAt } from '../helpers/cases.js'
import { alert, COMMENT } from './attachments.js'
import { NEW_CASE, testRows, unknown, type Client, type Row } from './table.js'

const COLLECTION = 'Case type cannot be collection when the case connector feature is disabled'
const JIRA = '{ type: ".jira", fields: ({ issueType: (string | null), priority: (string | null), parent: (string | null) } | null) }'
const NONE = '{ type: ".none", fields: null }'
const RESILIENT = '{ type: ".resilient", fields: ({ incidentTypes: (Array<string> | null), severityCode: (string | null) } | null) }'
const SERVICE_NOW = '{ type: ".servicenow", fields: ({ impact: (string | null), severity: (string | null), urgency: (string | null), ' +
  'category: (string | null), subcategory: (string | null) } | null) }'
const SIR = '{ type: ".servicenow-sir", fields: ({ category: (string | null), destIp: (boolean | null), malwareHash: (boolean | null), ' +
  'malwareUrl: (boolean | null), priority: (string | null), sourceIp: (boolean | null), subcategory: (string | null) } | null) }'
const SWIMLANE = '{ type: ".swimlane", fields: ({ caseId: (string | null) } | null) }'
const WEBHOOK = '{ type: ".cases-webhook", fields: null }'
const FIVE = [JIRA, NONE, RESILIENT, SERVICE_NOW, SIR, SWIMLANE]

const OLD_CONNECTOR = (types: readonly string[]) => `({ id: string } & ({ name: string } & (${types.join(' | ')})))`
const NEW_CONNECTOR = `({ id: string } & (${[WEBHOOK, ...FIVE].map(type => `(${type} & { name: string })`).join(' | ')}))`
const CASE = (connector: string) =>
  `{ description: string, tags: Array<string>, title: string, connector: ${connector}, settings: { syncAlerts: boolean }, owner: string`
const SEVERITY = '("low" | "medium" | "high" | "critical")'

const body = (fields: object) => JSON.stringify({ ...NEW_CASE, ...fields })
const excess = (printed: string, codec: string, ...keys: string[]) =>
  `Invalid value ${printed} supplied to : ${codec}, excess properties: ${JSON.stringify(keys)}`

const CODECS: readonly (readonly [version: string, codec: string, printed?: string])[] = [
  ['8.0.0', `${CASE(OLD_CONNECTOR(FIVE))}, type: ("collection" | "individual") }`, JSON.stringify({
    type: 'individual', ...NEW_CASE, foo: 1,
  })],
  ['8.1.0', `${CASE(OLD_CONNECTOR(FIVE))} }`],
  ['8.2.0', `${CASE(OLD_CONNECTOR(FIVE))} }`],
  ['8.3.0', `(${CASE(OLD_CONNECTOR(FIVE))} } & Partial<{ severity: ${SEVERITY} }>)`],
  ['8.4.0', `(${CASE(OLD_CONNECTOR([WEBHOOK, ...FIVE]))} } & Partial<{ severity: ${SEVERITY} }>)`],
  ['8.5.0', `(${CASE(NEW_CONNECTOR)} } & Partial<{ assignees: Array<{ uid: string }>, severity: ${SEVERITY} }>)`],
  ['8.8.2', `(${CASE(NEW_CONNECTOR)} } & Partial<{ assignees: Array<{ uid: string }>, severity: ${SEVERITY} }>)`],
]

testRows('unknown keys of a new case', CODECS.map(([version, codec, printed = body({ foo: 1 })]): Row =>
  ['the codec of POST /api/cases',
    version, '8.9.0', client => client.created({ foo: 1 }), excess(printed, codec, 'foo'), 'invalid keys "foo"']))

// Source: Kibana's cases/common/api/cases/configure.ts before 8.11, cases/common/types/api/configure/v1.ts; names printed by io-ts
const CLOSURE = 'closure_type: ("close-by-user" | "close-by-pushing")'
const configured = (method: 'POST' | 'PATCH', body: unknown) => (client: Client) =>
  client.said(method, `/api/cases/configure${method === 'PATCH' ? '/x' : ''}`, body)
const wrong = (...keys: string[]) => keys.map(key => `Invalid value "1" supplied to "${key}"`).join()
const nullFor = (codec: string) => `Invalid value "null" supplied to "${codec.replaceAll('{ ', '{| ').replaceAll(' }', ' |}')}"`
const three = { connector: 1, closure_type: 1, version: 1 }

testRows('the codecs of the configuration', [
  ...([['8.0.0', OLD_CONNECTOR(FIVE)], ['8.8.2', NEW_CONNECTOR]] as const).flatMap(([version, connector]): Row[] => [
    ['of a new one', version, '8.9.0', configured('POST', { foo: 1 }),
      excess('{"foo":1}', `({ connector: ${connector}, ${CLOSURE} } & { owner: string })`, 'foo'),
      undefinedAt('connector', 'closure_type', 'owner')],
    ['of a changed one', version, '8.9.0', configured('PATCH', { foo: 1 }),
      excess('{"foo":1}', `(Partial<{ connector: ${connector}, ${CLOSURE} }> & { version: string })`, 'foo'), undefinedAt('version')],
  ]),
  ['the order of messages', '8.10.4', '8.11.0', configured('PATCH', three),
    wrong('connector', 'closure_type', 'version'), wrong('closure_type', 'connector', 'version')],
  ['a null body of a new one', '8.10.4', '8.11.0', configured('POST', null),
    nullFor(`({ connector: ${NEW_CONNECTOR}, ${CLOSURE} } & { owner: string })`),
    nullFor(`({ connector: ${NEW_CONNECTOR}, ${CLOSURE}, owner: string } & Partial<{ customFields: LimitedArray }>)`)],
  ['a null body of a changed one', '8.10.4', '8.11.0', configured('PATCH', null),
    nullFor(`(Partial<{ connector: ${NEW_CONNECTOR}, ${CLOSURE} }> & { version: string })`),
    nullFor(`(Partial<{ ${CLOSURE}, connector: ${NEW_CONNECTOR}, customFields: LimitedArray }> & { version: string })`)],
])

const comment = (fields: object) => ({ ...COMMENT, ...fields })
const commented = (fields: object) =>
  async (client: Client) => client.said('POST', `/api/cases/${(await client.make()).id}/comments`, comment(fields))

testRows('unknown keys elsewhere', [
  ['several keys, in the order of the request', '8.8.2', '8.9.0', client => client.said('POST', '/api/cases', { b: 1, ...NEW_CASE, a: 2 }),
    excess(JSON.stringify({ b: 1, ...NEW_CASE, a: 2 }), CODECS.at(-1)![1], 'b', 'a'), 'invalid keys "b,a"'],
  // Source: Kibana 7.17, x-pack/plugins/cases/server/client/cases/create.ts, which decodes `{ type, ...others }`
  ['the type of 8.0 in front, wherever it was sent', '8.0.1', '8.1.0', async client =>
    /^Invalid value (\{"[^"]+":"[^"]+")/.exec(String(await client.created({ foo: 1, type: 'individual' })))?.[1],
  '{"type":"individual"', `{"title":"${NEW_CASE.title}"`],
  ['unknown keys hide wrong types, later the reverse', '8.8.2', '8.9.0', client => client.created({ title: 1, foo: 1 }),
    excess(body({ title: 1, foo: 1 }), CODECS.at(-1)![1], 'foo'), 'Invalid value "1" supplied to "title"'],
  ['a key of settings', '8.8.2', '8.9.0', client => client.created({ settings: { syncAlerts: true, foo: 1 } }), 200, 'invalid keys "foo"'],
  ['a key of the connector',
    '8.8.2', '8.9.0', client => client.created({ connector: { ...NEW_CASE.connector, foo: 1 } }), 200, 'invalid keys "foo"'],
  ['a key next to the cases of a PATCH', '8.8.2', '8.9.0', client => client.said('PATCH', '/api/cases', {
    cases: [], foo: 1,
  }).then(said => String(said).replace(/to : .*, excess/, 'to : …, excess')),
  'Invalid value {"cases":[],"foo":1} supplied to : …, excess properties: ["foo"]', 'invalid keys "foo"'],
  ['a key of a patched case',
    '8.8.2', '8.9.0', client => client.patched({ foo: 1 }), 'All update fields are identical to current version.', 'invalid keys "foo"'],
  ['a key of a comment',
    '8.8.2', '8.9.0', commented({ foo: 1 }),
    excess(JSON.stringify(comment({ foo: 1 })), '{ comment: string, type: "user", owner: string }', 'foo'), 'invalid keys "foo"'],
  ['a key of a patched comment', '8.8.2', '8.9.0', async client => {
    const { id } = await client.make()
    const { comments: [{ id: commentId, version }] } = await client.attach(id)
    return client.said('PATCH', `/api/cases/${id}/comments`, comment({ id: commentId, version, foo: 1 }))
  }, excess(JSON.stringify(comment({ foo: 1 })), '{ comment: string, type: "user", owner: string }', 'foo'), 'invalid keys "foo"'],
  ['a key of one of several attachments', '8.8.2', '8.9.0', async client =>
    client.said('POST', `/internal/cases/${(await client.make()).id}/attachments/_bulk_create`, [comment({}), comment({ foo: 1 })]),
  excess(JSON.stringify(comment({ foo: 1 })), '{ comment: string, type: "user", owner: string }', 'foo'), 'invalid keys "foo"'],
  ['a key of a _find', '8.8.2', '8.9.0', client => client.said(
    'GET', '/api/cases/_find?foo=1',
  ).then(said => String(said).replace(/to : .*, excess/, 'to : …, excess')),
  'Invalid value {"foo":"1"} supplied to : …, excess properties: ["foo"]', 'invalid keys "foo"'],
  ['a key of the tags', '8.8.2', '8.9.0', client => client.said('GET', '/api/cases/tags?foo=1'),
    'Invalid value {"foo":"1"} supplied to : Partial<{ owner: (Array<string> | string) }>, excess properties: ["foo"]',
    'invalid keys "foo"'],
  ['a key of a configuration', '8.8.2', '8.9.0', client => client.said('POST', '/api/cases/configure', {
    connector: NEW_CASE.connector, closure_type: 'close-by-user', owner: 'securitySolution', foo: 1,
  })
    .then(said => String(said).replace(/to : .*, excess/, 'to : …, excess')),
  `Invalid value ${JSON.stringify({
    connector: NEW_CASE.connector, closure_type: 'close-by-user', owner: 'securitySolution', foo: 1,
  })} supplied to : …, excess properties: ["foo"]`, 'invalid keys "foo"'],
])

const fieldOfNew = (what: string, before: string, from: string, fields: object, now: unknown = 200): Row =>
  [`POST ${what}`, before, from, async client => unknown(await client.created(fields)), 'unknown key', now]
const NO_CHANGE = 'All update fields are identical to current version.'
/** Before 8.9 unknown keys of a patched case do not count as a change. */
const fieldOfPatch = (what: string, before: string, from: string, fields: object, now: unknown = 200): Row =>
  [`PATCH ${what}`,
    before, from, async client => unknown(await client.patched(fields)),
    new Version(before).reaches('8.9') ? 'unknown key' : NO_CHANGE, now]
const customFields = (type: string, value: unknown) => ({ customFields: [{ key: 'k', type, value }] })

testRows('fields of a case by version', [
  ['POST type', '8.0.1', '8.1.0', async client => unknown(await client.created({ type: 'individual' })), 200, 'unknown key'],
  ['POST type collection',
    '8.0.1', '8.1.0', async client => unknown(await client.created({ type: 'collection' })), COLLECTION, 'unknown key'],
  ['PATCH type',
    '8.0.1', '8.1.0', client => client.patched({ type: 'collection' }),
    'Updating the type of a case when sub cases are disabled is not allowed ids: [ID]',
    'All update fields are identical to current version.'],
  fieldOfNew('severity', '8.2.3', '8.3.0', { severity: 'high' }),
  fieldOfPatch('severity', '8.2.3', '8.3.0', { severity: 'high' }),
  fieldOfNew('assignees', '8.4.3', '8.5.0', { assignees: [{ uid: 'u' }] }),
  fieldOfPatch('assignees', '8.4.3', '8.5.0', { assignees: [{ uid: 'u' }] }),
  fieldOfNew('category', '8.8.2', '8.9.0', { category: 'c' }),
  fieldOfPatch('category', '8.8.2', '8.9.0', { category: 'c' }),
  fieldOfNew('customFields', '8.10.4', '8.11.0', customFields('text', 'x'), 'No custom fields configured.'),
  fieldOfPatch('customFields', '8.10.4', '8.11.0', customFields('text', 'x'), 'No custom fields configured.'),
  fieldOfNew('no customFields', '8.10.4', '8.11.0', { customFields: [] }),
  fieldOfPatch('no customFields', '8.10.4', '8.11.0', { customFields: [] }, NO_CHANGE),
  fieldOfNew('no template', '9.3.9', '9.4.0', { template: null }),
  fieldOfPatch('no template', '9.3.9', '9.4.0', { template: null }, NO_CHANGE),
  fieldOfNew('extended_fields', '9.3.9', '9.4.0', { extended_fields: {} }),
  fieldOfPatch('extended_fields', '9.3.9', '9.4.0', { extended_fields: {} }),
  ['a custom field of type number', '8.16.1', '8.17.0', client => client.created(customFields('number', 1)),
    'Invalid value "{"key":"k","type":"number","value":1}" supplied to "customFields"', 'No custom fields configured.'],
])

const long = (length: number) => 'x'.repeat(length)
const manyAssignees = { assignees: Array.from({ length: 11 }, (_, index) => ({ uid: `u${index}` })) }
const TOO_LONG = (limit: number) => `The length of the title is too long. The maximum length is ${limit}`

testRows('limits by version', [
  ['a title of 65 characters', '8.5.3', '8.6.0', client => client.created({ title: long(65) }), `${TOO_LONG(64)}.`, 200],
  ['a title of 64 characters', '8.5.3', '8.6.0', client => client.created({ title: long(64) }), 200, 200],
  ['a title of 161 characters', '8.5.3', '8.6.0', client => client.created({ title: long(161) }), `${TOO_LONG(64)}.`, `${TOO_LONG(160)}.`],
  ['a title of 161 characters',
    '8.9.2', '8.10.0', client => client.created({ title: long(161) }), `${TOO_LONG(160)}.`, `${TOO_LONG(160)}.`],
  ['a patched title of 65 characters', '8.5.3', '8.6.0', client => client.patched({ title: long(65) }), `${TOO_LONG(64)}, ids: [ID]`, 200],
  ['a patched title of 161 characters',
    '8.9.2', '8.10.0', client => client.patched({ title: long(161) }), `${TOO_LONG(160)}, ids: [ID]`, `${TOO_LONG(160)}.`],
  ['blanks count in a title', '8.9.2', '8.10.0', client => client.created({ title: ` ${long(160)}` }), `${TOO_LONG(160)}.`, 200],
  ['an empty title', '8.9.2', '8.10.0', client => client.created({ title: '' }), 200, 'The title field cannot be an empty string.'],
  ['an empty description',
    '8.9.2', '8.10.0', client => client.created({ description: '' }), 200, 'The description field cannot be an empty string.'],
  ['a description of 30,001 characters',
    '8.9.2', '8.10.0', client => client.created({ description: long(30_001) }), 200,
    'The length of the description is too long. The maximum length is 30000.'],
  ['a blank tag', '8.0.1', '8.1.0', client => client.created({ tags: [' '] }), 200, 'A tag must contain at least one non-space character'],
  ['a blank tag',
    '8.9.2', '8.10.0', client => client.created({ tags: [''] }), 'A tag must contain at least one non-space character',
    'The tag field cannot be an empty string.'],
  ['a patched blank tag', '8.9.2', '8.10.0', client => client.patched({ tags: [''] }), 200, 'The tag field cannot be an empty string.'],
  ['a tag of 257 characters',
    '8.9.2', '8.10.0', client => client.created({ tags: [long(257)] }), 200,
    'The length of the tag is too long. The maximum length is 256.'],
  ['201 tags',
    '8.9.2', '8.10.0', client => client.created({ tags: Array.from({ length: 201 }, (_, index) => `t${index}`) }), 200,
    'The length of the field tags is too long. Array must be of length <= 200.'],
  ['11 assignees', '8.4.3', '8.5.0', async client => unknown(await client.created(manyAssignees)),
    'unknown key', 'You cannot assign more than 10 assignees to a case.'],
  ['11 assignees',
    '8.9.2', '8.10.0', client => client.created(manyAssignees), 'You cannot assign more than 10 assignees to a case.',
    'The length of the field assignees is too long. Array must be of length <= 10.'],
  ['11 patched assignees',
    '8.9.2', '8.10.0', client => client.patched(manyAssignees), 'You cannot assign more than 10 assignees to a case, ids: [ID]',
    'The length of the field assignees is too long. Array must be of length <= 10.'],
  ['a category of 51 characters',
    '8.9.2', '8.10.0', client => client.created({ category: long(51) }).then(said => String(said).split(',')[0]),
    'The length of the category is too long. The maximum length is 50.',
    'The length of the category is too long. The maximum length is 50.'],
  ['a blank category',
    '8.9.2', '8.10.0', client => client.created({ category: ' ' }).then(said => String(said).split(',')[0]),
    'The category cannot be an empty string.', 'The category field cannot be an empty string.'],
  ['no case in a PATCH',
    '8.9.2', '8.10.0', client => client.said('PATCH', '/api/cases', { cases: [] }), 'All update fields are identical to current version.',
    'The length of the field cases is too short. Array must be of length >= 1.'],
  ['no id in a DELETE',
    '8.9.2', '8.10.0', client => client.said('DELETE', '/api/cases?ids=[]'), 204,
    'The length of the field ids is too short. Array must be of length >= 1.'],
  ['the refusal of another owner',
    '8.11.4', '8.12.0', client => client.patched({ owner: 'observability' }), 'Updating the owner of a case  is not allowed ids: [ID]',
    'Updating the owner of a case is not allowed ids: [ID]'],
  ['a stale version', '9.3.9', '9.4.0', async client => {
    const { id } = await client.make()
    return String(await client.said('PATCH', '/api/cases', { cases: [{ id, version: 'WzBd', title: 'x' }] })).replace(id, 'ID')
  }, 'These cases ID has been updated. Please refresh before saving additional ' +
    'updates.', 'These cases ID have been updated. Please refresh before saving additional updates.'],
])

const found = (query: string) => async (client: Client) => unknown(await client.said('GET', `/api/cases/_find?${query}`))
const parameter = (query: string, before: string, from: string, old: unknown, now: unknown): Row =>
  [`_find?${query}`, before, from, found(query), old, now]
const TOO_MANY_PAGES = 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'
const TOO_MANY_IN_8_9 = 'The number of documents is too high. Paginating through more than 10,000 documents is not possible.'
const TOO_LARGE_PAGE = 'The provided perPage value is too high. The maximum allowed perPage value is 100.'
const TOO_LARGE_PAGE_IN_8_9 = 'The provided perPage value was too high. The maximum allowed perPage value is 100.'

testRows('parameters of _find by version', [
  parameter('type=individual', '8.0.1', '8.1.0', 200, 'unknown key'),
  parameter('severity=low', '8.2.3', '8.3.0', 'unknown key', 200),
  parameter('from=now', '8.2.3', '8.3.0', 'unknown key', 200),
  parameter('to=now', '8.2.3', '8.3.0', 'unknown key', 200),
  parameter('assignees=u', '8.4.3', '8.5.0', 'unknown key', 200),
  parameter('category=c', '8.8.2', '8.9.0', 'unknown key', 200),
  parameter('fields=title', '8.8.2', '8.9.0', 200, 'unknown key'),
  parameter('rootSearchFields=a&rootSearchFields=b', '8.9.2', '8.10.0', 200, 'unknown key'),
  parameter('searchFields=foo', '8.8.2', '8.9.0', 200, 'Invalid value "foo" supplied to "searchFields"'),
  parameter('searchFields=connector.name', '8.9.2', '8.10.0', 200, 'Invalid value "connector.name" supplied to "searchFields"'),
  parameter('sortField=foo', '8.9.2', '8.10.0', 200, 'Invalid value "foo" supplied to "sortField"'),
  parameter('status=open&status=closed', '8.11.4', '8.12.0', 'Invalid value "["open","closed"]" supplied to "status"', 200),
  parameter('severity=low&severity=high', '8.11.4', '8.12.0', 'Invalid value "["low","high"]" supplied to "severity"', 200),
  parameter('perPage=101', '8.9.2', '8.10.0', 200, 'The provided perPage value is too high. The maximum allowed perPage value is 100.'),
  parameter(
    'page=101&perPage=100',
    '8.9.2',
    '8.10.0',
    refusedWindow(10_100),
    TOO_MANY_PAGES,
  ),
  ['a page of user_actions beyond the first 10,000', '8.9.2', '8.10.0', async client =>
    client.said('GET', `/api/cases/${(await client.make()).id}/user_actions/_find?page=101&perPage=100`),
  refusedWindow(10_100), TOO_MANY_PAGES],
  ...([
    ['8.8.2', '8.9.0', refusedWindow(10_100), TOO_MANY_IN_8_9],
    ['8.9.2', '8.10.0', TOO_MANY_IN_8_9, TOO_MANY_PAGES],
  ] as const).map(([last, first, before, after]): Row => ['a page of comments beyond the first 10,000', last, first, client =>
    client.said('GET', '/api/cases/x/comments/_find?page=101&perPage=100'), before, after]),
  ['101 tags in a _find', '8.9.2', '8.10.0', async client =>
    String(await found(Array.from({ length: 101 }, (_, index) => `tags=t${index}`).join('&'))(client)).split(',')[0],
  '200', 'The length of the field tags is too long. Array must be of length <= 100.'],
  ['searchFields of users', '8.9.2', '8.10.0', async client => {
    await client.make()
    const { status, body } = await client.call('GET', '/api/cases/_find?search=elastic&searchFields=created_by.username')
    return status === 200 ? body.total : status
  }, 1, 400],
  // Source: Kibana's PR 156863, cases/server/client/attachments/get.ts (find) of May 2023
  ['other keys of comments/_find',
    '8.8.2', '8.9.0', client => client.said('GET', '/api/cases/x/comments/_find?filter=a&hasReference=b'), 200,
    'invalid keys "filter,hasReference"'],
  ['a search in comments/_find, which this server ignores', '8.8.2', '8.9.0', async client => {
    const { id } = await client.make()
    await client.attach(id)
    const query = 'fields=type&search=nothing&searchFields=comment&sortField=pushed_at'
    const { body } = await client.call('GET', `/api/cases/${id}/comments/_find?${query}`)
    return body.total ?? body.message
  }, 1, 'invalid keys "fields,search,searchFields,sortField"'],
  // Source: PR 160042, cases/server/client/attachments/validators.ts of June 2023
  ['perPage of comments/_find',
    '8.8.2', '8.9.0', client => client.said('GET', '/api/cases/x/comments/_find?perPage=101'), 200, TOO_LARGE_PAGE_IN_8_9],
  ['perPage and page of comments/_find',
    '8.9.2', '8.10.0', client => client.said('GET', '/api/cases/x/comments/_find?perPage=101&page=10001'),
    TOO_LARGE_PAGE_IN_8_9, TOO_LARGE_PAGE],
  ['a page beyond the first 10,000 and an unknown key of comments/_find',
    '8.9.2', '8.10.0', client => client.said('GET', '/api/cases/x/comments/_find?page=10001&foo=1'),
    'invalid keys "foo"', TOO_MANY_PAGES],
  ['types of attachments in comments/_find', '8.8.2', '8.9.0', async client => {
    const { id } = await client.make()
    for (const attachment of [COMMENT, alert('b')]) await client.attach(id, attachment)
    const { total, comments } = (await client.call('GET', `/api/cases/${id}/comments/_find?sortOrder=asc`)).body
    return [total, ...comments.map(({ type }: { type: string }) => type)]
  }, [2, 'user', 'alert'], [1, 'user']],
  ['perPage of user_actions/_find',
    '8.9.2', '8.10.0', async client => client.said('GET', `/api/cases/${(await client.make()).id}/user_actions/_find?perPage=101`), 200,
    'The provided perPage value is too high. The maximum allowed perPage value is 100.'],
])
