import t from 'tap'
import { FAILURES } from '../../src/documents/failure.js'
import { FAILURE_PRESETS } from '../../src/connectors/simulation/failure-presets.js'
import type { RefusedCall } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { control } from '../helpers/control.js'
import { CONNECTORS } from '../helpers/push.js'

// A push refused by a failure leaves traces: in the request log, in the rule, and in the calls of the external system

interface Refusal {
  /** The connector to push to. */
  readonly connector: string
  /** The last call of the push: its status, and a part of its response. */
  readonly status: number | null
  readonly answer: unknown
  /** True if the record already exists, because an update fails. */
  readonly isUpdate?: true
}

const PRESETS: Record<string, Refusal> = {
  'jira-epic-name': { connector: 'jira', status: 400, answer: { errors: { customfield_10011: 'Epic Name is required.' } } },
  'jira-priority-not-on-screen': { connector: 'jira', status: 400, answer: { errors: { priority: /not on the appropriate screen/ } } },
  'jira-401-html': { connector: 'jira', status: 401, answer: /^<html>.*Unauthorized \(401\)/ },
  'jira-data-center-204': { connector: 'cases-webhook', status: 204, answer: '', isUpdate: true },
  'servicenow-hibernating': { connector: 'servicenow', status: 200, answer: /Your instance is hibernating/ },
  'servicenow-acl': { connector: 'servicenow', status: 403, answer: { error: { detail: /^ACL Exception/ } } },
  'servicenow-import-set-row': { connector: 'servicenow', status: 201, answer: { result: [{ status: 'error' }] } },
  'resilient-401': { connector: 'resilient', status: 401, answer: { message: 'Unable to authenticate' } },
  'tls-break': { connector: 'resilient', status: null, answer: null },
}

/** The kinds of failures, at Jira; null without a response. */
const KINDS: Record<string, Omit<Refusal, 'connector'>> = {
  'bad-credentials': { status: 401, answer: /./ },
  'missing-field': { status: 400, answer: { errors: { customfield_10011: /./ } } },
  'unknown-issue-type': { status: 400, answer: { errors: { issuetype: /./ } } },
  'not-found': { status: 404, answer: {} },
  'rate-limit': { status: 429, answer: { errorMessages: ['Rate limit exceeded.'] } },
  unavailable: { status: 503, answer: {} },
  'not-json': { status: 200, answer: /^<html>/ },
  timeout: { status: null, answer: null },
  'connection-refused': { status: null, answer: null },
  tls: { status: null, answer: null },
}

t.test('the tables contain every preset and every kind of failure, and each preset has its source', async t => {
  t.strictSame(Object.keys(PRESETS), Object.keys(FAILURE_PRESETS))
  t.strictSame(Object.keys(KINDS), [...FAILURES])
  const { body } = await control(await testServer(t), 'GET', '/presets')
  for (const { name, description, source } of [...body.faults, ...body.failures]) t.ok(description && source, name)
})

for (const [name, way, { connector, status, answer, isUpdate }] of [
  ...Object.entries(PRESETS).map(([name, refusal]) => [name, { preset: name }, refusal] as const),
  ...Object.entries(KINDS).map(([name, refusal]) => [
    name, { failure: name }, { connector: 'jira', isUpdate: undefined, ...refusal },
  ] as const),
]) {
  t.test(`a push that ${name} refused leaves its traces`, async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS, seed: { cases: [{ id: 'a', title: 'Phishing' }] } })
    const push = () => call(kibana, 'POST', `/api/cases/a/connector/${connector}/_push`, {})
    if (isUpdate) t.equal((await push()).status, 200)
    kibana.requests.clear()
    const { body: { id } } = await control(kibana, 'POST', '/failures', { ...way, times: 2 })

    const { status: got, body } = await push()
    t.equal(got, 424)
    t.match(kibana.requests.all(), [{ status: 424, failure: { id, ...way }, answer: body }], 'the request log names the failure')
    t.match((await control(kibana, 'GET', '/failures')).body.failures, [{ id, hits: 1 }], 'the failure counts it')

    const [record] = kibana.incidents.all()
    const refused = kibana.incidents.refused()
    t.equal(record ? refused.length : kibana.incidents.all().length, 0, 'it is under the record, or under the system if there is none')
    const kept: Omit<RefusedCall, 'connectorType' | 'systemUrl'> = record ? record.calls.at(-1)! : refused[0]!
    t.match(kept, { caseId: 'a', connectorId: connector, action: isUpdate ? 'update' : 'create', incident: {}, error: body.message })
    t.match(kept.requests.at(-1), { method: /./, url: /^https:/, status, answer })

    t.equal((await push()).status, 424)
    t.equal((await push()).status, 200)
    t.strictSame([kibana.failures.list(), kibana.requests.all().at(-1)!.failure], [[], null], 'after its times it is over')
  })
}
