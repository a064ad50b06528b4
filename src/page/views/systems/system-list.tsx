import { Icon } from '../../components/icon.js'
import { Moment } from '../../components/moment.js'
import { recordShown } from '../../domain/record.js'
import { count } from '../../domain/words.js'
import { hrefOf, place } from '../../state/address.js'
import { hrefOfRecord, recordAt, systems, type System } from '../../state/systems.js'
import { PlannedFailures } from './planned-failures.js'
import { lastStatus } from './last-status.js'

/** The maximum number of records drawn per system. */
const MOST = 200

function Group ({ system }: { system: System }) {
  const { id, name, incidents, refused } = system
  const [, connectorId, chosen] = place.value.parts
  const isShown = connectorId === id && chosen !== undefined
  const record = isShown ? recordAt(system, chosen) : undefined
  return (
    <section aria-label={name}>
      <p class='cap'><span class='cut'>{name}</span><span class='grow' />{count(incidents.length, 'record')}</p>
      {incidents.slice(0, MOST).map(incident => (
        <a key={incident.id} href={hrefOfRecord(incident)} aria-current={incident === record ? 'true' : undefined}>
          <span class='row'>
            <b class='cut'>{incident.externalTitle}</b>
            <span class='grow' />
            <Moment at={incident.updatedAt} class='t3' />
          </span>
          <span class='cut t2'>{recordShown(incident).title}</span>
        </a>
      ))}
      {incidents.length > MOST && <p class='t3 note'>and {(incidents.length - MOST).toLocaleString('en')} older</p>}
      {refused.slice(0, MOST).map((push, index) => {
        const key = `refused-${refused.length - index}`
        return (
          <a key={key} href={hrefOf(['systems', id, key])} aria-current={isShown && chosen === key ? 'true' : undefined}>
            <span class='row failed'>
              <Icon name='x' small />
              <b>No record</b>
              <span class='grow' />
              <Moment at={push.at} />
            </span>
            <span class='cut t2'>{lastStatus(push)}</span>
          </a>
        )
      })}
      {incidents.length + refused.length === 0 && (
        <p class='t3 note'>Nothing has been pushed here yet. Set a case’s connector to <code>{id}</code> and call <code>_push</code>.</p>
      )}
    </section>
  )
}

/** Every system with its records, and the planned failures. */
export function SystemList () {
  return (
    <div class='list systems'>
      <div class='head'><b class='title'>External systems</b></div>
      {systems.value.map(system => <Group key={system.id} system={system} />)}
      <PlannedFailures />
    </div>
  )
}
