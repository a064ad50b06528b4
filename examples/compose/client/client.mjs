// Opens a case, as a client of Kibana would, and fails unless Kibana accepts it
const response = await fetch(`${process.env.KIBANA_URL}/api/cases`, {
  method: 'POST',
  headers: { 'kbn-xsrf': 'true', 'content-type': 'application/json' },
  body: JSON.stringify({
    title: 'Login from two countries',
    description: 'Within ten minutes',
    tags: ['identity'],
    owner: 'securitySolution',
    connector: { id: 'none', name: 'none', type: '.none', fields: null },
    settings: { syncAlerts: true },
  }),
})
if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
const { id, version } = await response.json()
console.log(`opened ${id}, version ${version}`)
