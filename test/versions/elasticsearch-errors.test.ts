import t from 'tap'
import { testServer } from '../helpers/app.js'
import { basic } from '../helpers/security.js'

/** A request that Elasticsearch refuses, and the message up to Kibana 8.6 and from 8.7 on. */
type Row = readonly [what: string, url: string, before: string, from: string, authorization?: string | undefined, method?: 'DELETE']

const NO_USER = 'unable to authenticate user [elastic] for REST request [/_security/_authenticate]'
const NO_KEY = 'unable to authenticate with provided credentials and anonymous access is not allowed for this request'
const NO_DATE = 'failed to parse date field [yesterday] with format [strict_date_optional_time||epoch_millis]'
const NEGATIVE = '[from] parameter cannot be negative but was [-20]'
const TOO_FAR = 'Result window is too large, from + size must be less than or equal to: [10000] but was [10020]. See the scroll api for ' +
  'a more efficient way to request large data sets. This limit can be set by changing the [index.max_result_window] index level setting.'
const RESERVED = 'role [viewer] is reserved and cannot be deleted'

// Source: @elastic/transport, lib/errors.js of 8.2.0 and of 8.3.1. The earlier form is that of an answer of Kibana 8.2.2
// (elastic/cloud-on-k8s issue 3989) and of a log of December 2022 (deviantony/docker-elk issue 800), the later that of one of May 2023
// (issue 863). `Caused by:`: Elasticsearch's action/search/{AbstractSearchAsyncAction,SearchPhaseExecutionException}.java
const ROWS: readonly Row[] = [
  [
    'a wrong password', '/api/cases/_find',
    `[security_exception: [security_exception] Reason: ${NO_USER}]: ${NO_USER}`,
    `[security_exception\n\tRoot causes:\n\t\tsecurity_exception: ${NO_USER}]: ${NO_USER}`,
    basic('elastic', 'wrong'),
  ],
  [
    'a wrong API key', '/api/cases/_find',
    `[security_exception: [security_exception] Reason: ${NO_KEY}]: ${NO_KEY}`,
    `[security_exception\n\tRoot causes:\n\t\tsecurity_exception: ${NO_KEY}]: ${NO_KEY}`,
    'ApiKey bm86bm8=',
  ],
  [
    'an invalid date', '/api/cases/_find?from=yesterday',
    `all shards failed: search_phase_execution_exception: [parse_exception] Reason: ${NO_DATE}: [${NO_DATE}]`,
    `all shards failed: search_phase_execution_exception\n\tRoot causes:\n\t\tparse_exception: ${NO_DATE}: [${NO_DATE}]`,
  ],
  [
    'a page before the first', '/api/cases/_find?page=0',
    `${NEGATIVE}: illegal_argument_exception: [illegal_argument_exception] Reason: ${NEGATIVE}`,
    `${NEGATIVE}: illegal_argument_exception\n\tRoot causes:\n\t\tillegal_argument_exception: ${NEGATIVE}`,
  ],
  [
    'a page too far', '/api/cases/_find?page=501',
    `all shards failed: search_phase_execution_exception: [illegal_argument_exception] Reason: ${TOO_FAR}`,
    'all shards failed: search_phase_execution_exception\n' +
      `\tCaused by:\n\t\tillegal_argument_exception: ${TOO_FAR}\n\tRoot causes:\n\t\tillegal_argument_exception: ${TOO_FAR}`,
  ],
  [
    'the deletion of a built-in role', '/api/security/role/viewer',
    `[illegal_argument_exception: [illegal_argument_exception] Reason: ${RESERVED}]: ${RESERVED}`,
    `[illegal_argument_exception\n\tRoot causes:\n\t\tillegal_argument_exception: ${RESERVED}]: ${RESERVED}`,
    undefined,
    'DELETE',
  ],
]

t.test('errors of Elasticsearch by version', async t => {
  const security = { users: { elastic: { password: 'elastic', roles: ['superuser'] } } }
  for (const [kibanaVersion, isLater] of [['8.6.2', false], ['8.7.0', true]] as const) {
    const { app } = await testServer(t, { kibanaVersion, security })
    for (const [what, url, before, from, authorization = basic('elastic'), method = 'GET'] of ROWS) {
      const response = await app.inject({ method, url, headers: { 'kbn-xsrf': 'true', authorization } })
      t.equal(response.json().message, isLater ? from : before, `${what}, ${kibanaVersion}`)
    }
  }
})
