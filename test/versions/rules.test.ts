import { JIRA, NEW_CASE, testRows, type Client, type Row } from './table.js'

const keysOf = (body: object) => Object.keys(body).join()
const commented = async (client: Client) => client.attach((await client.make()).id)
const LATER_FIRST =
  'title,description,tags,owner,assignees,category,connector,severity,status,settings,duration,closed_at,closed_by,created_at,' +
    'created_by,updated_at,updated_by,external_service,id,version,totalComment,totalAlerts,comments'
const OLD_FIRST =
  'id,version,comments,totalComment,totalAlerts,description,title,tags,settings,owner,duration,severity,closed_at,closed_by,created_at,' +
    'created_by,status,updated_at,updated_by,assignees,connector,external_service'
const OLD_COMMENTED = OLD_FIRST.replace('id,version,comments,totalComment,totalAlerts', 'comments,totalAlerts,id,version,totalComment')
const LATER_COMMENTED = LATER_FIRST.replace('id,version,totalComment,totalAlerts,comments', 'totalAlerts,id,version,totalComment,comments')
const COMMENT = 'type,comment,owner,created_at,created_by,pushed_at,pushed_by,updated_at,updated_by,id,version'

testRows('the order of keys', [
  ['of a new case', '8.8.2', '8.9.0', async client => keysOf(await client.make()), OLD_FIRST, LATER_FIRST],
  ['of a read case',
    '8.8.2', '8.9.0', async client => keysOf((await client.call('GET', `/api/cases/${(await client.make()).id}`)).body), OLD_FIRST,
    LATER_FIRST],
  ['of a found case', '8.8.2', '8.9.0', async client => {
    await client.make()
    return keysOf((await client.call('GET', '/api/cases/_find')).body.cases[0])
  }, OLD_FIRST, LATER_FIRST],
  ['of a commented case', '8.8.2', '8.9.0', async client => keysOf(await commented(client)), OLD_COMMENTED, LATER_COMMENTED],
  ['of a commented case, after external_service', '9.1.9', '9.2.0', async client =>
    keysOf(await commented(client)).split('external_service,')[1],
  'totalAlerts,id,version,totalComment,comments', 'totalAlerts,totalEvents,id,version,totalComment,comments'],
  ['of a pushed case', '8.8.2', '8.9.0', async client => {
    const { id } = await client.make()
    const { body: { id: connectorId } } = await client.call('POST', '/api/actions/connector', JIRA)
    return keysOf((await client.call('POST', `/api/cases/${id}/connector/${connectorId}/_push`, {})).body)
  }, OLD_FIRST, LATER_COMMENTED],
  ['of a new case of 8.0, with its type', '8.0.1', '8.1.0', async client => keysOf(await client.make()).split(',').slice(0, 7),
    ['id', 'version', 'comments', 'totalComment', 'totalAlerts', 'type', 'description'],
    ['id', 'version', 'comments', 'totalComment', 'totalAlerts', 'description', 'title']],
  ['of a comment', '8.0.1', '8.1.0', async client => keysOf((await commented(client)).comments[0]), `associationType,${COMMENT}`, COMMENT],
  ['of _find', '8.8.2', '8.9.0', async client => keysOf((await client.call('GET', '/api/cases/_find')).body),
    'page,per_page,total,cases,count_open_cases,count_in_progress_cases,count_closed_cases',
    'page,per_page,total,cases,count_open_cases,count_in_progress_cases,count_closed_cases'],
])

const conf = { connector: NEW_CASE.connector, closure_type: 'close-by-user', owner: 'securitySolution' }
const jira = { name: 'j', fields: null, id: 'j', type: '.jira' }

// Source: Kibana 9.5.1, a new case; the order follows from the parts of CaseConnectorRt, cases/common/types/domain/connector/v1.ts
testRows('the order of the keys of a connector', [
  ['of a new case', '8.8.2', '8.9.0', async client => keysOf((await client.make({ connector: jira })).connector),
    'id,name,type,fields', 'id,type,fields,name'],
  ['of a case without a connector', '8.8.2', '8.9.0', async client => keysOf((await client.make()).connector),
    'id,name,type,fields', 'id,type,fields,name'],
  ['of a configuration', '8.8.2', '8.9.0', async client =>
    keysOf((await client.call('POST', '/api/cases/configure', { ...conf, connector: jira })).body.connector),
  'id,name,type,fields', 'id,type,fields,name'],
])

const CONFIGURATION = [
  'id', 'version', 'owner', 'closure_type', 'connector', 'created_at', 'created_by', 'updated_at', 'updated_by', 'mappings', 'error',
]
const configured = async (client: Client) => Object.keys((await client.call('POST', '/api/cases/configure', conf)).body).sort()
const configuration = (...more: string[]) => [...CONFIGURATION, ...more].sort()

testRows('the keys of a configuration', [
  ['customFields', '8.10.4', '8.11.0', configured, configuration(), configuration('customFields')],
  ['templates', '8.14.3', '8.15.0', configured, configuration('customFields'), configuration('customFields', 'templates')],
  ['observableTypes',
    '8.17.9', '8.18.0', configured, configuration('customFields', 'templates'),
    configuration('customFields', 'templates', 'observableTypes')],
  ['observableTypes',
    '8.17.9', '9.0.0', configured, configuration('customFields', 'templates'),
    configuration('customFields', 'templates', 'observableTypes')],
  ['nothing new',
    '9.1.9', '9.2.0', configured, configuration('customFields', 'templates', 'observableTypes'),
    configuration('customFields', 'templates', 'observableTypes')],
])

const many = (length: number) => Array.from({ length }, (_, index) => `x${index}`)
const patches = (length: number) => (client: Client) =>
  client.said('PATCH', '/api/cases', { cases: many(length).map(id => ({ id, version: 'a', title: 'x' })) })
const TOO_MANY = (field: string) => `The length of the field ${field} is too long. Array must be of length <= 100.`
const typeIn = (type: string, before: string, from: string): Row => [`types=${type} of activity`, before, from,
  async client => client.said('GET', `/api/cases/${(await client.make()).id}/user_actions/_find?types=${type}`),
  `Invalid value "${type}" supplied to "types"`, 200]
const unknownKey = (url: string): Row => [`an unknown key of ${url}`, '8.8.2', '8.9.0',
  client => client.said('GET', `${url}?foo=1`).then(
    said => /^Invalid value \{"foo":"1"\} supplied to : Partial<.*>, excess properties: \["foo"\]$/.test(String(said)) || said,
  ), true, 'invalid keys "foo"']

testRows('rules', [
  ['101 cases in a PATCH',
    '8.9.2', '8.10.0', patches(101), `These cases ${many(101).join(', ')} do not exist. Please check you have the correct ids.`,
    TOO_MANY('cases')],
  ['101 ids in a DELETE',
    '8.9.2', '8.10.0', client => client.said('DELETE', `/api/cases?ids=${encodeURIComponent(JSON.stringify(many(101)))}`),
    'Saved object [cases/x0] not found', TOO_MANY('ids')],
  ['another owner and a long title', '8.9.2', '8.10.0', client => client.patched({ owner: 'cases', title: 'x'.repeat(161) }),
    'Updating the owner of a case  is not allowed ids: [ID]', 'The length of the title is too long. The maximum length is 160.'],
  ['an empty category', '8.9.2', '8.10.0', client => client.created({ category: '' }),
    'The category cannot be an empty string.,Invalid value "" supplied to "category"',
    'The category field cannot be an empty string.,Invalid value "" supplied to "category"'],
  ['the owner of Stack Management',
    '8.1.3', '8.2.0', client => client.created({ owner: 'cases' }), 'Unauthorized to create case with owners: "cases"', 200],
  ['suggested profiles',
    '8.4.3', '8.5.0', client => client.said('POST', '/internal/cases/_suggest_user_profiles', { name: 'a', owners: ['securitySolution'] }),
    'Not Found', 200],
  ['a size of 11 for suggested profiles', '8.9.2', '8.10.0',
    client => client.said('POST', '/internal/cases/_suggest_user_profiles', { name: 'a', owners: ['securitySolution'], size: 11 }),
    200, 'The size field cannot be more than 10.'],
  unknownKey('/api/cases/reporters'),
  unknownKey('/api/cases/status'),
  typeIn('template', '9.3.9', '9.4.0'),
  typeIn('extended_fields', '9.3.9', '9.4.0'),
  ['extended fields in the activity of a new case', '9.3.9', '9.4.0', async client => {
    const {
      status, body,
    } = await client.call('POST', '/api/cases', { ...NEW_CASE, extended_fields: { a_as_keyword: 'x' }, template: { id: 't', version: 1 } })
    if (status !== 200) return body.message
    return (await client.call('GET', `/api/cases/${body.id}/user_actions/_find`)).body.userActions.map(({ type }: { type: string }) => type)
  }, 'invalid keys "extended_fields,{"a_as_keyword":"x"},template,{"id":"t","version":1}"', ['create_case']],
  ['extractObservables in a template of the configuration', '9.1.9', '9.2.0', client => client.said('POST', '/api/cases/configure', {
    ...conf,
    templates: [{ key: 'a', name: 'a', caseFields: { settings: { syncAlerts: true, extractObservables: true } } }],
  }), 'invalid keys "extractObservables"', 200],
])
