// The reference pages that scenarios cite. Each names Kibana's own sources, and how certain the facts are.
const page = (name: string) => (section: string): string => `docs/reference/kibana/${name}.md §${section}`

export const CASES = page('cases')
export const ATTACHMENTS = page('attachments')
export const ACTIVITY = page('user-actions')
export const CONFIGURE = page('configure')
export const CONNECTORS = page('push-and-connectors')
export const HTTP = page('http')
export const VERSIONS = page('versions')
export const PRIVILEGES = page('privileges')
export const NEIGHBOURS = page('neighbours')
