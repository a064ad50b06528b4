import { get, given, patch, post, type Area, type Expected, type Step } from '../scenario.js'
import { CONFIGURE } from '../sources.js'
import { NONE, OWNER, change, invalid, letters, newCase, refusal, table, without } from './bodies.js'

const CUSTOM_FIELDS = { since: '8.13' } as const
const BASE = { connector: NONE, closure_type: 'close-by-user', owner: OWNER }
const configure = (fields: object = {}, expected: Expected = {}): Step => post('/api/cases/configure', { ...BASE, ...fields }, expected)
const configured = (fields: object = {}): Step => given(configure(fields, { as: 'configured' }))
const reconfigure = (fields: object, expected: Expected = {}): Step =>
  patch('/api/cases/configure/{configured.id}', { version: '{configured.version}', ...fields }, expected)
const read = get('/api/cases/configure')

const field = (key: string, fields: object = {}) => ({ key, label: `Label ${key}`, type: 'text', required: false, ...fields })
const THREE = {
  customFields: [field('a'), field('b', { type: 'toggle', required: true, defaultValue: false }), field('c', { required: true })],
}
const item = (key: string, value: unknown, type = 'text') => ({ key, type, value })

export const configureArea: Area = {
  name: 'configure',
  scenarios: [
    { establishes: 'nothing is configured at first', source: CONFIGURE('3'), steps: [read] },
    { establishes: 'a configuration reads as it was created', source: CONFIGURE('1'), steps: [configure({}, { as: 'configured' }), read] },
    {
      establishes: 'a second configuration replaces the first',
      source: CONFIGURE('4'),
      steps: [configured(), configure({ closure_type: 'close-by-pushing' }), read, reconfigure({ closure_type: 'close-by-user' }, {
        status: 404,
      })],
    },
    {
      establishes: 'each owner has a configuration',
      source: CONFIGURE('4'),
      steps: [configured(), configure({ owner: 'observability' }), get(`/api/cases/configure?owner=${OWNER}`)],
    },
    {
      establishes: 'an unknown owner has no configuration',
      source: CONFIGURE('3'),
      steps: [configured(), get('/api/cases/configure?owner=foo')],
    },
    ...table(CONFIGURE('4'), [
      ['a configuration needs a connector',
        post('/api/cases/configure', without(BASE, 'connector'), refusal(invalid(undefined, 'connector')))],
      ['a configuration needs a closure type',
        post('/api/cases/configure', without(BASE, 'closure_type'), refusal(invalid(undefined, 'closure_type')))],
      ['a closure type is one of two', configure({ closure_type: 'x' }, refusal(invalid('x', 'closure_type')))],
      ['the connector of a configuration needs a name',
        configure({ connector: without(NONE, 'name') }, refusal(invalid(undefined, 'connector', 'name')))],
      ['a configuration of an unknown owner is refused',
        configure({ owner: 'foo' }, refusal('Unauthorized to create case configuration with owners: "foo"', 403))],
      ['an unknown key of a configuration is refused', configure({ foo: 1 }, refusal('invalid keys "foo"')), { since: '8.9' }],
    ]),
    ...table(CONFIGURE('5'), [
      ['a configuration is changed in part', reconfigure({ closure_type: 'close-by-pushing' })],
      ['the owner of a configuration cannot change', reconfigure({ owner: 'cases' }, refusal('invalid keys "owner"')), { since: '8.9' }],
      ['a change of a configuration needs its version',
        patch('/api/cases/configure/{configured.id}', {}, refusal(invalid(undefined, 'version')))],
    ], [configured()]),
    ...table(CONFIGURE('5'), [
      ['an unknown configuration is not found',
        patch('/api/cases/configure/unknown', { version: 'x' }, refusal('Saved object [cases-configure/unknown] not found', 404))],
    ]),
    ...table(CONFIGURE('6'), [
      ['a Jira connector that does not exist has mappings all the same',
        configure({ connector: { id: 'unknown', name: 'Unknown', type: '.jira', fields: null } })],
    ]),
    ...table(CONFIGURE('7'), [
      ['custom fields read as they were configured', configure(THREE), CUSTOM_FIELDS],
      ['keys of custom fields are in lower case',
        configure({ customFields: [field('Bad Key')] }, refusal('Key must be lower case, a-z, 0-9, \'_\', and \'-\' are allowed')),
        CUSTOM_FIELDS],
      ['keys of custom fields have at most 36 characters',
        configure({ customFields: [field(letters(37))] }, refusal('The length of the key is too long. The maximum length is 36.')),
        CUSTOM_FIELDS],
      ['labels of custom fields have at most 50 characters', configure(
        { customFields: [field('a', { label: letters(51) })] }, refusal('The length of the label is too long. The maximum length is 50.'),
      ), CUSTOM_FIELDS],
      ['keys of custom fields are unique',
        configure({ customFields: [field('a'), field('a')] }, refusal('Invalid duplicated customFields keys in request: a')),
        { since: '8.15' }],
      ['there are at most ten custom fields', configure(
        { customFields: Array.from({ length: 11 }, (_, index) => field(`k${index}`)) },
        refusal('The length of the field customFields is too long. Array must be of length <= 10.'),
      ), CUSTOM_FIELDS],
      ['numbers are a type of custom field',
        configure({ customFields: [field('n', { type: 'number', defaultValue: 3 })] }), { since: '8.17' }],
    ]),
    {
      establishes: 'the type of a custom field cannot change',
      source: CONFIGURE('7'),
      ...CUSTOM_FIELDS,
      steps: [configured(THREE), reconfigure({ customFields: [field('a', { type: 'toggle' })] }, refusal(
        'Invalid custom field types in request for the following labels: "Label a"',
      ))],
    },
    ...table(CONFIGURE('7'), [
      ['custom fields that a case lacks are filled in', post('/api/cases', newCase({ customFields: [item('c', 'x')] })), CUSTOM_FIELDS],
      ['required custom fields without a default must be given',
        post('/api/cases', newCase(), refusal('Missing required custom fields without default value configured: "Label c"')),
        CUSTOM_FIELDS],
      ['required custom fields must not be null', post('/api/cases', newCase({ customFields: [item('c', null)] }), refusal(
        'Invalid value "null" supplied for the following required custom fields: "Label c"',
      )), CUSTOM_FIELDS],
      ['unknown custom fields are refused',
        post('/api/cases', newCase({ customFields: [item('c', 'x'), item('z', 'x')] }), refusal('Invalid custom field keys: z')),
        CUSTOM_FIELDS],
      ['custom fields must have their configured type', post('/api/cases', newCase({ customFields: [item('c', true, 'toggle')] }), refusal(
        'The following custom fields have the wrong type in the request: "Label c"',
      )), CUSTOM_FIELDS],
      ['custom fields are given once', post('/api/cases', newCase({ customFields: [item('c', 'x'), item('c', 'y')] }), refusal(
        'Invalid duplicated customFields keys in request: c',
      )), { since: '8.15' }],
    ], [configured(THREE)]),
    {
      establishes: 'custom fields that an update leaves out return to their defaults',
      source: CONFIGURE('7'),
      ...CUSTOM_FIELDS,
      steps: [
        configured(THREE), given(post('/api/cases', newCase({ customFields: [item('a', 'x'), item('c', 'y')] }), { as: 'created' })),
        change({ customFields: [item('c', 'z')] }),
      ],
    },
    {
      establishes: 'updates without custom fields do not need them',
      source: CONFIGURE('7'),
      ...CUSTOM_FIELDS,
      steps: [given(post('/api/cases', newCase(), { as: 'created' })), configured(THREE), change({ title: 'Another' })],
    },
    ...table(CONFIGURE('8'), [
      ['templates read as they were configured',
        configure({ templates: [{ key: 't', name: 'Template', caseFields: { title: 'x', tags: ['a'] }, description: 'd', tags: ['b'] }] }),
        { since: '8.15' }],
      ['keys of templates are unique', configure(
        { templates: [{ key: 't', name: 'One', caseFields: null }, { key: 't', name: 'Two', caseFields: null }] },
        refusal('Invalid duplicated templates keys in request: t'),
      ), { since: '8.15' }],
      ['templates have only configured custom fields', configure(
        { templates: [{ key: 't', name: 'One', caseFields: { customFields: [item('a', 'x')] } }] }, refusal('No custom fields configured.'),
      ), { since: '8.15' }],
      ['names of templates have at most 50 characters', configure(
        { templates: [{ key: 't', name: letters(51), caseFields: null }] },
        refusal('The length of the name is too long. The maximum length is 50.'),
      ), { since: '8.15' }],
    ]),
    {
      establishes: 'a change that leaves out templates removes them',
      source: CONFIGURE('5'),
      since: '8.15',
      steps: [configured({ templates: [{ key: 't', name: 'One', caseFields: null }] }), reconfigure({ closure_type: 'close-by-pushing' })],
    },
    ...table(CONFIGURE('9'), [
      ['observable types read as they were configured', configure({ observableTypes: [{ key: 'vin', label: 'VIN' }] }), { since: '8.18' }],
      ['observable types differ from the built-in ones',
        configure({ observableTypes: [{ key: 'x', label: 'ipv4' }] }, refusal('Invalid duplicated observable types in request: ipv4')),
        { since: '8.18' }],
    ]),
  ],
}
