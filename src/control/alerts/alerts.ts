import { Type, type Static } from '@sinclair/typebox'
import type { SavedAlert } from '../../alerts/alert.js'
import { completeAlert, NewAlertSchema, type NewAlert } from '../../alerts/new-alert.js'
import { AlertAttributesSchema } from '../../documents/alert.js'
import { DEFAULT_SPACE_ID } from '../../documents/space.js'
import { checkInput } from '../../input/check-input.js'
import { idInUse } from '../../input/conflict-error.js'
import { writeJson } from '../../input/json-value.js'
import { NotFoundError } from '../../input/not-found-error.js'
import type { KibanaContext } from '../../kibana/context.js'

/** An alert document, with its id. */
export const ListedAlertSchema = Type.Object({
  id: Type.String({ description: 'the id of the alert' }), ...AlertAttributesSchema.properties,
}, {
  examples: [{
    id: 'alert-1',
    index: '.internal.alerts-security.alerts-default-000001',
    source: { 'kibana.alert.rule.name': 'Login from two countries', 'kibana.alert.workflow_status': 'open' },
  }],
})
/** An alert document, with its id. */
export type ListedAlert = Static<typeof ListedAlertSchema>

/** The alert documents of one Kibana; cases attach them and update their status. */
export class Alerts {
  readonly #kibana: KibanaContext

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /**
   * Adds an alert; missing fields are filled in as for an open alert of Elastic Security.
   * @throws InvalidInput for an invalid alert, ConflictError for an id in use
   * @example
   * const alert = kibana.alerts.add({ source: { 'kibana.alert.rule.name': 'Login from two countries' } })
   */
  add (alert: NewAlert = {}): ListedAlert {
    const { store } = this.#kibana
    const own = JSON.parse(writeJson(checkInput(NewAlertSchema, alert, 'alert'), 'alert')) as NewAlert
    const { id, ...attributes } = completeAlert(this.#kibana, own)
    if (store.get('alert', id)) throw idInUse('alert', id)
    return toListed(store.create('alert', { id, space: DEFAULT_SPACE_ID, attributes }))
  }

  /**
   * Returns copies of all alerts, oldest first.
   * @example
   * kibana.alerts.list().map(({ source }) => source['kibana.alert.workflow_status'])
   */
  list (): ListedAlert[] {
    return this.#kibana.store.all('alert').map(toListed)
  }

  /**
   * Removes one alert.
   * @throws NotFoundError for an unknown id
   * @example
   * kibana.alerts.remove('alert-1')
   */
  remove (id: string): void {
    const alert = this.#kibana.store.get('alert', String(id))
    if (!alert) throw new NotFoundError('alert', id)
    this.#kibana.store.delete(alert)
  }

  /**
   * Removes all alerts. Attachments that refer to them stay.
   * @example
   * kibana.alerts.clear()
   */
  clear (): void {
    const { store } = this.#kibana
    store.transaction(() => { for (const alert of store.all('alert')) store.delete(alert) })
  }
}

const toListed = ({ id, attributes }: SavedAlert): ListedAlert => structuredClone({ id, ...attributes })
