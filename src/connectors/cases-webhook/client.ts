import mustache from 'mustache'
import type { PushComment } from '../../documents/incident.js'
import {
  asRecord, ensureJsonType, ensureNoText, normalizedUrl, ServiceError, successful, toMethod, withoutTrailingSlash, type Credentials,
  type ServiceRequest, type ServiceResponse, type TokenSource, type Work,
} from '../calls/http.js'
import { valueAt } from '../calls/object-path.js'
import type { IncidentService, PushedIncident } from '../calls/push.js'
import { webhookCredentials, webhookToken } from '../calls/webhook-auth.js'
import { wrongConfiguration } from '../connector-type.js'
import type { Version } from '../../versions/version.js'
import { emptyAnswersAreAccepted, failuresKeepTheirResponse } from '../versions.js'
import type { WebhookIncident, WebhookSession } from './schema.js'

// Source: Kibana's stack_connectors/server/connector_types/cases_webhook/{service,utils}.ts

/** Name of the connector type, as in its error messages. */
export const CASES_WEBHOOK_NAME = 'Webhook - Case Management'

/**
 * Renders a template without escaping: values inside JSON are already JSON. An invalid template renders as an error text, which then
 * fails as a URL or as JSON.
 * Source: Kibana's actions/server/lib/mustache_renderer.ts
 */
function render (template: string, view: object): string {
  try {
    return mustache.render(template, view, undefined, { escape: String })
  } catch (error) {
    return `error rendering mustache template "${template}": ${(error as Error).message}`
  }
}

/** The template variables for a case. Before 8.11 an incident has no id, severity or status, so these are empty. */
const caseView = ({ title, description, id, severity, status, tags }: WebhookIncident) => ({
  case: Object.fromEntries(Object.entries({ title, description, id, severity, status, tags: tags ?? [] })
    .map(([key, value]) => [key, JSON.stringify(value === null ? '' : value)])),
})
const systemView = (system: { id: string, title?: string }) => ({ external: { system } })

function checkedUrl (url: string, what: string): string {
  if (!URL.canParse(url)) throw new ServiceError(`Invalid ${what}: Error: Invalid URL`)
  const { protocol } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') throw new ServiceError(`Invalid ${what}: Error: Invalid protocol`)
  return normalizedUrl(url)
}

/** Renders the URL of a call about a record. */
const recordUrl = (template: string, id: string, what: string) =>
  checkedUrl(render(template, systemView({ id: encodeURIComponent(id) })), what)

function checkedJson (json: string, what: string): string {
  try {
    JSON.parse(json)
    return json
  } catch {
    throw new ServiceError(`JSON Error: ${what} must be valid JSON`)
  }
}

/** Rejects a response that is not JSON or lacks a required key, with this connector's own messages. */
function ensureUsable (
  version: Version, request: ServiceRequest, { status, contentType, data }: ServiceResponse, required?: string,
): void {
  const isEmpty = typeof data === 'string' ? data === '' : Object.keys(asRecord(data)).length === 0
  if (status === 204 && isEmpty && required === undefined && emptyAnswersAreAccepted(version)) return
  if (contentType === undefined) {
    const { method, url } = request
    throw new ServiceError(`Missing content type header in ${method.toLowerCase()} ${url}. Supported content types: application/json`)
  }
  ensureJsonType(request, contentType)
  ensureNoText(data)
  if (required !== undefined && valueAt(data, required) === undefined) {
    throw new ServiceError(`Response is missing the expected field: ${required}`)
  }
}

/** Builds the error thrown when an operation fails. */
function failure (what: string, error: unknown): ServiceError {
  const { message, response } = error as ServiceError
  const body = response?.data ? JSON.stringify(response.data) : ''
  const reason = response ? `Reason: ${response.statusText}` : ''
  return new ServiceError(`[Action][${CASES_WEBHOOK_NAME}]: ${what}. Error: ${message}. ${body} ${reason}`, response)
}

/** Client for a custom ticket system; calls are built from the connector's templates. */
export class CasesWebhookClient implements IncidentService<WebhookIncident> {
  readonly #session: WebhookSession
  readonly #headers: Readonly<Record<string, string>>
  readonly #auth: Credentials | undefined
  readonly #token: TokenSource | undefined

  constructor (session: WebhookSession) {
    const { config, secrets } = session
    this.#auth = webhookCredentials(config, secrets, CASES_WEBHOOK_NAME)
    this.#token = webhookToken(config, secrets)
    if (!config.getIncidentUrl || !config.createIncidentUrl || !config.viewIncidentUrl || !config.updateIncidentUrl) {
      throw wrongConfiguration(CASES_WEBHOOK_NAME)
    }
    this.#session = session
    this.#headers = { 'content-type': 'application/json', ...config.headers, ...secrets.secretHeaders }
  }

  * create (incident: WebhookIncident) {
    const { createIncidentUrl, createIncidentMethod, createIncidentJson, createIncidentResponseKey } = this.#session.config
    try {
      const url = checkedUrl(withoutTrailingSlash(createIncidentUrl), 'Create case URL')
      const body = checkedJson(render(createIncidentJson, caseView(incident)), 'Create case JSON body')
      const data = yield * this.#call(
        { operation: 'createIncident', method: toMethod(createIncidentMethod), url, body }, createIncidentResponseKey,
      )
      const id = String(valueAt(data, createIncidentResponseKey))
      return this.#pushed(id, yield * this.#title(id))
    } catch (error) {
      throw failure('Unable to create case', error)
    }
  }

  * update (id: string, incident: WebhookIncident) {
    const { updateIncidentUrl, updateIncidentMethod, updateIncidentJson } = this.#session.config
    try {
      const url = recordUrl(updateIncidentUrl, id, 'Update case URL')
      const body = checkedJson(
        render(updateIncidentJson, { ...caseView(incident), ...systemView({ id: JSON.stringify(id) }) }), 'Update case JSON body',
      )
      yield * this.#call({ operation: 'updateIncident', id, method: toMethod(updateIncidentMethod), url, body })
      return this.#pushed(id, yield * this.#title(id))
    } catch (error) {
      throw failure(`Unable to update case with id ${id}`, error)
    }
  }

  * comment ({ id, pushedDate }: PushedIncident, { comment }: PushComment) {
    if (comment === '') return undefined
    const { createCommentUrl, createCommentJson, createCommentMethod } = this.#session.config
    if (!createCommentUrl || !createCommentJson || !createCommentMethod) return pushedDate
    try {
      const url = recordUrl(createCommentUrl, id, 'Create comment URL')
      const body = checkedJson(
        render(createCommentJson, { case: { comment: JSON.stringify(comment) }, ...systemView({ id: JSON.stringify(id) }) }),
        'Create comment JSON body',
      )
      yield * this.#call({ operation: 'addComment', id, method: toMethod(createCommentMethod), url, body })
      return pushedDate
    } catch (error) {
      throw failure(`Unable to create comment at case with id ${id}`, error)
    }
  }

  * #title (id: string): Work<string> {
    const { getIncidentUrl, getIncidentMethod, getIncidentJson, getIncidentResponseExternalTitleKey: titleKey } = this.#session.config
    try {
      const url = recordUrl(getIncidentUrl, id, 'Get case URL')
      // Kibana's HTTP client represents an empty body as null
      const body = getIncidentMethod === 'post'
        ? checkedJson(render(getIncidentJson || 'null', systemView({ id: JSON.stringify(id) })), 'Get case JSON body')
        : undefined
      const request: ServiceRequest = { operation: 'getIncident', id, method: toMethod(getIncidentMethod ?? 'get'), url, body }
      return String(valueAt(yield * this.#call(request, titleKey), titleKey))
    } catch (error) {
      const { message, response } = failure(`Unable to get case with id ${id}`, error)
      // The write that needed the title repeats the body and the reason of the response
      throw new ServiceError(message, failuresKeepTheirResponse(this.#session.version) ? response : undefined)
    }
  }

  #pushed (id: string, title: string): PushedIncident {
    const url = render(this.#session.config.viewIncidentUrl, systemView({ id: encodeURIComponent(id), title: encodeURIComponent(title) }))
    return { id, title, url: checkedUrl(url, 'View case URL'), pushedDate: this.#session.clock.iso() }
  }

  * #call (request: ServiceRequest, required?: string): Work<unknown> {
    const response = successful(yield { ...request, headers: this.#headers, auth: this.#auth, token: this.#token })
    ensureUsable(this.#session.version, request, response, required)
    return response.data
  }
}
