// The story behind the screenshots and tests of the page: requests of an alert forwarder to a server, with several failures.

const HEADERS = { 'kbn-xsrf': 'true', 'content-type': 'application/json', 'user-agent': 'soar-playbooks/2.3' }

/** Options of the server in this story. */
export const OPTIONS = {
  connectors: {
    'jira-sec': {
      name: 'Jira SEC',
      actionTypeId: '.jira',
      config: { apiUrl: 'https://acme.atlassian.net', projectKey: 'SEC' },
      secrets: { email: 'x@example.com', apiToken: 'x' },
    },
    'snow-sir': {
      name: 'ServiceNow SIR',
      actionTypeId: '.servicenow-sir',
      config: { apiUrl: 'https://acme.service-now.com', usesTableApi: false },
      secrets: { username: 'x', password: 'x' },
    },
  },
}

const jira = { id: 'jira-sec', name: 'Jira SEC', type: '.jira', fields: { issueType: '10001', priority: 'High', parent: null } }
const servicenow = {
  id: 'snow-sir',
  name: 'ServiceNow SIR',
  type: '.servicenow-sir',
  fields: { destIp: false, sourceIp: false, malwareHash: false, malwareUrl: false, priority: '2', category: 'Phishing', subcategory: null },
}
const newCase = (title, more) => ({
  title,
  description: `**${title}**`,
  tags: [],
  owner: 'securitySolution',
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
  settings: { syncAlerts: false },
  ...more,
})
const comment = text => ({ type: 'user', comment: text, owner: 'securitySolution' })
const alert = id => ({
  type: 'alert',
  alertId: id,
  index: '.alerts-security.alerts-default',
  owner: 'securitySolution',
  rule: { id: 'rule-1', name: 'Impossible travel' },
})

/**
 * Plays the story against a server, with pauses that keep the requests visually apart.
 * @param {string} url the address of a server with the OPTIONS above
 */
export async function playStory (url, pauseMs = 0) {
  const send = async (method, path, body) => {
    await new Promise(resolve => setTimeout(resolve, pauseMs))
    const response = await fetch(url + path, { method, headers: HEADERS, ...(body && { body: JSON.stringify(body) }) })
    const text = await response.text()
    return text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
  }
  const create = (title, more) => send('POST', '/api/cases', newCase(title, more))
  const change = (id, version, changes) => send('PATCH', '/api/cases', { cases: [{ id, version, ...changes }] })
  const add = (id, body) => send('POST', `/api/cases/${id}/comments`, body)
  const push = (id, connector) => send('POST', `/api/cases/${id}/connector/${connector}/_push`, {})
  const read = id => send('GET', `/api/cases/${id}`)

  const phishing = await create('Phishing: “Invoice 4471 overdue”', { severity: 'high', connector: jira, tags: ['phishing'] })
  await add(phishing.id, alert('alert-1'))
  const login = await create('Login from two countries: m.ortega', { severity: 'medium', tags: ['identity'] })
  const [started] = await change(phishing.id, (await read(phishing.id)).version, { status: 'in-progress' })
  await add(phishing.id, comment('Twelve mailboxes got the same invoice.'))
  await push(phishing.id, 'jira-sec')
  // The client used the version from before its own comment and push
  await change(phishing.id, started.version, { severity: 'critical' })
  await change(phishing.id, (await read(phishing.id)).version, { severity: 'critical', connector: servicenow })
  const malware = await create('Malware on FIN-LT-0231', { severity: 'high', connector: jira, tags: ['malware'] })
  await add(malware.id, alert('alert-2'))
  await send('POST', '/_mock/failures', {
    match: { connectorId: 'snow-sir' }, response: { status: 503, body: { error: { message: 'Instance is hibernating' } } }, times: 1,
  })
  await push(phishing.id, 'snow-sir')
  await send('POST', '/_mock/faults', { match: { method: 'PATCH', path: '/api/cases' }, effect: { status: 503 }, times: 1 })
  await change(login.id, login.version, { status: 'in-progress' })
  await change(login.id, login.version, { status: 'in-progress' })
  await push(phishing.id, 'snow-sir')
  await add(login.id, comment('The address in Hanoi is a VPN exit.'))
  await push(malware.id, 'jira-sec')
  await send('GET', '/api/cases/_find?perPage=20')
  await change(malware.id, (await read(malware.id)).version, { status: 'in-progress' })
  await send('POST', '/_mock/clock/advance', { by: '2h' })
  await change(phishing.id, (await read(phishing.id)).version, { status: 'closed', connector: jira })
  await push(phishing.id, 'jira-sec')
  await read(phishing.id)
  // Stays active, since no request matches it
  await send('POST', '/_mock/faults', { id: 'outage', match: { method: 'DELETE', path: '/api/cases' }, effect: { preset: 'proxy-502' } })
  return { phishing, login, malware }
}
