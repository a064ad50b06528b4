import { testRows, type Client, type Row } from './table.js'

/** The keys in the message about a body full of wrong types, in order. */
const named = (said: unknown): string => [...String(said).matchAll(/supplied to "(?:cases,)?(\w+)"/g)].map(([, key]) => key).join(' ')
const wrong = (keys: string) => Object.fromEntries(keys.split(' ').map(key => [key, 1]))

const created = (keys: string) => (client: Client) => client.said('POST', '/api/cases', wrong(keys)).then(named)
const patched = (keys: string) => (client: Client) => client.said('PATCH', '/api/cases', { cases: [wrong(keys)] }).then(named)

const POST = 'description tags title connector settings owner'
/** The optional keys of a new case, after the required ones. */
const OPTIONAL: readonly [before: string, from: string, old: string, now: string][] = [
  ['8.0.1', '8.1.0', ' type', ''],
  ['8.2.3', '8.3.0', '', ' severity'],
  ['8.4.3', '8.5.0', ' severity', ' assignees severity'],
  ['8.8.2', '8.9.0', ' assignees severity', ' assignees severity category'],
  ['8.10.4', '8.11.0', ' assignees severity category', ' assignees severity category customFields'],
  ['9.3.9', '9.4.0', ' assignees severity category customFields', ' assignees severity category customFields template extended_fields'],
]
const PATCHES: readonly [before: string, from: string, old: string, now: string][] = [
  ['8.0.1',
    '8.1.0', 'description status tags title type connector settings owner id version',
    'description status tags title connector settings owner id version'],
  ['8.2.3',
    '8.3.0', 'description status tags title connector settings owner id version',
    'description status tags title connector settings owner severity id version'],
  ['8.4.3',
    '8.5.0', 'description status tags title connector settings owner severity id version',
    'description status tags title connector settings owner severity assignees id version'],
  ['8.8.2',
    '8.9.0', 'description status tags title connector settings owner severity assignees id version',
    'description status tags title connector settings owner severity assignees category id version'],
  ['8.14.3', '8.15.0', 'description status tags title connector settings owner severity assignees category customFields id version',
    'description tags title connector severity assignees category customFields settings status owner id version'],
  ['9.3.9', '9.4.0', 'description tags title connector severity assignees category customFields settings status owner id version',
    'description tags title connector severity assignees category customFields settings template extended_fields closeReason status ' +
      'owner id version'],
]

/** Each version gets its own keys in reverse, so that their order in the message is not that of the request. */
const reversed = (keys: string) => keys.split(' ').reverse().join(' ')
const each = (send: (keys: string) => (client: Client) => Promise<string>, old: string, now: string, before: string) => (client: Client) =>
  send(reversed(client.version === before ? old : now))(client)

testRows('the order of errors about types', [
  ...OPTIONAL.map(([before, from, old, now]): Row =>
    ['of a new case', before, from, each(created, POST + old, POST + now, before), POST + old, POST + now]),
  ...PATCHES.map(([before, from, old, now]): Row => ['of a changed case', before, from, each(patched, old, now, before), old, now]),
])

const notANumber = (url: string): Row => [`page and perPage that are not numbers: ${url}`, '8.9.2', '8.10.0', client =>
  client.said('GET', `${url}?page=abc&perPage=def`),
'cannot parse to a number', 'Invalid value "abc" supplied to "page",cannot parse to a number,Invalid value "def" supplied to "perPage"']

testRows('numbers in queries', [
  notANumber('/api/cases/_find'), notANumber('/api/cases/x/comments/_find'), notANumber('/api/cases/x/user_actions/_find'),
])

const eleven = { assignees: Array.from({ length: 11 }, (_, index) => ({ uid: `u${index}` })) }
const basic = (see: (client: Client) => Promise<unknown>) => async (client: Client) => {
  await client.call('PUT', '/_mock/license', { license: 'basic' })
  return see(client)
}
const LICENSE = 'In order to assign users to cases, you must be subscribed to an Elastic Platinum license'
const TOO_MANY = 'The length of the field assignees is too long. Array must be of length <= 10.'
const long = 'x'.repeat(161)

testRows('the order of checks', [
  ['eleven assignees of a new case without their license',
    '8.9.2', '8.10.0', basic(client => client.created(eleven)), 'You cannot assign more than 10 assignees to a case.', TOO_MANY],
  ['eleven assignees of a changed case without their license',
    '8.9.2', '8.10.0', basic(client => client.patched(eleven)), `${LICENSE}, ids: [ID]`, TOO_MANY],
  ['a long title and an assignee of a changed case without the license', '8.9.2', '8.10.0', basic(client => client.patched({
    title: long, assignees: [{ uid: 'u' }],
  })),
  'The length of the title is too long. The maximum length is 160, ids: [ID]',
  'The length of the title is too long. The maximum length is 160.'],
  ['a long title, a blank tag and an owner without permission', '8.9.2', '8.10.0', client => client.created({
    title: long, tags: [' '], owner: 'nope',
  }),
  'The length of the title is too long. The maximum length is 160.',
  'The tag field cannot be an empty string.,The length of the title is too long. The maximum length is 160.'],
  ['a blank tag and an owner without permission', '8.0.1', '8.1.0', client => client.created({ tags: [' '], owner: 'nope' }),
    'Unauthorized to create case with owners: "nope"', 'A tag must contain at least one non-space character'],
  ['a close reason and custom fields without a configuration', '9.3.9', '9.4.0', client => client.patched({
    status: 'closed', customFields: [{ key: 'a', type: 'text', value: 'x' }], ...(client.version >= '9.4' && { closeReason: 'x' }),
  }),
  'No custom fields configured.', 'Invalid close reason: "x"'],
])
