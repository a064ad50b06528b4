import { testRows, type Client, type Row } from './table.js'

type Answer = Readonly<Record<string, unknown>>

const change = async (client: Client, changes: object) => {
  const { id, version } = await client.make()
  return (await client.call('PATCH', '/api/cases', { cases: [{ id, version, ...changes }] })).body[0]
}
const comment = { type: 'user', comment: 'x', owner: 'securitySolution' }
const commented = async (client: Client) => (await client.call('POST', `/api/cases/${(await client.make()).id}/comments`, comment)).body

/** Answers that hold a case, by the route. */
const ANSWERS: Readonly<Record<string, (client: Client) => Promise<Answer>>> = {
  'POST /api/cases': client => client.make(),
  'GET /api/cases/{id}': async client => (await client.call('GET', `/api/cases/${(await client.make()).id}`)).body,
  'GET /api/cases/{id}/resolve': async client => (await client.call('GET', `/api/cases/${(await client.make()).id}/resolve`)).body.case,
  'GET /api/cases/_find': async client => {
    await client.make()
    return (await client.call('GET', '/api/cases/_find')).body.cases[0]
  },
  'PATCH /api/cases': client => change(client, { title: 'other' }),
  'POST comments': commented,
  'PATCH comments': async client => {
    const { id, comments: [{ id: commentId, version }] } = await commented(client)
    return (await client.call('PATCH', `/api/cases/${id}/comments`, { ...comment, comment: 'y', id: commentId, version })).body
  },
}

/** Keys of a case, and the versions around the cut at which they come, or go. */
const KEYS: readonly [key: string, before: string, from: string, isThere: readonly [old: boolean, now: boolean]][] = [
  ['type', '8.0.1', '8.1.0', [true, false]],
  ['duration', '8.2.3', '8.3.0', [false, true]],
  ['severity', '8.2.3', '8.3.0', [false, true]],
  ['assignees', '8.4.3', '8.5.0', [false, true]],
  ['category', '8.8.2', '8.9.0', [false, true]],
  ['customFields', '8.10.4', '8.11.0', [false, true]],
  ['observables', '8.17.9', '8.18.0', [false, true]],
  ['observables', '8.17.9', '9.0.0', [false, true]],
  ['totalEvents', '9.1.9', '9.2.0', [false, true]],
  ['total_observables', '9.2.9', '9.3.0', [false, true]],
  // No case has these before they are given
  ['incremental_id', '9.1.9', '9.2.0', [false, false]],
  ['template', '9.4.9', '9.5.0', [false, false]],
  ['extended_fields', '9.4.9', '9.5.0', [false, false]],
]

testRows('keys of a case, in every answer', Object.entries(ANSWERS).flatMap(([route, answer]) =>
  KEYS.map(([key, before, from, [old, now]]): Row => [
    `${key} in ${route}`, before, from, async client => key in await answer(client), old, now,
  ])))

/** Answers in which a case was in progress. */
const PROGRESS: readonly [key: string, before: string, from: string][] = [
  'in_progress_at', 'time_to_acknowledge', 'time_to_investigate', 'time_to_resolve',
]
  .flatMap(key => [[key, '8.18.9', '8.19.0'], [key, '9.0.9', '9.1.0']] as const).map(([key, before, from]) => [key, before, from])

testRows('times of a case', PROGRESS.map(([key, before, from]): Row =>
  [key, before, from, async client => key in await change(client, { status: 'in-progress' }), false, true]))

const unknown = (said: unknown) => /excess properties|invalid keys/.test(String(said)) ? 'unknown key' : said

const NO_CHANGE = 'All update fields are identical to current version.'

/** Keys of requests, and a value that their version takes. */
const SENT: readonly [key: string, value: unknown, before: string, from: string][] = [
  ['severity', 'high', '8.2.3', '8.3.0'],
  ['assignees', [{ uid: 'u' }], '8.4.3', '8.5.0'],
  ['category', 'c', '8.8.2', '8.9.0'],
  ['customFields', [], '8.10.4', '8.11.0'],
  ['template', null, '9.3.9', '9.4.0'],
  ['extended_fields', {}, '9.3.9', '9.4.0'],
]
/** Before 8.9 only the body itself is checked for unknown keys: an item with nothing else changes nothing. */
const unknownInItem = (before: string) => ['8.2.3', '8.4.3', '8.8.2'].includes(before) ? NO_CHANGE : 'unknown key'

testRows('keys of requests', SENT.flatMap(([key, value, before, from]): Row[] => [
  [`${key} in POST /api/cases`, before, from, client => client.created({ [key]: value }).then(unknown), 'unknown key', 200],
  [`${key} in PATCH /api/cases`, before, from, client => client.patched({ [key]: value }).then(unknown), unknownInItem(before),
    ['customFields', 'template'].includes(key) ? NO_CHANGE : 200],
]))

const RECORDED: readonly [key: string, before: string, from: string][] = [
  ['severity', '8.2.3', '8.3.0'], ['assignees', '8.4.3', '8.5.0'], ['category', '8.8.2', '8.9.0'], ['customFields', '8.10.4', '8.11.0'],
]
testRows('keys of the activity of a new case', RECORDED.map(([key, before, from]): Row => [key, before, from, async client => {
  const { id } = await client.make()
  const { body } = await client.call('GET', `/api/cases/${id}/user_actions`)
  return key in body[0].payload
}, false, true]))
