import { Type, type Static } from '@sinclair/typebox'
import { checkHeaders } from '../../input/check-headers.js'
import { checkInput } from '../../input/check-input.js'
import { InvalidInput } from '../../input/invalid-input.js'
import { NotFoundError } from '../errors.js'
import { IdSeries } from '../../input/id-series.js'
import { EventTypeSchema, type CaseEvent } from './event.js'
import type { Events } from './events.js'

/** Where events are sent to, as JSON by POST. */
export const WebhookSchema = Type.Object({
  url: Type.String({ pattern: '^https?://', expected: 'an http or https URL' }),
  /** Which events; all when left out. */
  events: Type.Optional(Type.Array(EventTypeSchema, { minItems: 1 })),
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
}, { additionalProperties: false })
export type Webhook = Static<typeof WebhookSchema>

export const ListedWebhookSchema = Type.Object({
  id: Type.String(),
  url: Type.String(),
  events: Type.Optional(Type.Array(EventTypeSchema)),
  delivered: Type.Integer(),
  failed: Type.Integer(),
  /** Why the last delivery that failed did; null when none did. */
  lastError: Type.Union([Type.String(), Type.Null()]),
})
export type ListedWebhook = Static<typeof ListedWebhookSchema>

const TIMEOUT_MS = 10_000

interface ActiveWebhook extends Pick<Webhook, 'url' | 'events' | 'headers'> {
  readonly id: string
  delivered: number
  failed: number
  lastError: string | null
  stop: () => void
  /** Deliveries go out one after the other, so that they arrive in order. */
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

  /** @throws TypeError that names the place and what was expected */
  add (webhook: Webhook): ListedWebhook {
    const { url, events, headers } = checkInput(WebhookSchema, webhook, 'webhook')
    if (!URL.canParse(url)) throw new InvalidInput('url', 'an http or https URL', JSON.stringify(url))
    checkHeaders(headers, ['headers'])
    const active: ActiveWebhook = {
      id: this.#ids.next(this.#webhooks),
      url,
      ...(events && { events }),
      ...(headers && { headers }),
      delivered: 0,
      failed: 0,
      lastError: null,
      queue: Promise.resolve(),
      stop: this.#events.on(events ?? '*', event => { active.queue = active.queue.then(() => this.#deliver(active, event)) }),
    }
    this.#webhooks.set(active.id, active)
    return listed(active)
  }

  list (): ListedWebhook[] {
    return [...this.#webhooks.values()].map(listed)
  }

  /** @throws Error when there is none of that id */
  remove (id: string): void {
    const webhook = this.#webhooks.get(id)
    if (!webhook) throw new NotFoundError('webhook', id)
    webhook.stop()
    this.#webhooks.delete(id)
  }

  async #deliver (webhook: ActiveWebhook, event: CaseEvent): Promise<void> {
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...webhook.headers },
        body: JSON.stringify(event),
        signal: AbortSignal.any([this.#closing, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`answered ${response.status}`)
      webhook.delivered++
    } catch (error) {
      webhook.failed++
      webhook.lastError = (error as Error).message
    }
  }
}

const listed = ({ id, url, events, delivered, failed, lastError }: ActiveWebhook): ListedWebhook => ({ id, url, ...(events && { events }), delivered, failed, lastError })
