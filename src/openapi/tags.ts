/** The areas of the OpenAPI document, in the order in which readers look for them. */
export const TAGS = [
  { name: 'cases', description: 'Create, find, read, change, push and delete cases' },
  { name: 'attachments', description: 'Comments, alerts, files and other attachments of cases' },
  { name: 'activity', description: 'Changes to cases, and who made them' },
  { name: 'observables', description: 'Observables of cases' },
  { name: 'configure', description: 'Settings of cases: custom fields, templates, the default connector' },
  { name: 'templates', description: 'Templates for cases, from 9.5 on' },
  { name: 'connectors', description: 'Connectors to external systems' },
  { name: 'alerts', description: 'Alerts of Elastic Security' },
  { name: 'rules', description: 'Alerting rules' },
  { name: 'security', description: 'Login, logout and sessions' },
  { name: 'roles', description: 'Roles and users' },
  { name: 'profiles', description: 'User profiles' },
  { name: 'spaces', description: 'Spaces' },
  { name: 'status', description: 'Status, license and statistics of Kibana' },
  { name: 'pages', description: 'Paths that a browser opens' },
  { name: 'control', description: 'Controls of this server, outside Kibana' },
]
