interface ServiceStatus { readonly summary: string }

interface Status {
  readonly core: Readonly<Record<string, ServiceStatus>>
  readonly plugins: Readonly<Record<string, ServiceStatus>>
}

const GREEN = { state: 'green', icon: 'success', uiColor: 'success' }

/**
 * A status in the format of 7.x, which `v7format` requests. Everything is available here, so everything is green.
 * Source: Kibana's core status server-internal/src/legacy_status.ts
 */
export function legacyStatus ({ core, plugins }: Status, version: string, since: string) {
  const statusesOf = (kind: string, services: Status['core']) => Object.entries(services).map(
    ([name, { summary }]) => ({ id: `${kind}:${name}@${version}`, message: summary, since, ...GREEN }),
  )
  return {
    overall: { since, state: 'green', title: 'Green', nickname: 'Looking good', icon: 'success', uiColor: 'success' },
    statuses: [...statusesOf('core', core), ...statusesOf('plugin', plugins)],
  }
}
