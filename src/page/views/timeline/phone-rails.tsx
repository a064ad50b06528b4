import { Sign } from '../../components/icon.js'
import { describe } from '../../domain/describe.js'
import { colorOf, outcomeOf } from '../../domain/outcome.js'
import { cut } from '../../domain/words.js'
import type { Documents } from '../../state/documents.js'
import type { Request } from '../../types.js'
import { caseLanes, systemLanes } from './lanes.js'

/** A column of the phone's timeline: a case or an external system. */
export interface Column {
  readonly id: string
  readonly kind: 'case' | 'system'
  readonly letter: string
  readonly name: string
  /** The indexes of its first and its latest request. */
  readonly from: number
  readonly latest: number
  /** The indexes of the requests that created a record. */
  readonly creations: readonly number[]
}

const MOST = 5
const WIDTH = 124
const xOf = (place: number) => 18 + place * 20

/** A column for each of the cases and systems with the latest events. */
export function columnsOf (requests: readonly Request[], documents: Documents): readonly Column[] {
  const ends = (events: readonly { readonly index: number }[]) => ({ from: events[0]!.index, latest: events.at(-1)!.index })
  const all: Column[] = [
    ...caseLanes(requests, documents).map(({ id, title, events }) => ({
      id, kind: 'case' as const, letter: '', name: cut(title, 18), ...ends(events), creations: [],
    })),
    ...systemLanes(requests, documents).map(({ id, name, events }) => ({
      id,
      kind: 'system' as const,
      letter: name.charAt(0).toUpperCase(),
      name: cut(name, 14),
      ...ends(events),
      creations: events.filter(({ isFirst }) => isFirst).map(({ index }) => index),
    })),
  ]
  const chosen = new Set(all.toSorted((one, other) => other.latest - one.latest).slice(0, MOST))
  let number = 0
  return all.filter(column => chosen.has(column)).map(column => (column.kind === 'case' ? { ...column, letter: String(++number) } : column))
}

function Dot ({ x, y, icon, color }: { x: number; y: number; icon: Parameters<typeof Sign>[0]['name']; color: string }) {
  return (
    <g class={`ev ${color}`}>
      <circle cx={x} cy={y} r={9} />
      <Sign name={icon} x={x} y={y} />
    </g>
  )
}

/** The part of the columns beside one row, with the marks of its request. */
export function Rails ({ columns, index, height, request }: {
  columns: readonly Column[]
  index: number
  height: number
  request?: Request
}) {
  const middle = height / 2
  const description = request && describe(request)
  const outcome = request ? outcomeOf(request) : 'done'
  const color = outcome === 'done' ? (description?.changes.some(({ status }) => status === 'closed') ? 'done' : '') : colorOf(outcome)
  const cases =
    columns.flatMap(({ kind, id }, place) => (kind === 'case' && description?.changes.some(({ caseId }) => caseId === id) ? [place] : []))
  const system = columns.findIndex(({ kind, id }) => kind === 'system' && id === description?.connectorId)
  const icon = outcome === 'done' ? (description?.changes[0]?.icon ?? 'edit') : 'x'
  const systemIcon = outcome !== 'done' ? 'x' : columns[system]?.creations.includes(index) ? 'plus' : 'edit'
  return (
    <svg class='tl' width={WIDTH} height={height} aria-hidden='true'>
      {columns.map(({ id, from, kind }, place) =>
        index >= from && (
          <path key={id} class={kind === 'system' ? 'inc' : 'rail'} d={`M${xOf(place)} 0V${index === from && request ? middle : height}`} />
        ))}
      {system !== -1 && cases[0] !== undefined && (
        <path class={`thread ${color || 'quiet'}`} d={`M${xOf(cases[0]) + 9} ${middle}H${xOf(system) - 9}`} />
      )}
      {cases.map(place => <Dot key={place} x={xOf(place)} y={middle} icon={icon} color={color} />)}
      {system !== -1 && <Dot x={xOf(system)} y={middle} icon={systemIcon} color={color} />}
    </svg>
  )
}
