import { get, given, post, put, type Area, type Expected, type Step } from '../scenario.js'
import { ATTACHMENTS, CASES, VERSIONS } from '../sources.js'
import { NONE, OWNER, aCase, newCase, refusal, table } from './bodies.js'

const bulkGet = (ids: unknown, expected: Expected = {}): Step => post('/internal/cases/_bulk_get', { ids }, expected)
const comment = (text: string) => ({ type: 'user', comment: text, owner: OWNER })
const bulkAdd = (body: unknown, expected: Expected = {}): Step =>
  post('/internal/cases/{created.id}/attachments/_bulk_create', body, expected)
const added = given(bulkAdd([comment('One'), comment('Two')], { as: 'commented' }))
const configured = given(post('/api/cases/configure', {
  connector: NONE,
  closure_type: 'close-by-user',
  owner: OWNER,
  customFields: [{ key: 'a', label: 'A', type: 'text', required: true }, { key: 't', label: 'T', type: 'toggle', required: false }],
}))
const withFields = given(post('/api/cases', newCase({ customFields: [{ key: 'a', type: 'text', value: 'x' }] }), { as: 'created' }))
const replaceField = (key: string, value: unknown, expected: Expected = {}): Step =>
  put(`/internal/cases/{created.id}/custom_fields/${key}`, { value, caseVersion: '{created.version}' }, expected)

const alerts = (...alertId: string[]) =>
  ({ type: 'alert', alertId, index: alertId, rule: { id: null, name: null }, owner: OWNER })
const containingAll = (...documentIds: string[]): Step =>
  post('/internal/cases/case/attachments/_find_containing_all', { caseIds: ['{one.id}', '{other.id}', 'unknown'], documentIds })

export const internalArea: Area = {
  name: 'internal routes',
  scenarios: [
    ...table(CASES('8'), [
      ['cases are read by their ids, unknown ones are listed', bulkGet(['{created.id}', 'unknown']), { since: '8.7' }],
      ['at least one case is read', bulkGet([], { status: 400 }), { since: '8.10' }],
      ['ids of cases are required', post('/internal/cases/_bulk_get', {}, { status: 400 }), { since: '8.7' }],
      ['categories are listed once, in order', get('/internal/cases/categories'), { since: '8.10' }],
      ['metrics of a case are those that are requested',
        get('/internal/cases/metrics/{created.id}?features=lifespan&features=connectors&features=alerts.count'), { since: '8.10' }],
      ['unknown metrics of a case are refused',
        get('/internal/cases/metrics/{created.id}?features=unknown', { status: 400 }), { since: '8.10' }],
      ['metrics of all cases have the mean time to resolve', get('/internal/cases/metrics?features=mttr'), { since: '8.10' }],
      ['cases are searched by a body', post('/internal/cases/_search', { owner: OWNER, status: 'open' }), { since: '8.12' }],
      ['a search by custom fields needs a configuration',
        post('/internal/cases/_search', { owner: OWNER, customFields: { t: [true] } }, { status: 400 }), { since: '8.12' }],
    ], [aCase({}, 'other'), given(post('/api/cases', newCase({ title: 'Second' }), { as: 'created' }))]),
    ...table(CASES('8'), [
      ['before 8.10 metrics of a case have a public route',
        get('/api/cases/metrics/{created.id}?features=lifespan&features=connectors&features=alerts.count'),
        { since: '8.3', until: '8.10' }],
      ['before 8.10 metrics of all cases have a public route', get('/api/cases/metrics?features=mttr'), { since: '8.3', until: '8.10' }],
      ['activity is found with its attachments', get('/internal/cases/{created.id}/user_actions/_find'), { since: '8.7' }],
    ], [aCase()]),
    ...table(CASES('8'), [
      ['without an owner no users are suggested',
        post('/internal/cases/_suggest_user_profiles', { name: '', owners: [] }), { since: '8.5' }],
      ['at most ten users are suggested',
        post('/internal/cases/_suggest_user_profiles', { name: '', owners: [], size: 11 }, { status: 400 }), { since: '8.10' }],
      ['suggesting users needs a name', post('/internal/cases/_suggest_user_profiles', { owners: [] }, { status: 400 }), { since: '8.5' }],
    ]),
    {
      establishes: 'cases that contain all given alerts are found',
      source: VERSIONS('5'),
      since: '9.2',
      steps: [
        aCase({}, 'one'), aCase({}, 'other'), given(post('/api/cases/{one.id}/comments', alerts('a', 'b'))),
        given(post('/api/cases/{other.id}/comments', alerts('b', 'c'))), containingAll('a', 'b'), containingAll('b'), containingAll('d'),
      ],
    },
    {
      establishes: 'categories of cases are listed',
      source: CASES('5'),
      since: '8.10',
      steps: [
        aCase({ category: 'b' }, 'one'), aCase({ category: 'a' }, 'two'), aCase({ category: 'b' }, 'three'),
        get('/internal/cases/categories'),
      ],
    },
    ...table(ATTACHMENTS('8'), [
      ['comments are added together', bulkAdd([comment('One'), comment('Two')]), { since: '8.3' }],
      ['an empty list adds no comments', bulkAdd([]), { since: '8.3' }],
      ['comments that are added together are a list', bulkAdd({}, { status: 400 }), { since: '8.3' }],
      ['at most 100 comments are added together', bulkAdd(Array(101).fill(comment('x')), { status: 400 }), { since: '8.10' }],
      ['one invalid comment keeps all from being added', bulkAdd([comment('One'), { type: 'user' }], { status: 400 }), { since: '8.3' }],
    ], [aCase()]),
    ...table(ATTACHMENTS('8'), [
      ['attachments are read by their ids, unknown ones are listed',
        post('/internal/cases/{created.id}/attachments/_bulk_get', { ids: ['{commented.comments.0.id}', 'unknown'] }), { since: '8.7' }],
      ['at least one attachment is read',
        post('/internal/cases/{created.id}/attachments/_bulk_get', { ids: [] }, { status: 400 }), { since: '8.10' }],
    ], [aCase(), added]),
    {
      establishes: 'attachments of an unknown case are not read',
      source: ATTACHMENTS('8'),
      since: '8.7',
      steps: [
        post('/internal/cases/unknown/attachments/_bulk_get', { ids: ['a'] }, refusal('Saved object [cases/unknown] not found', 404)),
      ],
    },
    ...table(CASES('8'), [
      ['one custom field is replaced', replaceField('a', 'y'), { since: '8.15' }],
      ['an unknown custom field is not replaced', replaceField('z', 'y', { status: 400 }), { since: '8.15' }],
      ['a required custom field is not emptied', replaceField('a', null, { status: 400 }), { since: '8.15' }],
      ['a custom field is replaced by the version of its case',
        put('/internal/cases/{created.id}/custom_fields/a', { value: 'y', caseVersion: 'stale' }, { status: 409 }), { since: '8.15' }],
      ['cases are searched by custom fields',
        post('/internal/cases/_search', { owner: OWNER, customFields: { t: [null] } }), { since: '8.15' }],
      ['custom fields of type text cannot be searched',
        post('/internal/cases/_search', { owner: OWNER, customFields: { a: ['x'] } }, { status: 400 }), { since: '8.15' }],
    ], [configured, withFields]),
  ],
}
