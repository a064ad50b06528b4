import './every-answer.js'
import inject from 'light-my-request'
import type { Test } from 'tap'
import { createOpenApi } from '../../src/openapi/document.js'
import { buildApp, type ServerApp } from '../../src/app/app.js'
import { createContext } from '../../src/create-context.js'
import { resolveOptions } from '../../src/options/resolve.js'
import type { ServerOptions } from '../../src/index.js'
import { findConnector } from '../../src/connectors/connector.js'
import type { CaseConnector } from '../../src/documents/case-connector.js'
import type { AttachmentRequest } from '../../src/documents/attachment.js'
import { SharedList } from '../../src/persistent/shared-list.js'
import { CONNECTOR_TYPES, connectorTypesOf } from '../../src/connectors/connector-types.js'
import type { ServiceRequest } from '../../src/connectors/calls/http.js'
import { openSystem } from '../../src/connectors/simulation/open-system.js'
import { incidentId, plannedIncidentId } from '../../src/connectors/simulation/records.js'
import type { IncidentAttributes } from '../../src/documents/incident.js'
import type { PreconfiguredConnector } from '../../src/documents/connector.js'
import { ExternalSystems } from '../../src/kibana/external-systems.js'
import type { KibanaContext } from '../../src/kibana/context.js'
import { Instances } from '../../src/control/instances.js'
import { NEWEST_VERSION, Version } from '../../src/versions/version.js'
import { newCase } from './cases.js'

export const NOW = '2025-06-01T10:00:00.000Z'
export const ELASTIC = { username: 'elastic', full_name: null, email: null }

type WithoutDot<Type> = Type extends `.${infer Kind}` ? Kind : never
/** A connector type that cases can be pushed to, without its dot. */
export type PushKind = Exclude<WithoutDot<CaseConnector['type']>, 'none'>

const field = (id: string, fieldType = 'text') => ({ id, key: `key-${id}`, name: `Name ${id}`, fieldType })

/** A preconfigured connector of every type that cases can be pushed to; the id is the type without its dot. */
export const CONNECTORS: Record<string, PreconfiguredConnector> = {
  jira: {
    name: 'My Jira',
    actionTypeId: '.jira',
    config: { apiUrl: 'https://jira.example.com/', projectKey: 'CK' },
    secrets: {
      email: 'elastic@example.com', apiToken: 'token',
    },
  },
  servicenow: {
    name: 'My ServiceNow',
    actionTypeId: '.servicenow',
    config: { apiUrl: 'https://snow.example.com', usesTableApi: false },
    secrets: { username: 'admin', password: 'secret' },
  },
  'servicenow-sir': {
    name: 'My SecOps',
    actionTypeId: '.servicenow-sir',
    config: { apiUrl: 'https://snow.example.com', usesTableApi: false },
    secrets: { username: 'admin', password: 'secret' },
  },
  resilient: {
    name: 'My Resilient',
    actionTypeId: '.resilient',
    config: { apiUrl: 'https://resilient.example.com', orgId: '201' },
    secrets: { apiKeyId: 'id', apiKeySecret: 'secret' },
  },
  swimlane: {
    name: 'My Swimlane',
    actionTypeId: '.swimlane',
    config: {
      apiUrl: 'https://swimlane.example.com',
      appId: 'et1',
      connectorType: 'cases',
      mappings: {
        caseIdConfig: field('a1'),
        caseNameConfig: field('a2'),
        commentsConfig: field('a3', 'comments'),
        descriptionConfig: field('a4'),
        severityConfig: null,
        alertIdConfig: field('a5', 'numeric'),
      },
    },
    secrets: { apiToken: 'token' },
  },
  thehive: {
    name: 'My Hive',
    actionTypeId: '.thehive',
    config: { url: 'https://thehive.example.com/', organisation: 'org' },
    secrets: {
      apiKey: 'key',
    },
  },
  'cases-webhook': {
    name: 'My Webhook',
    actionTypeId: '.cases-webhook',
    config: {
      createIncidentUrl: 'https://tickets.example.com/api/ticket',
      createIncidentJson:
        '{"fields":{"summary":{{{case.title}}},"description":{{{case.description}}},"labels":{{{case.tags}}},"case":{{{case.id}}},' +
          '"level":{{{case.severity}}},"state":{{{case.status}}}}}',
      createIncidentResponseKey: 'ticket.id',
      getIncidentUrl: 'https://tickets.example.com/api/ticket/{{{external.system.id}}}',
      getIncidentResponseExternalTitleKey: 'key',
      viewIncidentUrl: 'https://tickets.example.com/browse/{{{external.system.title}}}',
      updateIncidentUrl: 'https://tickets.example.com/api/ticket/{{{external.system.id}}}',
      updateIncidentJson: '{"fields":{"summary":{{{case.title}}},"state":{{{case.status}}}},"id":{{{external.system.id}}}}',
      createCommentUrl: 'https://tickets.example.com/api/ticket/{{{external.system.id}}}/comment',
      createCommentMethod: 'post',
      createCommentJson: '{"body":{{{case.comment}}}}',
    },
    secrets: { user: 'u', password: 'p' },
  },
} satisfies Record<PushKind, PreconfiguredConnector>

type Chosen = 'kibanaVersion' | 'connectors' | 'publicBaseUrl' | 'license' | 'externalServices' | 'externalFailures'

const PUSH_VERSION = '9.1.0'

/** The version in which tests use a type: 9.1, or the newest one for a type that 9.1 lacks. */
export const versionFor = (kind: string): string =>
  connectorTypesOf(new Version(PUSH_VERSION)).has(`.${kind}`) ? PUSH_VERSION : NEWEST_VERSION

interface PushOptions extends Pick<ServerOptions, Chosen> {
  /** Timeout for live systems in milliseconds; a minute by default, as in Kibana. */
  readonly timeout?: number
}

/** An app that does not listen, with its internals, so that a test can store documents that no route creates. */
export class PushApp {
  readonly kibana: KibanaContext
  readonly app: ServerApp

  constructor ({ timeout, ...options }: PushOptions = {}) {
    const clock = { now: NOW, frozen: true }
    const spaces = [{ id: 'space1', name: 'space1' }]
    const kibana = createContext(resolveOptions({
      kibanaVersion: PUSH_VERSION, clock, random: 1, spaces, connectors: CONNECTORS, ...options,
    }))
    this.kibana = timeout === undefined
      ? kibana
      : {
          ...kibana, externalSystems: new ExternalSystems({ services: options.externalServices, timeout }),
        }
    this.app = buildApp(new Instances(() => this.kibana), { describeRoutes: createOpenApi })
  }

  async call (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown) {
    await this.app.fastify.ready()
    const response = await inject(this.app.answer, {
      method,
      url,
      headers: { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'test', 'content-type': 'application/json' },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
    return { status: response.statusCode, body: response.body === '' ? undefined : response.json() }
  }

  async createCase (fields: object = {}, prefix = '') {
    const { status, body } = await this.call('POST', `${prefix}/api/cases`, { ...newCase, ...fields })
    if (status !== 200) throw new Error(`the case was not created: ${JSON.stringify(body)}`)
    return body
  }

  push (caseId: string, connectorId: string, prefix = '', body: unknown = {}) {
    return this.call('POST', `${prefix}/api/cases/${encodeURIComponent(caseId)}/connector/${encodeURIComponent(connectorId)}/_push`, body)
  }

  /** Adds an attachment to a case, with its activity. */
  attach (caseId: string, id: string, request: AttachmentRequest, stamps: object = {}) {
    const { store, clock } = this.kibana
    const { space } = store.get('cases', caseId)!
    store.create('cases-comments', {
      id,
      space,
      caseId,
      attributes: {
        ...request,
        created_at: clock.iso(),
        created_by: ELASTIC,
        pushed_at: null,
        pushed_by: null,
        updated_at: null,
        updated_by: null,
        ...stamps,
      },
    })
    this.#act(caseId, id, 'create')
  }

  /** Adds a record to an external system. */
  seedIncident ({ type, url, id, title }: { type: string, url: string, id: string, title: string }) {
    this.#putIncident(incidentId({ connectorType: type, systemUrl: url }, id), {
      connectorId: 'seeded',
      connectorType: type,
      systemUrl: url,
      caseId: null,
      externalId: id,
      externalTitle: title,
      externalUrl: '',
      hasOwnUrl: false,
      planned: false,
    })
  }

  /** Plans the incident that the first push of a case through a connector creates. */
  plan ({
    connectorId, caseId, externalId, externalTitle, externalUrl,
  }: { connectorId: string, caseId: string, externalId: string, externalTitle: string, externalUrl: string | undefined }) {
    this.#putIncident(plannedIncidentId(connectorId, caseId), {
      connectorId,
      connectorType: CONNECTORS[connectorId]!.actionTypeId,
      systemUrl: '',
      caseId,
      externalId,
      externalTitle,
      externalUrl: externalUrl ?? '',
      hasOwnUrl: externalUrl !== undefined,
      planned: true,
    })
  }

  #putIncident (id: string, attributes: Omit<IncidentAttributes, 'createdAt' | 'updatedAt' | 'fields' | 'comments'>) {
    this.kibana.store.create('incident', {
      id,
      space: 'default',
      attributes: {
        ...attributes, createdAt: NOW, updatedAt: NOW, fields: {}, comments: [], calls: new SharedList(),
      },
    })
  }

  /** Calls the simulated system of a connector directly. */
  async transport (connectorId: string, request: ServiceRequest) {
    const connector = findConnector(this.kibana, 'default', connectorId)!
    const known = CONNECTOR_TYPES.get(connector.actionTypeId)!
    return openSystem(this.kibana, known, connector, connector.config, { space: 'default', caseId: null, met: {} }).transport(request)
  }

  /** Edits a comment. */
  edit (id: string, comment: string) {
    const { store, clock } = this.kibana
    const stored = store.get('cases-comments', id)!
    store.update(stored, {
      ...stored.attributes, comment, updated_at: clock.iso(), updated_by: { ...ELASTIC, full_name: 'Ed Itor' },
    } as typeof stored.attributes)
    this.#act(stored.caseId!, id, 'update')
  }

  #act (caseId: string, comment_id: string, action: 'create' | 'update') {
    const { store, clock, random } = this.kibana
    const { space, attributes: { owner } } = store.get('cases', caseId)!
    store.create('cases-user-actions', {
      id: random.uuid(),
      space,
      caseId,
      attributes: {
        type: 'comment', action, created_at: clock.iso(), created_by: ELASTIC, owner, payload: {}, comment_id,
      },
    })
  }
}

export function pushApp (t: Test, options: PushOptions = {}): PushApp {
  const app = new PushApp(options)
  t.teardown(() => app.kibana.externalSystems.close())
  return app
}
