import { inSpace } from '../../api.js'
import { Button } from '../../components/button.js'
import { Empty, SameFromShell, shellUrl } from '../../components/layout.js'
import { go, place } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import { connection } from '../../state/server.js'
import { ActivityTab } from './activity-tab.js'
import { AttachmentsTab } from './attachments-tab.js'
import { CaseHead } from './case-head.js'
import { CaseTabs } from './case-tabs.js'
import { RawTab } from './raw-tab.js'
import { SimilarTab } from './similar-tab.js'
import { VersionsTab } from './versions-tab.js'

const TABS = new Map([['attachments', AttachmentsTab], ['versions', VersionsTab], ['similar', SimilarTab], ['raw', RawTab]])

function NoCase ({ id }: { id: string }) {
  return (
    <>
      <div class='head'><h1>Case</h1></div>
      <div class='body'>
        {connection.value === 'waiting'
          ? null
          : (
            <Empty icon='cases' title='No case on this server has this id'>
              <code>{id}</code>
              <p>It was deleted, or it is in another sandbox.</p>
              <Button onClick={() => go(['cases'])}>All cases</Button>
            </Empty>
            )}
      </div>
    </>
  )
}

/** One case, laid out as in Kibana, with its rejected changes. */
export function CaseView ({ id }: { id: string }) {
  const found = documents.value.cases.get(id)
  if (!found) return <NoCase id={id} />
  const Tab = TABS.get(place.value.parts[2] ?? '') ?? ActivityTab
  const asked = place.value.query.get('space') ?? found.space
  return (
    <>
      {asked !== found.space && (
        <p class='strip' role='status'>
          The link names the space {asked}, in which Kibana does not find this case: it is in the space {found.space}.
        </p>
      )}
      <CaseHead found={found} />
      <CaseTabs found={found} />
      <Tab found={found} />
      <SameFromShell command={`curl ${shellUrl(inSpace(`/api/cases/${encodeURIComponent(id)}`, found.space))}`} />
    </>
  )
}
