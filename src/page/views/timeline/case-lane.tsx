import { STATUS_WORDS, cut } from '../../domain/words.js'
import { documents } from '../../state/documents.js'
import { cluster } from './cluster.js'
import type { CaseLane as Lane, Event } from './lanes.js'
import { NAMES_WIDTH } from './layout.js'
import { Joined, Mark } from './mark.js'
import type { Scale } from './scale.js'

interface Band { readonly status: string; readonly from: number; readonly to: number }

function bandsOf ({ events }: Lane, scale: Scale): readonly Band[] {
  const created = events.find(({ isCreation }) => isCreation)
  const deleted = events.find(({ isDeletion }) => isDeletion)
  const end = deleted ? scale.clampedX(deleted.index) : scale.right
  let band = { status: 'open', from: created ? scale.clampedX(created.index) : scale.left }
  const bands: Band[] = []
  for (const { status, index } of events) {
    if (status === undefined) continue
    const x = scale.clampedX(index)
    bands.push({ ...band, to: x })
    band = { status, from: x }
  }
  return [...bands, { ...band, to: end }].filter(({ from, to }) => to > from)
}

/** A band's status label, in the first gap between marks that has room and does not start at a failure. */
function BandWord ({ band, marks, y }: { band: Band; marks: readonly { x: number; isTrouble: boolean }[]; y: number }) {
  const word = (STATUS_WORDS[band.status] ?? band.status).toLowerCase()
  const inside = marks.filter(({ x }) => x >= band.from - 1 && x < band.to)
  const edge = (x: number) => ({ x, isTrouble: false })
  const hasMarkAtStart = inside[0] !== undefined && inside[0].x <= band.from + 1
  const stops = [...(hasMarkAtStart ? [] : [edge(band.from)]), ...inside, edge(band.to)]
  const start = stops.find((stop, index) => {
    const next = stops[index + 1]
    return next !== undefined && !stop.isTrouble && next.x - stop.x >= word.length * 5.6 + 30
  })
  return start ? <text class={`bandtext ${band.status}`} x={start.x + 14} y={y + 4}>{word}</text> : null
}

function subtitle (id: string, events: readonly Event[]): string {
  const found = documents.value.cases.get(id)
  if (found) return `${STATUS_WORDS[found.status] ?? found.status} · ${found.severity}`
  return events.some(({ isDeletion }) => isDeletion) ? 'Deleted' : 'No longer there'
}

/** The life of a case: a band for each status, and a mark for each event. */
export function CaseLane ({ lane, scale, y, selectedId }: { lane: Lane; scale: Scale; y: number; selectedId: number | undefined }) {
  const marks = lane.events.filter(({ index }) => scale.isShown(index)).map(event => ({ ...event, x: scale.x(event.index) }))
  const places = marks.filter(({ isTrouble }) => !isTrouble).map(({ x }) => x)
  return (
    <g class='lane' data-from={lane.events[0]!.index} data-to={lane.events.at(-1)!.index}>
      <path class='rule faint' d={`M0 ${y + 26}H${scale.right + 12}`} />
      {bandsOf(lane, scale).map(band => (
        <g key={band.from}>
          <rect class={`band ${band.status}`} x={band.from} y={y - 7.5} width={band.to - band.from} height={15} rx={3} />
          <BandWord band={band} marks={marks} y={y} />
        </g>
      ))}
      {cluster(marks).map(({ x, marks }) => {
        const { request, icon, isTrouble, status } = marks[0]!
        if (marks.length > 1 && !marks.some(({ request }) => request.id === selectedId)) {
          return <Joined key={request.id} count={marks.length} x={x} y={y} ids={[marks[0]!.index, marks.at(-1)!.index]} />
        }
        const shown = marks.find(({ request }) => request.id === selectedId)
        const top = shown ?? marks[0]!
        const isCovered = isTrouble && places.some(place => Math.abs(place - x) < 14)
        return (
          <Mark
            key={request.id}
            request={top.request}
            x={top.x}
            y={isCovered ? y - 12 : y}
            icon={shown?.icon ?? icon}
            isSelected={top.request.id === selectedId}
            isDone={(shown?.status ?? status) === 'closed'}
          />
        )
      })}
      <rect class='label-bg' x={0} y={y - 25} width={NAMES_WIDTH - 6} height={50} />
      <text class='name' data-case={lane.id} x={20} y={y - 3}>{cut(lane.title, 24)}</text>
      <text class='sub' x={20} y={y + 13}>{subtitle(lane.id, lane.events)}</text>
    </g>
  )
}

/** The events of cases without a lane of their own. */
export function MoreCases ({ lanes, scale, y }: { lanes: readonly Lane[]; scale: Scale; y: number }) {
  const seen = lanes.flatMap(({ events }) => events).filter(({ index }) => scale.isShown(index))
  const columns = new Set(seen.map(({ index }) => Math.floor(scale.x(index) / 4)))
  return (
    <g>
      {[...columns].map(column => <rect key={column} class='density' x={column * 4} y={y - 6} width={3} height={12} />)}
      <rect class='label-bg' x={0} y={y - 25} width={NAMES_WIDTH - 6} height={50} />
      <text class='name' x={20} y={y + 4}>{lanes.length.toLocaleString('en')} more {lanes.length === 1 ? 'case' : 'cases'}</text>
    </g>
  )
}
