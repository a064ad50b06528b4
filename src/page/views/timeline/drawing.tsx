import { useComputed } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { useWidth } from '../../components/use-width.js'
import { count } from '../../domain/words.js'
import { place } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import { CaseLane, MoreCases } from './case-lane.js'
import { ControlLane } from './control-lane.js'
import { caseLanes, systemLanes } from './lanes.js'
import { layOut, MOST_CASES, NAMES_WIDTH } from './layout.js'
import { Overview } from './overview.js'
import { RequestBars } from './request-bars.js'
import { Scale } from './scale.js'
import { selected } from './selection.js'
import { SystemLane } from './system-lane.js'
import { Threads } from './threads.js'
import { TimeAxis } from './time-axis.js'
import { usePointer } from './use-pointer.js'
import { axis, window } from './zoom.js'

const Group = ({ text, note, y }: { text: string; note?: string; y: number }) => (
  <>
    <text class='grp' x={20} y={y + 16}>{text}</text>
    {note && <text class='sub' x={NAMES_WIDTH - 12} y={y + 16} text-anchor='end'>{note}</text>}
  </>
)

/** The timeline as a drawing: cases, requests and external systems along both clocks. The list below has the same content as text. */
export function Drawing () {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const allCases = useComputed(() => caseLanes(axis.value.requests, documents.value))
  const systems = useComputed(() => systemLanes(axis.value.requests, documents.value))
  const { requests } = axis.value
  const scale = new Scale(axis.value, window.value, NAMES_WIDTH + 4, Math.max(NAMES_WIDTH + 200, width - 12))
  const [first, last] = scale.shown
  const isSeen = ({ events }: { events: readonly { index: number }[] }) => events.some(({ index }) => scale.isShown(index))
  const cases = allCases.value.filter(isSeen)
  const layout = layOut(cases, systems.value, axis.value.folds.some(({ turn }) => turn !== 0))
  const selectedId = selected.value?.id
  const selectedIndex = selectedId === undefined ? -1 : requests.findIndex(({ id }) => id === selectedId)
  usePointer(box, scale)
  const label =
    `Timeline: ${count(allCases.value.length, 'case')}, ${count(requests.length, 'request')}, ` +
      `${count(systems.value.length, 'external system')}. The list has the same events as text.`
  return (
    <div class='tl' ref={box} role='img' aria-label={label}>
      <svg width={width} height={layout.bottom} viewBox={`0 0 ${width} ${layout.bottom}`} aria-hidden='true'>
        <defs>
          <pattern id='hatch' width={5} height={5} patternTransform='rotate(45)' patternUnits='userSpaceOnUse'>
            <rect class='hatchline' width={1.6} height={5} />
          </pattern>
        </defs>
        <TimeAxis scale={scale} layout={layout} isReal={place.value.query.get('clock') === 'real'} />
        {cases.length > 0 && (
          <Group text='Cases' note={`${cases.length} of ${documents.value.cases.size.toLocaleString('en')}`} y={layout.casesTop} />
        )}
        <Threads requests={requests} scale={scale} layout={layout} selectedIndex={selectedIndex} />
        {cases.slice(0, MOST_CASES).map(lane => (
          <CaseLane key={lane.id} lane={lane} scale={scale} y={layout.caseY.get(lane.id)!} selectedId={selectedId} />
        ))}
        {layout.moreY !== undefined && <MoreCases lanes={cases.slice(MOST_CASES)} scale={scale} y={layout.moreY} />}
        <Group text='Requests' note={(last - first).toLocaleString('en')} y={layout.requestsTop} />
        <RequestBars requests={requests} scale={scale} layout={layout} selectedId={selectedId} />
        <text class='name' x={20} y={layout.changesY - 4}>Changes</text>
        <text class='name' x={20} y={layout.readsY - 3}>Reads</text>
        {layout.controlY !== undefined && <ControlLane scale={scale} y={layout.controlY} />}
        {layout.systemsTop !== undefined && <Group text='External systems' y={layout.systemsTop} />}
        {systems.value.map(lane => (
          <SystemLane key={lane.id} lane={lane} scale={scale} place={layout.systemY.get(lane.id)!} selectedId={selectedId} />
        ))}
        <Overview scale={scale} />
      </svg>
    </div>
  )
}
