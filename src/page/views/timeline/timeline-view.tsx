import { SameFromShell, shellUrl } from '../../components/layout.js'
import { moveKeys, useKeys } from '../../components/use-keys.js'
import { go } from '../../state/address.js'
import { requests, trouble } from '../../state/journal.js'
import { isPhone } from '../../state/screen.js'
import { Drawing } from './drawing.js'
import { EventList } from './event-list.js'
import { HoverCard } from './hover.js'
import { NothingYet } from './nothing-yet.js'
import { PhoneTimeline } from './phone-timeline.js'
import { select, selected, step } from './selection.js'
import { TimelineHead } from './timeline-head.js'
import { TimelinePanel } from './timeline-panel.js'
import { TroubleStrip } from './trouble-strip.js'
import { fit, later, showEnd, zoomBy } from './zoom.js'

const KEYS = {
  ArrowRight: () => step(1),
  ArrowLeft: () => step(-1),
  ...moveKeys(step),
  'Shift+ArrowRight': () => step(1, trouble.peek()),
  'Shift+ArrowLeft': () => step(-1, trouble.peek()),
  '+': () => zoomBy(0.6),
  '-': () => zoomBy(1.6),
  0: fit,
  Enter: () => { if (selected.peek()) go(['requests', selected.peek()!.id]) },
  Escape: () => select(undefined),
}

/** The first view: a drawing of every event, with the first unplanned failure selected. */
export function TimelineView () {
  useKeys(KEYS)
  const request = selected.value
  const isEmpty = requests.value.length === 0
  return (
    <>
      <TimelineHead />
      {isEmpty && <NothingYet />}
      {!isEmpty && <TroubleStrip />}
      {!isEmpty && isPhone.value && <PhoneTimeline />}
      {!isEmpty && !isPhone.value && (
        <div class={`split ${request ? 'with-event' : ''}`}>
          <div class='drawn'>
            <div class='canvas' tabIndex={0} role='region' aria-label='Drawing'>
              <Drawing />
            </div>
            {later.value > 0 && <button type='button' class='btn later' onClick={showEnd}>{later.value.toLocaleString('en')} later</button>}
            <EventList />
          </div>
          {request && <TimelinePanel key={request.id} request={request} />}
        </div>
      )}
      <HoverCard />
      <SameFromShell command={`curl -N ${shellUrl('/_mock/requests?follow=true')}`} />
    </>
  )
}
