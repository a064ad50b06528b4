import { Type } from '@sinclair/typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import { defineConnectorType } from '../connector-type.js'
import { deliver, failedWith } from '../calls/failed-execution.js'

// Source: Kibana's stack_connectors/server/connector_types/server_log/index.ts

export const serverLogConnectorType = defineConnectorType({
  id: '.server-log',
  name: 'Server log',
  minimumLicense: 'basic',
  featureIds: ['alerting', 'uptime', 'siem'],
  formerFeatureIds: { until: '8.13', featureIds: ['alerting', 'uptime'] },
  config: Type.Object({}),
  secrets: Type.Object({}),
  params: Type.Object({
    message: Type.String(),
    level: StringEnumSchema(['trace', 'debug', 'info', 'warn', 'error', 'fatal'], { default: 'info' }),
  }),
  run: function * (_session, params) {
    yield * deliver({ operation: 'deliver', method: 'POST', url: 'log:', body: params }, failedWith('error logging message'))
  },
})
