/** A Kibana with a Jira connector to push cases to; ids are the same in every run. */
export const kibanaOptions = {
  clock: { now: '2025-06-01T10:00:00.000Z', frozen: true },
  random: 1,
  connectors: {
    jira: {
      name: 'Jira',
      actionTypeId: '.jira',
      config: { apiUrl: 'https://jira.example.com', projectKey: 'SOC' },
      secrets: { email: 'soc@example.com', apiToken: 'anything' },
    },
  },
}
