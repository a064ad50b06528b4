import type { KibanaContext } from './context.js'

/** The id of the Elasticsearch cluster behind a Kibana, in Elasticsearch's format: 22 characters. */
export const clusterUuid = ({ uuid }: Pick<KibanaContext, 'uuid'>): string =>
  Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url')
