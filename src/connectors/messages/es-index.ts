import { Type } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { defineConnectorType } from '../connector-type.js'
import { successful } from '../calls/http.js'

// Source: Kibana's stack_connectors/server/connector_types/es_index/index.ts

/** The connector type `.index`. */
export const esIndexConnectorType = defineConnectorType({
  id: '.index',
  name: 'Index',
  minimumLicense: 'basic',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: Type.Object({
    index: Type.String(),
    refresh: Type.Boolean({ default: false }),
    executionTimeField: NullByDefaultSchema(Type.String()),
  }),
  secrets: Type.Object({}),
  params: Type.Object({
    documents: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    indexOverride: NullByDefaultSchema(Type.String()),
  }),
  run: function * ({ config, clock }, { documents, indexOverride }) {
    const index = indexOverride || config.index
    const timeField = config.executionTimeField?.trim() ?? ''
    const stamped = timeField === '' ? documents : documents.map(document => ({ ...document, [timeField]: clock.iso() }))
    successful(
      yield {
        operation: 'deliver', method: 'POST', url: `elasticsearch:/${encodeURIComponent(index)}/_bulk`, body: { index, documents: stamped },
      },
    )
    // Elasticsearch's response to a bulk request without errors
    return { errors: false, took: 0, items: stamped.map(() => ({ index: { _index: index, result: 'created', status: 201 } })) }
  },
})
