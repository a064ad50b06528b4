import { Button } from '../../components/button.js'
import { Icon } from '../../components/icon.js'
import { Popup } from '../../components/popup.js'
import { Severity, Status } from '../../components/meaning.js'
import { capital, SEVERITIES, STATUSES } from '../../domain/words.js'
import type { Case } from '../../types.js'
import { pushCase, setSeverity, setStatus, whyNotPushed } from './case-actions.js'

/** Buttons for the most common changes to a case. */
export function CaseButtons ({ found, onComment }: { found: Case; onComment: () => void }) {
  const why = whyNotPushed(found)
  return (
    <div class='row buttons'>
      <Popup label='Status' side='right' button={<><Icon name='half' />Status</>}>
        {close => STATUSES.map(status => (
          <button
            key={status}
            type='button'
            role='menuitem'
            disabled={status === found.status}
            onClick={() => { setStatus(found, status); close() }}
          >
            <Status status={status} />
          </button>
        ))}
      </Popup>
      <Popup label='Severity' side='right' button={<><Icon name='bars' />Severity</>}>
        {close => SEVERITIES.map(severity => (
          <button
            key={severity}
            type='button'
            role='menuitem'
            aria-label={capital(severity)}
            disabled={severity === found.severity}
            onClick={() => { setSeverity(found, severity); close() }}
          >
            <Severity severity={severity} />
          </button>
        ))}
      </Popup>
      <Button icon='comment' onClick={onComment}>Comment as …</Button>
      <Button
        kind='primary'
        icon='push'
        disabled={why !== undefined}
        title={why ?? `Push to ${found.connector.name}`}
        onClick={() => pushCase(found)}
      >
        Push
      </Button>
    </div>
  )
}
