import { cut } from '../../domain/words.js'
import { cluster } from './cluster.js'
import type { SystemLane as Lane } from './lanes.js'
import { incidentY, NAMES_WIDTH } from './layout.js'
import { Joined, Mark } from './mark.js'
import type { Scale } from './scale.js'

interface SystemLaneProps {
  readonly lane: Lane
  readonly scale: Scale
  readonly place: { readonly top: number; readonly height: number }
  readonly selectedId: number | undefined
}

interface IncidentLineProps {
  readonly lane: Lane
  readonly id: string
  readonly title: string
  readonly y: number
  readonly scale: Scale
  readonly selectedId: number | undefined
}

function IncidentLine ({ lane, id, title, y, scale, selectedId }: IncidentLineProps) {
  const events = lane.events.filter(event => event.incident === id)
  const start = events[0]!.index
  if (start >= scale.shown[1]) return null
  const x = scale.clampedX(start)
  const seen = events.filter(({ index }) => scale.isShown(index))
  const marks = seen.map(event => ({ ...event, x: scale.x(event.index), isTrouble: false }))
  const labelX = scale.isShown(start) ? x + 12 : x + 2
  return (
    <g>
      <path class='inc' d={`M${x} ${y}H${scale.right}`} />
      <rect class='label-bg' x={labelX} y={y - 8} width={title.length * 6.8 + 8} height={16} />
      <text class='inckey' x={labelX + 3} y={y + 4}>{title}</text>
      {cluster(marks).map(({ x, marks }) => {
        const top = marks.find(({ request }) => request.id === selectedId) ?? marks[0]!
        return marks.length > 1 && top.request.id !== selectedId
          ? <Joined key={top.request.id} count={marks.length} x={x} y={y} ids={[marks[0]!.index, marks.at(-1)!.index]} />
          : <Mark
              key={top.request.id}
              request={top.request}
              x={top.x}
              y={y}
              icon={top.isFirst ? 'plus' : 'edit'}
              isSelected={top.request.id === selectedId}
            />
      })}
    </g>
  )
}

/** An external system: a line for each record, and the calls that failed. */
export function SystemLane ({ lane, scale, place, selectedId }: SystemLaneProps) {
  const middle = place.top + place.height / 2
  const failed = lane.events.filter(({ incident, index }) => incident === undefined && scale.isShown(index))
  return (
    <g class='lane' data-from={lane.events[0]!.index} data-to={lane.events.at(-1)!.index}>
      <path class='rule faint' d={`M0 ${place.top + place.height}H${scale.right + 12}`} />
      {[...lane.incidents].map(([id, title], index) => (
        <IncidentLine
          key={id}
          lane={lane}
          id={id}
          title={title}
          y={incidentY(place, index, lane.incidents.size)}
          scale={scale}
          selectedId={selectedId}
        />
      ))}
      {failed.map(({ request, index }) => (
        <Mark key={request.id} request={request} x={scale.x(index)} y={middle} icon='x' isSelected={request.id === selectedId} />
      ))}
      <rect class='label-bg' x={0} y={place.top + 1} width={NAMES_WIDTH - 6} height={place.height - 2} />
      <text class='name' x={20} y={middle - 3}>{cut(lane.name, 24)}</text>
      <text class='sub' x={20} y={middle + 13}>{cut(lane.host, 28)}</text>
    </g>
  )
}
