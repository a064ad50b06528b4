// The story of fixtures/demo.json: actions with their users and times (minutes after the creation of the case).

export const PEOPLE = {
  ana: 'analyst of the first shift',
  ben: 'analyst of the second shift',
  cleo: 'incident responder',
  forwarder: 'the program that forwards alerts',
}

export const CONNECTORS = [
  {
    id: 'jira',
    name: 'Jira SEC',
    actionTypeId: '.jira',
    config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' },
    secrets: { email: 'kibana@example.com', apiToken: 'x' },
  },
  {
    id: 'servicenow',
    name: 'ServiceNow',
    actionTypeId: '.servicenow',
    config: { apiUrl: 'https://example.service-now.com', usesTableApi: true },
    secrets: { username: 'kibana', password: 'x' },
  },
  {
    id: 'thehive',
    name: 'TheHive',
    actionTypeId: '.thehive',
    config: { url: 'https://thehive.example.com', organisation: null },
    secrets: { apiKey: 'x' },
  },
]

const [jira, servicenow, thehive] = CONNECTORS
/** The connector of a case, with the fields of its incident. */
const linkTo = ({ id, name, actionTypeId: type }, fields) => ({ id, name, type, fields })
const toJira = linkTo(jira, { issueType: '10001', priority: 'High', parent: null })
const toServiceNow = linkTo(servicenow, { urgency: '2', severity: '2', impact: '2', category: 'network', subcategory: 'dns' })
const toTheHive = linkTo(thehive, { tlp: 2 })
const none = { id: 'none', name: 'none', type: '.none', fields: null }

export const alert = (name, id) => ({
  type: 'alert',
  alertId: `${name.toLowerCase().replaceAll(' ', '-')}-${id.slice(0, 8)}`,
  index: '.alerts-security.alerts-default',
  rule: { id: `rule-${name.toLowerCase().replaceAll(' ', '-')}`, name },
})

const RISKS = { low: 21, medium: 47, high: 73, critical: 99 }

/** The document of an alert, as a detection rule writes it. */
export const sourceOf = ({ rule: { id, name } }, { title, severity = 'low' }) => ({
  'kibana.alert.rule.uuid': id,
  'kibana.alert.rule.name': name,
  'kibana.alert.severity': severity,
  'kibana.alert.risk_score': RISKS[severity],
  'kibana.alert.reason': `${name}: ${title}`,
})

const security = (title, description, tags, more = {}) => ({
  title, description, tags, connector: none, settings: { syncAlerts: true }, owner: 'securitySolution', ...more,
})
const observability = (title, description, tags, more = {}) => ({
  ...security(title, description, tags, more), owner: 'observability', settings: { syncAlerts: false },
})
const stack = (title, description, tags, more = {}) => ({ ...security(title, description, tags, more), owner: 'cases' })

export const CASES = [
  {
    at: '2025-06-02T08:12:00.000Z',
    who: 'forwarder',
    body: security(
      'Login from two countries',
      'User **m.keller** signed in from Lisbon and from Hanoi within four minutes.',
      ['identity', 'travel'],
      { severity: 'high', connector: toJira, assignees: [{ uid: 'u_ana' }] },
    ),
    steps: [
      [1, 'forwarder', 'alert', 'Impossible travel'],
      [14, 'ana', 'change', { status: 'in-progress' }],
      [31, 'ana', 'comment', 'The address in Hanoi is a VPN exit. Asked the user to call back.'],
      [48, 'ana', 'push', 'jira'],
      [205, 'cleo', 'comment', 'Sessions revoked, password reset. No mail rules were added.'],
      [212, 'cleo', 'push', 'jira'],
      [260, 'ana', 'change', { status: 'closed' }],
    ],
  },
  {
    at: '2025-06-02T13:40:00.000Z',
    who: 'ben',
    body: security('Ransomware note on FS-02', 'A file `READ_ME.txt` appeared in 140 folders.', ['ransomware', 'fileserver'], {
      severity: 'critical', connector: toTheHive, category: 'Malware',
    }),
    steps: [
      [2, 'ben', 'alert', 'Many files renamed'],
      [3, 'ben', 'alert', 'Shadow copies deleted'],
      [5, 'ben', 'change', { status: 'in-progress' }],
      [9, 'ben', 'push', 'thehive'],
      [25, 'cleo', 'file', ['READ_ME.txt', 'Your files are gone. Write to us.\n']],
      [44, 'cleo', 'comment', 'FS-02 is isolated. Restoring from the backup of 02:00.'],
      [45, 'cleo', 'push', 'thehive'],
    ],
  },
  {
    at: '2025-06-03T06:55:00.000Z',
    who: 'forwarder',
    body: security('Phishing mail to accounting', 'Twelve mailboxes got the same invoice.', ['phishing', 'mail'], {
      severity: 'medium', connector: toServiceNow,
    }),
    steps: [
      [1, 'forwarder', 'alert', 'Mail with a macro'],
      [62, 'ana', 'comment', 'Two people opened the attachment; macros are blocked by policy.'],
      [70, 'ana', 'push', 'servicenow'],
      [90, 'ana', 'change', { status: 'closed', tags: ['phishing', 'mail', 'awareness'] }],
    ],
  },
  {
    at: '2025-06-04T10:05:00.000Z',
    who: 'ana',
    body: observability('Checkout latency over 2 s', 'p95 of `checkout` doubled after the deployment of 09:50.', ['checkout', 'latency'], {
      severity: 'high',
    }),
    steps: [
      [6, 'ana', 'change', { status: 'in-progress' }],
      [18, 'ben', 'comment', 'Rolled back to the build of yesterday; latency is back to normal.'],
      [40, 'ben', 'change', { status: 'closed' }],
    ],
  },
  {
    at: '2025-06-05T15:20:00.000Z',
    who: 'ben',
    body: security(
      'New local administrator on WS-114',
      'Account `helpdesk2` was added outside of the change window.',
      ['privilege', 'endpoint'],
      { severity: 'medium', connector: toJira },
    ),
    steps: [
      [1, 'ben', 'alert', 'Local group changed'],
      [35, 'ben', 'push', 'jira'],
      [36, 'ben', 'comment', 'Waiting for the answer of the help desk.'],
    ],
  },
  {
    at: '2025-06-06T07:45:00.000Z',
    who: 'forwarder',
    body: security('Beaconing to a young domain', '`cdn-upd8.example` was registered three days ago.', ['c2', 'dns'], {
      severity: 'high', connector: toServiceNow, category: 'Network',
    }),
    steps: [
      [1, 'forwarder', 'alert', 'Regular DNS queries'],
      [20, 'ana', 'change', { status: 'in-progress', severity: 'critical' }],
      [33, 'ana', 'file', ['queries.csv', 'time,host,name\n07:31:00,WS-201,cdn-upd8.example\n07:36:00,WS-201,cdn-upd8.example\n']],
      [41, 'ana', 'push', 'servicenow'],
      [180, 'cleo', 'comment', 'Blocked at the resolver. WS-201 is being rebuilt.'],
      [185, 'cleo', 'push', 'servicenow'],
    ],
  },
  {
    at: '2025-06-09T09:00:00.000Z',
    who: 'ana',
    body: stack('Rotate the API keys of the forwarders', 'Every key is older than a year.', ['maintenance']),
    steps: [[1440, 'ana', 'comment', 'Half of them are done.']],
  },
  {
    at: '2025-06-10T11:30:00.000Z',
    who: 'ben',
    body: observability(
      'Disk of es-data-3 at 91 %', 'The hot tier is filling faster than planned.', ['capacity', 'elasticsearch'], { severity: 'low' },
    ),
    steps: [[300, 'ben', 'comment', 'Shards were moved; 74 % now.'], [310, 'ben', 'change', { status: 'closed' }]],
  },
  {
    at: '2025-06-11T16:10:00.000Z',
    who: 'cleo',
    body: security(
      'Lost laptop of sales', 'Reported by phone; disk encryption was on.', ['asset'], { severity: 'low', category: 'Physical' },
    ),
    steps: [[15, 'cleo', 'change', { status: 'in-progress' }]],
  },
  {
    at: '2025-06-12T05:25:00.000Z',
    who: 'forwarder',
    body: security('Password spraying against the VPN', '2,300 failed logins of 190 users within an hour.', ['identity', 'vpn'], {
      severity: 'high', connector: toJira,
    }),
    steps: [
      [1, 'forwarder', 'alert', 'Many failed logins'],
      [95, 'ana', 'comment', 'No login succeeded. The addresses are blocked.'],
      [100, 'ana', 'push', 'jira'],
    ],
  },
  {
    at: '2025-06-12T14:00:00.000Z',
    who: 'ana',
    body: stack('Quarterly access review', 'Owners confirm who needs what.', ['review']),
    steps: [],
  },
  {
    at: '2025-06-13T08:20:00.000Z',
    who: 'forwarder',
    body: security(
      'Suspicious PowerShell on WS-077', 'Encoded command, started by a document.', ['endpoint', 'powershell'], { severity: 'medium' },
    ),
    steps: [[1, 'forwarder', 'alert', 'Encoded command']],
  },
]
