import { Type, type Static } from '@sinclair/typebox'
import { NEWEST_VERSION } from '../../versions/version.js'

/** A listed sandbox. */
export const ListedSandboxSchema = Type.Object({
  id: Type.String({ description: 'the id of the sandbox' }),
  serial: Type.Integer({ description: 'counts the sandboxes of the server: one that replaces another has the same id, but a new serial' }),
  path: Type.String({ description: 'the path of its Kibana, with the base path: the part of its URL after the origin' }),
  url: Type.String({ description: 'the URL of its Kibana, for clients' }),
  kibanaVersion: Type.String({ description: 'the version of Kibana that it behaves as' }),
  elasticsearch: Type.Optional(Type.String({ description: 'the URL of its Elasticsearch; absent without the option `elasticsearch`' })),
}, {
  examples: [{
    id: 'worker-3', serial: 1, path: '/_sandbox/worker-3', url: 'http://localhost:5601/_sandbox/worker-3', kibanaVersion: NEWEST_VERSION,
  }],
})
/** A listed sandbox. */
export type ListedSandbox = Static<typeof ListedSandboxSchema>
