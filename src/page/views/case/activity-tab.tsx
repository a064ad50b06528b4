import { Markdown } from '../../components/markdown.js'
import { isPhone } from '../../state/screen.js'
import type { Case } from '../../types.js'
import { Activity } from './activity.js'
import { AlertsCard } from './alerts-card.js'
import { CasePanel } from './case-panel.js'
import { FilesCard } from './files-card.js'

/** The first tab of a case: the description, the alerts and files, and what happened. */
export function ActivityTab ({ found }: { found: Case }) {
  return (
    <div class='split with-panel'>
      <div class='pad stack activity'>
        {found.description && <div class='t2 description'><Markdown text={found.description} /></div>}
        <div class='twoup'>
          <AlertsCard caseId={found.id} />
          <FilesCard caseId={found.id} />
        </div>
        {isPhone.value && <details class='card'><summary>Attributes</summary><CasePanel found={found} /></details>}
        <Activity found={found} />
      </div>
      {!isPhone.value && <aside class='panel' aria-label='Attributes'><CasePanel found={found} /></aside>}
    </div>
  )
}
