import { get, given, post, put, remove, type Area, type Expected, type Scenario, type Step } from '../scenario.js'
import { VERSIONS } from '../sources.js'
import { OWNER, change, newCase, refusal, table } from './bodies.js'

const PATH = '/api/cases/templates'
const READS = { since: '9.5' } as const
const WRITES = { since: '9.5.2' } as const

const DEFINITION = `severity: high
category: events
tags: [from-template]
fields:
  - { name: priority, label: Priority, type: keyword, control: INPUT_TEXT, metadata: { default: medium } }
  - { name: size, label: Size, type: integer, control: INPUT_NUMBER, validation: { min: 1, max: 9 } }
  - { name: cause, label: Cause, type: keyword, control: INPUT_TEXT, validation: { required_on_close: true } }
`
const template = (fields: object = {}) => ({ name: 'Triage', owner: OWNER, definition: DEFINITION, ...fields })
const create = (fields: object = {}, expected: Expected = {}): Step => post(PATH, template(fields), expected)
const created = given(create({}, { as: 'template' }))
const ONE = `${PATH}/{template.templateId}`
/** Creates a case from the template. */
const from = (fields: object = {}, expected: Expected = {}): Step =>
  post('/api/cases', newCase({ tags: [], template: { id: '{template.templateId}' }, ...fields }), expected)
const aCaseFrom = given(from({}, { as: 'created' }))
const unknown = refusal('Template with id unknown not found', 404)

const scenarios: readonly Scenario[] = [
  ...table(VERSIONS('13.4'), [
    ['there are no templates at first', get(PATH), READS],
    ['templates are sorted by a known field', get(`${PATH}?sortField=unknown`, { status: 400 }), READS],
    ['an unknown template is not found', get(`${PATH}/unknown`, unknown), READS],
    ['there are no fields without a template', get(`/api/cases/fields?owner=${OWNER}`), READS],
    ['fields are listed by owner', get('/api/cases/fields', { status: 400 }), READS],
    ['a case of an unknown template is refused',
      post('/api/cases', newCase({ template: { id: 'unknown' } }), refusal('Template unknown not found')), READS],
  ]),
  {
    establishes: 'an unknown case has no fields',
    source: VERSIONS('13.4'),
    ...READS,
    steps: [get('/api/cases/unknown/fields', { status: 404 })],
  },
  {
    establishes: 'a template reads as it was created',
    source: VERSIONS('13.5'),
    ...WRITES,
    steps: [create({}, { as: 'template' }), get(ONE), get(PATH)],
  },
  ...table(VERSIONS('13.5'), [
    ['a template needs an owner', post(PATH, { name: 'Triage', definition: 'fields: []' }, { status: 400 }), WRITES],
    ['a template needs a definition', post(PATH, { name: 'Triage', owner: OWNER }, { status: 400 }), WRITES],
    ['a template has no further keys', create({ foo: 1 }, { status: 400 }), WRITES],
    ['a definition is YAML', create({ definition: 'fields: [' }, { status: 400 }), WRITES],
    ['a definition has fields', create({ definition: 'severity: high' }, { status: 400 }), WRITES],
    ['an unknown template is not replaced', put(`${PATH}/unknown`, template(), unknown), WRITES],
    ['an unknown template is not deleted', remove(`${PATH}/unknown`, unknown), WRITES],
    ['a dry run answers without creating a template', post(`${PATH}?dry_run=true`, template()), WRITES],
  ]),
  {
    establishes: 'a dry run leaves no template',
    source: VERSIONS('13.5'),
    ...WRITES,
    steps: [given(post(`${PATH}?dry_run=true`, template())), get(PATH)],
  },
  ...table(VERSIONS('13.5'), [
    ['names of templates are unique, whatever their case', create({ name: 'TRIAGE' }, { status: 409 }), WRITES],
    ['another owner may have a template of the same name', create({ owner: 'observability' }), WRITES],
    ['a replaced template has the next version', put(ONE, template({ name: 'Other', definition: 'fields: []' })), WRITES],
    ['a template is found by a word of its fields', get(`${PATH}?search=priority`), WRITES],
    ['a template is not found by another word', get(`${PATH}?search=nothing`), WRITES],
    ['the fields of a template are listed', get(`/api/cases/fields?owner=${OWNER}&templateId={template.templateId}`), WRITES],
    ['a case takes what it leaves out from its template', from(), WRITES],
    ['a case keeps what it has, whatever its template',
      from({ severity: 'low', tags: ['own'], extended_fields: { priority_as_keyword: 'high' } }), WRITES],
    ['a field that the template lacks is refused', from({ extended_fields: { other_as_keyword: 'x' } }, { status: 400 }), WRITES],
    ['a number out of its limits is refused', from({ extended_fields: { size_as_integer: '10' } }, { status: 400 }), WRITES],
  ], [created]),
  {
    establishes: 'earlier versions of a template are read',
    source: VERSIONS('13.5'),
    ...WRITES,
    steps: [created, given(put(ONE, template({ name: 'Other' }))), get(`${ONE}?version=1`), get(ONE)],
  },
  {
    establishes: 'a deleted template is gone, but is read on request',
    source: VERSIONS('13.5'),
    ...WRITES,
    steps: [created, remove(ONE), get(ONE, { status: 404 }), get(`${ONE}?includeDeleted=true`), get(PATH)],
  },
  ...table(VERSIONS('13.4'), [
    ['the fields of a case are those of its template', get('/api/cases/{created.id}/fields'), WRITES],
    ['a case is not closed without the fields that closing needs', change({ status: 'closed' }, { status: 400 }), WRITES],
    ['a case is closed with the fields that closing needs',
      change({ status: 'closed', extended_fields: { cause_as_keyword: 'known' } }), WRITES],
    ['fields of a case are changed one by one', change({ extended_fields: { priority_as_keyword: 'low' } }), WRITES],
    ['a template is removed from its case', change({ template: null }), WRITES],
    ['a template of a case is an activity', get('/api/cases/{created.id}/user_actions/_find?types=template&types=extended_fields'), WRITES],
  ], [created, aCaseFrom]),
]

export const templateArea: Area = { name: 'templates', scenarios }
