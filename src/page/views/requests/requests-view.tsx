import { SameFromShell, shellUrl } from '../../components/layout.js'
import { useKeys } from '../../frame/keyboard.js'
import { place, showBeside } from '../../state/address.js'
import { byId, requests } from '../../state/journal.js'
import { isPhone } from '../../state/screen.js'
import { JournalButtons } from './journal-buttons.js'
import { AllHidden, NoRequests } from './no-requests.js'
import { RequestCards } from './request-cards.js'
import { RequestFilters } from './request-filters.js'
import { RequestGone, RequestPanel } from './request-panel.js'
import { RequestTable } from './request-table.js'
import { shown } from './select-requests.js'

function useRowKeys (selected: number | undefined): void {
  const move = (step: number) => {
    const ids = shown.value.map(({ id }) => id)
    const next = ids[Math.max(0, Math.min(ids.length - 1, (selected === undefined ? -1 : ids.indexOf(selected)) + step))]
    if (next !== undefined) showBeside(['requests', next])
  }
  const next = () => move(1)
  const previous = () => move(-1)
  useKeys({ j: next, ArrowDown: next, k: previous, ArrowUp: previous, Escape: () => showBeside(['requests']) })
}

/** The request log, live, newest first, and one request whole beside it. */
export function RequestsView () {
  const id = place.value.parts[0] === 'requests' ? place.value.parts[1] : undefined
  const selected = id === undefined ? undefined : Number(id)
  const request = selected === undefined ? undefined : byId.value.get(selected)
  useRowKeys(selected)
  const panel = request ? <RequestPanel key={request.id} request={request} /> : selected !== undefined && <RequestGone id={id!} />
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
