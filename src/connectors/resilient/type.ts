import { Type, type Static } from '@sinclair/typebox'
import { pushToService } from '../calls/push.js'
import { defineRegisteredConnectorType, defineUnionConnectorType, type WithSubActions } from '../sub-actions.js'
import { ResilientClient } from './client.js'
import { ResilientConfigSchema, ResilientPushSchema, ResilientSecretsSchema } from './schema.js'

const noParams = Type.Object({})

const definition: WithSubActions<typeof ResilientConfigSchema, typeof ResilientSecretsSchema, ResilientClient> = {
  id: '.resilient',
  name: 'IBM Resilient',
  minimumLicense: 'platinum',
  featureIds: ['alerting', 'cases', 'siem'],
  config: ResilientConfigSchema,
  secrets: ResilientSecretsSchema,
  open: session => new ResilientClient(session),
  subActions: {
    pushToService: {
      params: ResilientPushSchema, run: (client, params: Static<typeof ResilientPushSchema>) => pushToService(client, params),
    },
    incidentTypes: { params: noParams, run: client => client.incidentTypes() },
    severity: { params: noParams, run: client => client.severities() },
    getFields: { params: noParams, run: client => client.fields() },
  },
}

export const resilientConnectorType = defineRegisteredConnectorType(definition)

/** The same type before Kibana moved it to the sub-action framework: parameters are checked before it runs. */
export const resilientExecutorConnectorType = defineUnionConnectorType(definition)
