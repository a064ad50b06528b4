import type { Test } from 'tap'
import { connect } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { CONNECTORS } from '../helpers/push.js'

export const NOW = '2025-06-01T10:00:00.000Z'
const seed = { cases: [{ id: 'a', title: 'Phishing' }, { id: 'b', title: 'Malware' }], connectors: [{ id: 'jira', ...CONNECTORS.jira! }] }
const options = { seed, basePath: '/kb', control: { token: 's3cret' } }
/** A server with two cases, a connector, a base path and a control token. */
export const server = (t: Test) => testServer(t, options)
/** The same over HTTP. */
export const connected = async (t: Test) => connect((await server(t)).url, { token: 's3cret' })
export const headers = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }
