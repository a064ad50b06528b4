import { Json } from '../../components/json.js'
import { Card } from '../../components/layout.js'
import { attachedAlerts } from '../../domain/attached-alerts.js'
import { count } from '../../domain/words.js'
import { documents } from '../../state/documents.js'

const MOST = 50

/** The alerts of a case, each with its document where the server has one. */
export function AlertsCard ({ caseId }: { caseId: string }) {
  const alerts = attachedAlerts(documents.value.attachments.get(caseId) ?? [])
  if (alerts.length === 0) return null
  const rules = [...new Set(alerts.map(({ rule }) => rule).filter(Boolean))]
  return (
    <Card icon='bell' title={count(alerts.length, 'alert')} note={rules.join(', ')}>
      <ul class='plainlist'>
        {alerts.slice(0, MOST).map(({ id, index }) => {
          const alert = documents.value.alerts.get(id)
          return (
            <li key={id}>
              {alert
                ? (
                  <details>
                    <summary class='row'><code>{id}</code><span class='t3 cut grow'>{index}</span></summary>
                    <Json value={alert.source} label={`The document of alert ${id}`} />
                  </details>
                  )
                : <span class='row'><code>{id}</code><span class='t3 cut grow'>{index}</span></span>}
            </li>
          )
        })}
      </ul>
      {alerts.length > MOST && <p class='pad t3'>and {(alerts.length - MOST).toLocaleString('en')} more, under Attachments</p>}
    </Card>
  )
}
