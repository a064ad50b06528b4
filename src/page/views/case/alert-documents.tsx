import { Json } from '../../components/json.js'
import { attachedAlerts } from '../../domain/attached-alerts.js'
import { documents } from '../../state/documents.js'
import type { Attachment } from '../../types.js'

const MOST = 200

/** The alerts of an attachment with their documents, where the server has them. */
export function AlertDocuments ({ attachment }: { attachment: Attachment }) {
  const alerts = attachedAlerts([attachment])
  return (
    <ul class='stack'>
      {alerts.slice(0, MOST).map(({ id, index }) => {
        const alert = documents.value.alerts.get(id)
        return (
          <li key={id} class='stack'>
            <span class='row wrap'><code>{id}</code><span class='t3'>{index}</span></span>
            {alert && <Json value={alert.source} label={`The document of alert ${id}`} width={90} />}
          </li>
        )
      })}
      {alerts.length > MOST && <li class='t3'>and {(alerts.length - MOST).toLocaleString('en')} more</li>}
    </ul>
  )
}
