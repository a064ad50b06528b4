import { connectorName, incidentsByCase } from '../../state/case-facts.js'
import { documents } from '../../state/documents.js'
import { hrefOfRecord } from '../../state/systems.js'
import { count } from '../../domain/words.js'
import type { Action, Case, Incident } from '../../types.js'

/** The types of change that a push sends to the external system. */
const DELIVERED = new Set(['title', 'description', 'comment', 'tags', 'severity', 'status'])

/** The number of changes since the last push to a record. Compares positions, not times, since the clock may be frozen. */
function behind ({ externalId }: Incident, actions: readonly Action[]): number {
  const isPush = ({ type, payload }: Action) =>
    type === 'pushed' && (payload.externalService as { external_id?: string } | undefined)?.external_id === externalId
  return actions.slice(actions.findLastIndex(isPush) + 1).filter(({ type }) => DELIVERED.has(type)).length
}

/** The records created by pushes of this case, and how far each is behind the case. */
export function PushedTo ({ found }: { found: Case }) {
  const incidents = incidentsByCase.value.get(found.id) ?? []
  if (incidents.length === 0) return null
  const actions = documents.value.actions.get(found.id) ?? []
  return (
    <section>
      <h2 class='cap'>Pushed to</h2>
      <ul class='stack tight'>
        {incidents.map(incident => {
          const changes = behind(incident, actions)
          return (
            <li key={incident.id} class='row wrap'>
              <span class='tag'>{connectorName(incident.connectorId)}</span>
              <a href={hrefOfRecord(incident)}>{incident.externalTitle}</a>
              {changes === 0 ? <span class='ok'>up to date</span> : <span class='refused'>{count(changes, 'change')} behind</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
