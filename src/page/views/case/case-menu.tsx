import { kibanaPath } from '../../api.js'
import { Icon } from '../../components/icon.js'
import { Popup } from '../../components/popup.js'
import { capital, SEVERITIES, STATUS_WORDS, STATUSES } from '../../domain/words.js'
import { isPhone } from '../../state/screen.js'
import type { Case } from '../../types.js'
import { pushCase, setSeverity, setStatus, whyNotPushed } from './case-actions.js'

const APPS: Readonly<Record<string, string>> = { securitySolution: 'security', observability: 'observability' }

/** The address of a case in Kibana, which also opens it on this page. */
const addressOf = ({ id, owner, space }: Case) =>
  kibanaPath(`/app/${APPS[owner] ?? 'management/insightsAndAlerting'}/cases/${encodeURIComponent(id)}`, space)

interface CaseMenuProps {
  readonly found: Case
  readonly onComment: () => void
  readonly onDelete: () => void
}

/** The less common changes to a case; on phones, all of them. */
export function CaseMenu ({ found, onComment, onDelete }: CaseMenuProps) {
  return (
    <Popup label='More' class='iconbtn' side='right' button={<Icon name='dots' />}>
      {close => {
        const item = (text: string, icon: 'half' | 'bars' | 'comment' | 'push' | 'trash', act: () => unknown, isOff = false) => (
          <button key={text} type='button' role='menuitem' disabled={isOff} onClick={() => { close(); act() }}>
            <Icon name={icon} />
            {text}
          </button>
        )
        return (
          <>
            {isPhone.value && (
              <>
                {STATUSES.filter(status => status !== found.status).map(status => item(
                  STATUS_WORDS[status]!, 'half', () => setStatus(found, status),
                ))}
                <hr />
                {SEVERITIES.filter(severity => severity !== found.severity).map(severity => item(
                  `${capital(severity)} severity`, 'bars', () => setSeverity(found, severity),
                ))}
                <hr />
                {item('Comment as …', 'comment', onComment)}
                {item('Push', 'push', () => pushCase(found), whyNotPushed(found) !== undefined)}
                <hr />
              </>
            )}
            <a role='menuitem' href={addressOf(found)} onClick={close}><Icon name='link' />Its address in Kibana</a>
            {item('Delete …', 'trash', onDelete)}
          </>
        )
      }}
    </Popup>
  )
}
