import { SameFromShell, shellUrl } from '../../components/layout.js'
import { requests } from '../../state/journal.js'
import { RequestTable } from './request-table.js'

/** The request log, live, newest first. */
export function RequestsView () {
  return (
    <>
      <div class='head wrap'>
        <h1>
          Requests <span class='t3'>{requests.value.length || ''}</span>
        </h1>
      </div>
      <RequestTable requests={requests.value.toReversed()} />
      <SameFromShell command={`curl ${shellUrl('/_mock/requests?limit=100&order=desc')}`} />
    </>
  )
}
