import { Type, type Static } from '@sinclair/typebox'
import type { KibanaContext } from '../kibana/context.js'
import { NEWEST_VERSION, Version } from '../versions/version.js'

export const HealthSchema = Type.Object({
  status: Type.Literal('ok', { description: 'always "ok"; a server that is down does not answer' }),
  kibanaVersion: Type.String({ description: 'the version of Kibana set at start-up' }),
  behavesAs: Type.String({ description: 'the known version that it behaves as' }),
  isNewerThanKnown: Type.Boolean({ description: 'whether the version is newer than the newest one known' }),
  now: Type.String({ description: "the time of the server's clock" }),
  cases: Type.Integer({ description: 'the number of cases' }),
  connectors: Type.Integer({ description: 'the number of connectors' }),
  elasticsearch: Type.Optional(Type.String({ description: 'the URL of its Elasticsearch; absent without the option `elasticsearch`' })),
}, {
  examples: [{
    status: 'ok',
    kibanaVersion: NEWEST_VERSION,
    behavesAs: new Version(NEWEST_VERSION).release,
    isNewerThanKnown: false,
    now: '2025-06-01T10:00:00.000Z',
    cases: 0,
    connectors: 0,
  }],
})
/** The health of a running server. */
export type Health = Static<typeof HealthSchema>

export function healthOf ({ version, clock, store, settings: { elasticsearchUrl } }: KibanaContext): Health {
  return {
    status: 'ok',
    kibanaVersion: version.text,
    behavesAs: version.release,
    isNewerThanKnown: version.isNewerThanKnown,
    now: clock.iso(),
    cases: store.count('cases'),
    connectors: store.count('action'),
    ...(elasticsearchUrl !== undefined && { elasticsearch: elasticsearchUrl }),
  }
}
