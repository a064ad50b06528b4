import { get, post, type Area, type Expected } from '../scenario.js'
import { CASES, VERSIONS } from '../sources.js'
import { NONE, OWNER, aCase, invalid, letters, newCase, refusal, table, without } from './bodies.js'

const create = (fields: object, expected: Expected = {}) => post('/api/cases', newCase(fields), expected)
const lacking = (...fields: string[]) =>
  post('/api/cases', without(newCase(), ...fields), refusal(fields.map(field => invalid(undefined, field)).join()))
const REQUIRED = ['description', 'tags', 'title', 'connector', 'settings', 'owner']
const FULL = { since: '8.10' } as const

export const createArea: Area = {
  name: 'create',
  scenarios: [
    {
      establishes: 'a new case has every key from the start, with null where nothing has happened',
      source: CASES('1.1'),
      steps: [create({}, { as: 'created' }), get('/api/cases/{created.id}')],
    },
    ...table(CASES('2.1'), [
      ['title, description and tags are trimmed', create({ title: ' a ', description: ' b ', tags: [' c '] }), FULL],
      ['title, description and tags are stored as sent', create({ title: ' a ', description: ' b ', tags: [' c '] }), { until: '8.10' }],
      ['repeated tags are kept', create({ tags: ['b', 'a', 'b'] })],
      ['a case may have no tags', create({ tags: [] })],
      ['a case may have 200 tags', create({ tags: Array.from({ length: 200 }, (_, index) => `tag ${index}`) }), FULL],
      ['a title may have 160 characters and blanks around them', create({ title: ` ${letters(160)} ` }), FULL],
      ['severity is accepted', create({ severity: 'critical' }), { since: '8.3' }],
      ['category is accepted, and trimmed', create({ category: ' phishing ' }), FULL],
      ['category may be null', create({ category: null }), { since: '8.9' }],
      ['repeated assignees and those without a uid are dropped',
        create({ assignees: [{ uid: 'a' }, { uid: '' }, { uid: 'a' }] }), { since: '8.19' }],
      ['an empty list of custom fields is accepted without a configuration', create({ customFields: [] }), { since: '8.11' }],
      ['custom fields need a configuration',
        create({ customFields: [{ key: 'k', type: 'text', value: 'x' }] }, refusal('No custom fields configured.')), { since: '8.11' }],
      ['an unknown owner is refused, even for a superuser',
        create({ owner: 'foo' }, refusal('Unauthorized to create case with owners: "foo"', 403))],
      ['an empty owner is refused', create({ owner: '' }, refusal('Unauthorized to create case with owners: ""', 403))],
    ]),
    ...table(CASES('2.3'), [
      ['every field is required', lacking(...REQUIRED), { since: '8.1' }],
      ...REQUIRED.map(field => [`${field} is required`, lacking(field)] as const),
      ...[
        5, null, [], { a: 1 },
      ].map(title => [`${JSON.stringify(title)} is no title`, create({ title }, refusal(invalid(title, 'title')))] as const),
      ['an empty title is refused', create({ title: '' }, refusal('The title field cannot be an empty string.')), FULL],
      ['a blank title is refused', create({ title: '  ' }, refusal('The title field cannot be an empty string.')), FULL],
      ['a title of 161 characters is refused',
        create({ title: letters(161) }, refusal('The length of the title is too long. The maximum length is 160.')), { since: '8.6' }],
      ['a title of 65 characters is refused',
        create({ title: letters(65) }, refusal('The length of the title is too long. The maximum length is 64.')), { until: '8.6' }],
      ['an empty description is refused', create({ description: '' }, refusal('The description field cannot be an empty string.')), FULL],
      ['a description of 30,001 characters is refused',
        create({ description: letters(30_001) }, refusal('The length of the description is too long. The maximum length is 30000.')), FULL],
      ['tags are a list', create({ tags: 'x' }, refusal(invalid('x', 'tags')))],
      ['tags are strings', create({ tags: [1] }, refusal(invalid(1, 'tags')))],
      ['an empty tag is refused', create({ tags: ['ok', '', ' '] }, refusal('The tag field cannot be an empty string.')), FULL],
      ['a blank tag is refused',
        create({ tags: [' '] }, refusal('A tag must contain at least one non-space character')), { since: '8.1', until: '8.10' }],
      ['a tag of 257 characters is refused',
        create({ tags: [letters(257)] }, refusal('The length of the tag is too long. The maximum length is 256.')), FULL],
      ['201 tags are refused',
        create({ tags: Array(201).fill('x') }, refusal('The length of the field tags is too long. Array must be of length <= 200.')), FULL],
      ['an unknown key is refused', create({ foo: 'bar' }, refusal('invalid keys "foo"')), { since: '8.9' }],
      ['unknown keys are listed in order', create({ foo: 1, bar: { a: 1 } }, refusal('invalid keys "foo,bar,{"a":1}"')), { since: '8.9' }],
      ['an unknown key is refused with the whole body', create({ foo: 'bar' }, { status: 400 }), { until: '8.9' }],
      ['a status cannot be given', create({ status: 'open' }, refusal('invalid keys "status"')), { since: '8.9' }],
      ['an invalid value is reported before unknown keys', create({ foo: 1, title: 5 }, refusal(invalid(5, 'title'))), { since: '8.9' }],
      ['settings need syncAlerts', create({ settings: {} }, refusal(invalid(undefined, 'settings', 'syncAlerts')))],
      ['syncAlerts is a boolean', create({ settings: { syncAlerts: 'true' } }, refusal(invalid('true', 'settings', 'syncAlerts')))],
      ['an unknown key of settings is refused',
        create({ settings: { syncAlerts: true, foo: 1 } }, refusal('invalid keys "foo"')), { since: '8.9' }],
      ['an unknown severity is refused',
        create({ severity: 'very-severe' }, refusal(invalid('very-severe', 'severity'))), { since: '8.3' }],
      ['severity cannot be null', create({ severity: null }, refusal(invalid(null, 'severity'))), { since: '8.3' }],
      ['an empty category is refused twice',
        create({ category: '' }, refusal(`The category field cannot be an empty string.,${invalid('', 'category')}`)), FULL],
      ['a category of 51 characters is refused twice', create({ category: letters(51) }, refusal(
        `The length of the category is too long. The maximum length is 50.,${invalid(letters(51), 'category')}`,
      )), FULL],
      ['eleven assignees are refused', create({ assignees: Array.from({ length: 11 }, (_, index) => ({ uid: `u${index}` })) }, refusal(
        'The length of the field assignees is too long. Array must be of length <= 10.',
      )), FULL],
      ['an assignee needs a uid', create({ assignees: [{}] }, refusal(invalid(undefined, 'assignees', 'uid'))), { since: '8.5' }],
      ['an assignee is an object', create({ assignees: ['x'] }, refusal(invalid('x', 'assignees'))), { since: '8.5' }],
      ['all problems are reported at once, each once', create({ title: '', tags: ['', ''], severity: 'x' }, refusal(
        `The tag field cannot be an empty string.,The title field cannot be an empty string.,${invalid('x', 'severity')}`,
      )), FULL],
    ]),
    ...table(CASES('2.4'), [
      ['the connector need not exist', create({
        connector: { id: 'unknown', name: 'Unknown', type: '.jira', fields: { issueType: 'Task', priority: null, parent: null } },
      })],
      ['the fields of a connector may be null',
        create({ connector: { id: 'unknown', name: 'Unknown', type: '.resilient', fields: null } })],
      ['the id "none" always reads as no connector', create({ connector: { id: 'none', name: 'Jira', type: '.jira', fields: null } })],
      ['an unknown type of connector is refused', create({ connector: { ...NONE, type: '.not-exists' } }, { status: 400 })],
      ['a connector needs an id',
        create({ connector: without(NONE, 'id') }, refusal(invalid(undefined, 'connector', 'id'))), { since: '8.9' }],
      ['the connector "none" has no fields',
        create({ connector: { ...NONE, fields: {} } }, refusal(invalid({}, 'connector', 'fields'))), { since: '8.9' }],
      ['a Jira connector needs all of its fields',
        create({ connector: { ...NONE, type: '.jira', fields: { unsupported: 'value' } } }, { status: 400 }), { since: '8.9' }],
      ['an unknown field of a connector is refused', create(
        { connector: { id: 'j', name: 'j', type: '.jira', fields: { issueType: null, priority: null, parent: null, foo: 1 } } },
        refusal('invalid keys "foo"'),
      ), { since: '8.9' }],
    ]),
    {
      establishes: 'two cases may differ only in their ids',
      source: CASES('2.1'),
      steps: [create({}), create({}), get(`/api/cases/tags?owner=${OWNER}`)],
    },
    {
      establishes: 'a new case with extracted observables says so in its settings',
      source: VERSIONS('4'),
      since: '9.2',
      steps: [create({ settings: { syncAlerts: true, extractObservables: true } })],
    },
    {
      establishes: 'creating a case records one activity, with the whole case',
      source: CASES('1.1'),
      since: '8.7',
      steps: [aCase(), get('/api/cases/{created.id}/user_actions/_find')],
    },
  ],
}
