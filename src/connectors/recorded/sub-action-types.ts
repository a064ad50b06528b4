import { Type, type TProperties } from '@sinclair/typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import type { FeatureId } from '../connector-type.js'
import { recordedSubActionType } from './define.js'

// Source: Kibana's stack_connectors/server/connector_types/{opsgenie,jira-service-management,tines,openai,bedrock,gemini,d3security,
// xsoar,sentinelone,crowdstrike,inference,microsoft_defender_endpoint,mcp}

/** Schema of a config or secrets object whose keys are all required strings. */
const texts = (...names: readonly string[]) => Type.Object(Object.fromEntries(names.map(name => [name, Type.String()])))

const optionalNumber = Type.Optional(Type.Integer())
const optionalHeaders = Type.Optional(Type.Record(Type.String(), Type.String()))

/** Model settings that were added in unknown versions; all are optional. */
const modelSettings = { contextWindowLength: optionalNumber, temperature: Type.Optional(Type.Number()), headers: optionalHeaders }

export const opsgenieConnectorType = recordedSubActionType({
  id: '.opsgenie',
  name: 'Opsgenie',
  minimumLicense: 'platinum',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: texts('apiUrl'),
  secrets: texts('apiKey'),
})

export const jiraServiceManagementConnectorType = recordedSubActionType({
  id: '.jira-service-management',
  name: 'Jira Service Management',
  minimumLicense: 'platinum',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: texts('apiUrl'),
  secrets: texts('apiKey'),
})

export const tinesConnectorType = recordedSubActionType({
  id: '.tines',
  name: 'Tines',
  minimumLicense: 'gold',
  featureIds: ['siem'],
  config: texts('url'),
  secrets: texts('email', 'token'),
})

export const d3SecurityConnectorType = recordedSubActionType({
  id: '.d3security',
  name: 'D3 Security',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'siem'],
  config: texts('url'),
  secrets: texts('token'),
})

export const xsoarConnectorType = recordedSubActionType({
  id: '.xsoar',
  name: 'XSOAR',
  minimumLicense: 'platinum',
  featureIds: ['siem'],
  config: texts('url'),
  secrets: texts('apiKey', 'apiKeyID'),
})

const openAi = (provider: string, properties: TProperties) => Type.Object({
  apiProvider: Type.Literal(provider), apiUrl: Type.String(), ...properties, ...modelSettings,
})

export const openAiConnectorType = recordedSubActionType({
  id: '.gen-ai',
  name: 'OpenAI',
  minimumLicense: 'enterprise',
  featureIds: ['generativeAIForSecurity', 'generativeAIForObservability', 'generativeAIForSearchPlayground'],
  formerFeatureIds: { until: '8.13', featureIds: ['generativeAI', 'generativeAIForObservability'] },
  config: Type.Union([
    openAi('Azure OpenAI', {}),
    openAi('OpenAI', {
      defaultModel: Type.String({ default: 'gpt-4.1' }),
      organizationId: Type.Optional(Type.String()),
      projectId: Type.Optional(Type.String()),
    }),
    openAi('Other', { defaultModel: Type.String() }),
  ]),
  secrets: texts('apiKey'),
})

export const bedrockConnectorType = recordedSubActionType({
  id: '.bedrock',
  name: 'Amazon Bedrock',
  minimumLicense: 'enterprise',
  featureIds: ['generativeAIForSecurity', 'generativeAIForObservability', 'generativeAIForSearchPlayground'],
  formerFeatureIds: { until: '8.13', featureIds: ['generativeAI'] },
  config: Type.Object({
    apiUrl: Type.String(), defaultModel: Type.String({ default: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0' }), ...modelSettings,
  }),
  secrets: texts('accessKey', 'secret'),
})

const AI_FEATURES: readonly FeatureId[] = ['generativeAIForSecurity', 'generativeAIForSearchPlayground', 'generativeAIForObservability']

export const geminiConnectorType = recordedSubActionType({
  id: '.gemini',
  name: 'Google Gemini',
  minimumLicense: 'enterprise',
  featureIds: AI_FEATURES,
  config: Type.Object({
    apiUrl: Type.String(),
    defaultModel: Type.String({ default: 'gemini-2.5-pro' }),
    gcpRegion: Type.String(),
    gcpProjectID: Type.String(),
    ...modelSettings,
  }),
  secrets: texts('credentialsJson'),
})

export const inferenceConnectorType = recordedSubActionType({
  id: '.inference',
  name: 'AI Connector',
  minimumLicense: 'enterprise',
  featureIds: AI_FEATURES,
  config: Type.Object({
    provider: Type.String(),
    taskType: Type.String(),
    inferenceId: Type.String(),
    providerConfig: Type.Object({}, { additionalProperties: true }),
    taskTypeConfig: Type.Optional(Type.Object({}, { additionalProperties: true })),
    ...modelSettings,
  }),
  secrets: Type.Object({ providerSecrets: Type.Optional(Type.Object({}, { additionalProperties: true })) }),
})

const endpoint = {
  minimumLicense: 'enterprise',
  featureIds: ['endpointSecurity'],
  subFeature: { since: '8.18', name: 'endpointSecurity' },
} as const

export const sentinelOneConnectorType = recordedSubActionType({
  ...endpoint,
  id: '.sentinelone',
  name: 'Sentinel One',
  formerFeatureIds: { until: '8.18', featureIds: ['siem'] },
  config: texts('url'),
  secrets: texts('token'),
})

export const crowdStrikeConnectorType = recordedSubActionType({
  ...endpoint,
  id: '.crowdstrike',
  name: 'CrowdStrike',
  formerFeatureIds: { until: '8.18', featureIds: ['siem'] },
  config: texts('url'),
  secrets: texts('clientId', 'clientSecret'),
})

export const microsoftDefenderConnectorType = recordedSubActionType({
  ...endpoint,
  id: '.microsoft_defender_endpoint',
  name: 'Microsoft Defender for Endpoint',
  config: texts('clientId', 'tenantId', 'oAuthServerUrl', 'oAuthScope', 'apiUrl'),
  secrets: texts('clientSecret'),
})

const optionalText = Type.Optional(Type.String())

/** Source: also Kibana's kbn-connector-schemas/mcp */
export const mcpConnectorType = recordedSubActionType({
  id: '.mcp',
  name: 'MCP',
  minimumLicense: 'enterprise',
  featureIds: AI_FEATURES,
  config: Type.Object({
    serverUrl: Type.String(),
    hasAuth: Type.Boolean({ default: true }),
    authType: Type.Optional(StringEnumSchema(['none', 'bearer', 'apiKey', 'basic'])),
    apiKeyHeaderName: Type.Optional(Type.String({ minLength: 1 })),
    headers: optionalHeaders,
  }),
  secrets: Type.Object({
    token: optionalText, apiKey: optionalText, user: optionalText, password: optionalText, secretHeaders: optionalHeaders,
  }),
})
