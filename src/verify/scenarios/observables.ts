import { get, given, patch, post, remove, type Area, type Expected, type Step } from '../scenario.js'
import { ACTIVITY, CASES } from '../sources.js'
import { aCase, table, type Row } from './bodies.js'

const SINCE = { since: '8.18' } as const
const PATH = '/internal/cases/{created.id}/observables'
const IPV4 = 'observable-type-ipv4'
const add = (typeKey: string, value: unknown, expected: Expected = {}): Step =>
  post(PATH, { observable: { typeKey, value, description: null } }, expected)
const REFUSED: Expected = { status: 400 }
const added = given(add(IPV4, '10.0.0.1', { as: 'added' }))
const ONE = `${PATH}/{added.observables.0.id}`

const addAll = (values: readonly string[]): Step =>
  post(`${PATH}/_bulk_create`, { observables: values.map(value => ({ typeKey: IPV4, value, description: null })) })

/** A valid and an invalid value of each built-in type. */
const VALUES: readonly (readonly [type: string, valid: string, invalid: string])[] = [
  ['ipv4', '192.168.0.1', '300.1.1.1'],
  ['ipv6', '2001:db8::1', '10.0.0.1'],
  ['url', 'https://example.com/a?b=c', 'not a url'],
  ['hostname', 'macbook-pro.example.com', 'a host'],
  ['file-hash', 'd41d8cd98f00b204e9800998ecf8427e', 'a hash'],
  ['file-path', '/etc/passwd', 'a|b'],
  ['email', 'a@example.com', 'a'],
  ['domain', 'www.example.com', 'a--b.com'],
]

const CHECKED: readonly Row[] = VALUES.flatMap(([type, valid, invalid]): Row[] => [
  [`an observable of type ${type} is added`, add(`observable-type-${type}`, valid), SINCE],
  [`an invalid observable of type ${type} is refused`, add(`observable-type-${type}`, invalid, REFUSED), SINCE],
])

export const observableArea: Area = {
  name: 'observables',
  scenarios: [
    ...table(CASES('7'), CHECKED, [aCase()]),
    ...table(CASES('7'), [
      ['an observable of an unknown type is refused', add('unknown', 'x', REFUSED), SINCE],
      ['a file path with a space is refused', add('observable-type-file-path', '/my file', REFUSED), { ...SINCE, until: '9.3' }],
      ['a file path with a space is added', add('observable-type-file-path', '/my file'), { since: '9.3' }],
      ['an empty observable is refused', add(IPV4, '', REFUSED), SINCE],
      ['an observable needs a value', post(PATH, { observable: { typeKey: IPV4, description: null } }, REFUSED), SINCE],
      ['an observable has no further keys',
        post(PATH, { observable: { typeKey: IPV4, value: '10.0.0.1', description: null, foo: 1 } }, REFUSED), SINCE],
      ['an unknown observable is not changed',
        patch(`${PATH}/unknown`, { observable: { value: '10.0.0.2', description: null } }, REFUSED), SINCE],
      ['an unknown observable is not removed', remove(`${PATH}/unknown`, REFUSED), SINCE],
    ], [aCase()]),
    ...table(CASES('7'), [
      ['an observable is added once', add(IPV4, '10.0.0.1', REFUSED), SINCE],
      ['an observable is changed', patch(ONE, { observable: { value: '10.0.0.2', description: 'Gateway' } }), SINCE],
      ['a change keeps the type of an observable', patch(ONE, { observable: { value: 'x', description: null } }, REFUSED), SINCE],
      ['an observable is removed', remove(ONE), SINCE],
      ['observables read as they were added', get('/api/cases/{created.id}'), SINCE],
    ], [aCase(), added]),
    ...table(CASES('7'), [
      ['observables are added together', addAll(['10.0.0.1', '10.0.0.2']), { since: '9.2' }],
      ['observables that are added together may have any value', addAll(['10.0.0.1', 'x']), { since: '9.2' }],
    ], [aCase()]),
    {
      establishes: 'a case with the same observable is similar',
      source: CASES('8'),
      ...SINCE,
      steps: [
        aCase(), added, aCase({ title: 'Other' }, 'other'),
        given(post('/internal/cases/{other.id}/observables', { observable: { typeKey: IPV4, value: '10.0.0.1', description: null } })),
        post('/internal/cases/{created.id}/_similar', { page: 1, perPage: 10 }),
      ],
    },
    {
      establishes: 'from 9.2 on observables are recorded',
      source: ACTIVITY('2'),
      since: '9.2',
      steps: [aCase(), added, given(remove(ONE)), get('/api/cases/{created.id}/user_actions/_find?types=observables')],
    },
  ],
}
