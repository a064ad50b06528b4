import { SameFromShell, shellUrl } from '../../components/layout.js'
import { beside, moveKeys, useKeys } from '../../components/use-keys.js'
import { place, showBeside, type Place } from '../../state/address.js'
import { byId, requests } from '../../state/journal.js'
import { isPhone } from '../../state/screen.js'
import { JournalButtons } from './journal-buttons.js'
import { AllHidden, NoRequests } from './no-requests.js'
import { RequestCards } from './request-cards.js'
import { RequestFilters } from './request-filters.js'
import { RequestGone, RequestPanel } from './request-panel.js'
import { RequestTable } from './request-table.js'
import { shown } from './select-requests.js'

/** The number of the request in the address. */
const selectedOf = ({ parts: [view, id] }: Place) => view === 'requests' && id !== undefined ? Number(id) : undefined

function useRowKeys (): void {
  const move = (step: 1 | -1) => {
    // Read now: the next key press may arrive before the next render
    const selected = selectedOf(place.peek())
    const next = beside(shown.value, shown.value.findIndex(({ id }) => id === selected), step)
    if (next) showBeside(['requests', next.id])
  }
  useKeys({ ...moveKeys(move), Escape: () => showBeside(['requests']) })
}

/** The live request log, newest first, with the selected request beside it. */
export function RequestsView () {
  const selected = selectedOf(place.value)
  const request = selected === undefined ? undefined : byId.value.get(selected)
  useRowKeys()
  const panel = request
    ? <RequestPanel key={request.id} request={request} />
    : selected !== undefined && <RequestGone id={place.value.parts[1]!} />
  if (isPhone.value && panel) return <div class='body'>{panel}</div>
  const List = isPhone.value ? RequestCards : RequestTable
  return (
    <>
      <div class='head wrap'>
        <h1>Requests</h1>
        <span class='t3'>{requests.value.length.toLocaleString('en')}</span>
        <RequestFilters />
        <span class='grow' />
        <JournalButtons />
      </div>
      <div class={`split ${panel ? 'with-request' : ''}`}>
        {requests.value.length === 0 && <NoRequests />}
        {requests.value.length > 0 && shown.value.length === 0 && <AllHidden />}
        {shown.value.length > 0 && <List requests={shown.value} selected={selected} />}
        {panel}
      </div>
      <SameFromShell command={`curl ${shellUrl('/_mock/requests?limit=100&order=desc')}`} />
    </>
  )
}
