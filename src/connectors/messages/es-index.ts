import { Type } from '@sinclair/typebox'
import { nullableString } from '../../decoding/config-schema.js'
import { defineConnectorType } from '../connector-type.js'
import { deliver, failedWith } from '../calls/failed-execution.js'
import { asRecord } from '../calls/http.js'

// Source: Kibana's stack_connectors/server/connector_types/es_index/index.ts

export const esIndexConnectorType = defineConnectorType({
  id: '.index',
  name: 'Index',
  minimumLicense: 'basic',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: Type.Object({
    index: Type.String(),
    refresh: Type.Boolean({ default: false }),
    executionTimeField: nullableString,
  }),
  secrets: Type.Object({}),
  params: Type.Object({
    documents: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    indexOverride: nullableString,
  }),
  run: function * ({ config, clock }, { documents, indexOverride }) {
    const index = indexOverride || config.index
    const timeField = config.executionTimeField?.trim() ?? ''
    const stamped = timeField === '' ? documents : documents.map(document => ({ ...document, [timeField]: clock.iso() }))
    const url = `elasticsearch:/${encodeURIComponent(index)}/_bulk`
    const { data } = yield * deliver(
      { operation: 'deliver', method: 'POST', url, body: { index, documents: stamped } }, failedWith('error indexing documents'),
    )
    const delivery = String(asRecord(data).id)
    return { took: 0, errors: false, items: stamped.map((_document, number) => ({ create: created(index, delivery, number) })) }
  },
})

/** Elasticsearch's answer for one document of a bulk request. */
const created = (index: string, delivery: string, number: number) => ({
  _index: index,
  _id: `${delivery}-${number + 1}`,
  _version: 1,
  result: 'created',
  _shards: { total: 2, successful: 1, failed: 0 },
  _seq_no: number,
  _primary_term: 1,
  status: 201,
})
