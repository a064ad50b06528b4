import { setTimeout } from 'node:timers/promises'
import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema } from '../../decoding/limits.js'
import { checkHeaders } from '../../input/check-headers.js'
import { checkInput } from '../../input/check-input.js'
import { copyRule } from '../../input/copy-rule.js'
import { idInUse } from '../../input/conflict-error.js'
import { InvalidInput } from '../../input/invalid-input.js'
import { IdSeries } from '../../input/id-series.js'
import { NotFoundError } from '../../input/not-found-error.js'
import { EventTypeSchema, type CaseEvent } from './event.js'
import type { Events } from './events.js'

/** A URL that receives events, as JSON by POST. */
export const WebhookSchema = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, description: 'generated if absent', examples: ['my-bot'] })),
  url: Type.String({
    pattern: '^https?://',
    expected: 'an http or https URL',
    description: 'the URL that receives the events',
    examples: ['http://localhost:8080/hook'],
  }),
  events: Type.Optional(Type.Array(EventTypeSchema, {
    minItems: 1, description: 'the types of events; all if absent', examples: [['case.pushed']],
  })),
  headers: Type.Optional(Type.Record(Type.String(), Type.String(), {
    description: 'headers of each delivery', examples: [{ authorization: 'Bearer t0ken' }],
  })),
}, { additionalProperties: false, examples: [{ url: 'http://localhost:8080/hook', events: ['case.pushed'] }] })
export type Webhook = Static<typeof WebhookSchema>

/** An attempt to send one event to one webhook. */
const DeliverySchema = Type.Object({
  event: EventTypeSchema,
  caseId: Type.String({ description: 'the id of the case' }),
  attempts: Type.Integer({ description: 'the number of attempts' }),
  status: NullableSchema(Type.Integer(), { description: 'status of the last answer; null without one' }),
  error: NullableSchema(Type.String(), { description: 'the error of the last attempt, such as ECONNREFUSED; null if it succeeded' }),
})
export type Delivery = Static<typeof DeliverySchema>

/** An active webhook. */
export const ListedWebhookSchema = Type.Object({
  ...Type.Omit(WebhookSchema, ['headers']).properties,
  id: Type.String({ description: 'the id of the webhook' }),
  hits: Type.Integer({ description: 'events of these types, including those still being sent' }),
  delivered: Type.Integer({ description: 'events that arrived' }),
  failed: Type.Integer({ description: 'events that did not arrive' }),
  lastError: NullableSchema(Type.String(), { description: 'the error of the last failed delivery; null if none failed' }),
  deliveries: Type.Array(DeliverySchema, { description: 'the last 100, oldest first' }),
}, {
  examples: [{
    id: 'webhook-1',
    url: 'http://localhost:8080/hook',
    events: ['case.pushed'],
    hits: 0,
    delivered: 0,
    failed: 0,
    lastError: null,
    deliveries: [],
  }],
})
export type ListedWebhook = Static<typeof ListedWebhookSchema>

const TIMEOUT_MS = 10_000
/** Pauses between attempts, in milliseconds. */
const PAUSES_MS = [100, 400]
const MOST_DELIVERIES = 100

interface ActiveWebhook extends Webhook {
  readonly id: string
  hits: number
  delivered: number
  failed: number
  deliveries: Delivery[]
  stop: () => void
  /** Sends deliveries one after the other, so that they arrive in order. */
  queue: Promise<void>
}

/** The webhooks of one Kibana. */
export class Webhooks {
  readonly #events: Events
  readonly #closing: AbortSignal
  readonly #webhooks = new Map<string, ActiveWebhook>()
  readonly #ids = new IdSeries('webhook')

  constructor (events: Events, closing: AbortSignal) {
    this.#events = events
    this.#closing = closing
  }

  /**
   * Sends every event of these types to a URL from now on.
   * @throws InvalidInput for an invalid webhook, ConflictError for an id in use
   * @example
   * kibana.webhooks.add({ url: 'http://localhost:8080/hook', events: ['case.pushed'] })
   */
  add (webhook: Webhook): ListedWebhook {
    const { id = this.#ids.next(this.#webhooks), ...rest } = copyRule(checkInput(WebhookSchema, webhook, 'webhook'))
    if (!URL.canParse(rest.url)) throw new InvalidInput('url', 'an http or https URL', JSON.stringify(rest.url))
    if (this.#webhooks.has(id)) throw idInUse('webhook', id)
    checkHeaders(rest.headers, ['headers'])
    const stop = this.#events.on(rest.events ?? '*', event => {
      active.hits++
      active.queue = active.queue.then(() => this.#deliver(active, event))
    })
    const active: ActiveWebhook = { id, ...rest, hits: 0, delivered: 0, failed: 0, deliveries: [], queue: Promise.resolve(), stop }
    this.#webhooks.set(id, active)
    return listed(active)
  }

  /**
   * Lists the webhooks with their deliveries.
   * @example
   * const [{ delivered, lastError }] = kibana.webhooks.list()
   */
  list (): ListedWebhook[] {
    return [...this.#webhooks.values()].map(listed)
  }

  /**
   * Removes one webhook.
   * @throws NotFoundError for an unknown id
   * @example
   * kibana.webhooks.remove('webhook-1')
   */
  remove (id: string): void {
    const webhook = this.#webhooks.get(id)
    if (!webhook) throw new NotFoundError('webhook', id)
    webhook.stop()
    this.#webhooks.delete(id)
  }

  /**
   * Removes all webhooks.
   * @example
   * kibana.webhooks.clear()
   */
  clear (): void {
    for (const id of [...this.#webhooks.keys()]) this.remove(id)
  }

  async #deliver (webhook: ActiveWebhook, event: CaseEvent): Promise<void> {
    const delivery: Delivery = { event: event.type, caseId: event.case.id, attempts: 0, status: null, error: null }
    webhook.deliveries = [...webhook.deliveries, delivery].slice(-MOST_DELIVERIES)
    for (const pause of [0, ...PAUSES_MS]) {
      if (pause > 0) await setTimeout(pause, undefined, { signal: this.#closing }).catch(() => {})
      await this.#attempt(webhook, event, delivery)
      // A receiver that rejects an event will reject it again
      if (delivery.error === null || this.#closing.aborted || (delivery.status ?? 500) < 500) break
    }
    if (delivery.error === null) webhook.delivered++
    else webhook.failed++
  }

  async #attempt ({ url, headers }: ActiveWebhook, event: CaseEvent, delivery: Delivery): Promise<void> {
    delivery.attempts++
    delivery.status = null
    const sent = new Headers(headers)
    if (!sent.has('content-type')) sent.set('content-type', 'application/json')
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: sent,
        body: JSON.stringify(event),
        signal: AbortSignal.any([this.#closing, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      await response.arrayBuffer()
      delivery.status = response.status
      delivery.error = response.ok ? null : `answered ${response.status}`
    } catch (error) {
      delivery.error = causeOf(error as Error)
    }
  }
}

/** The reason that `fetch` hides in its error's cause: ECONNREFUSED, ENOTFOUND, an invalid certificate. */
function causeOf ({ message, cause }: Error): string {
  if (!(cause instanceof Error)) return message
  const { code } = cause as NodeJS.ErrnoException
  return code === undefined || cause.message.includes(code) ? cause.message || code || message : `${code}: ${cause.message}`
}

function listed ({ id, url, events, hits, delivered, failed, deliveries: all }: ActiveWebhook): ListedWebhook {
  const lastError = all.findLast(({ error }) => error !== null)?.error ?? null
  const deliveries = all.map(delivery => ({ ...delivery }))
  return { id, url, ...(events && { events: copyRule(events) }), hits, delivered, failed, lastError, deliveries }
}
