import { offset, span, timeOfDay } from '../../domain/time.js'
import { now } from '../../state/ticking.js'
import { clocksAt, type Fold } from './axis.js'
import { AXIS_HEIGHT, AXIS_TOP, type Layout } from './layout.js'
import { FOLD_WIDTH, type Scale, type Tick } from './scale.js'

const TOP = AXIS_TOP + AXIS_HEIGHT

/** The number of decimals of a second that tell ticks apart. */
const digitsOf = (step: number) => (step >= 1000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3)

/** The time since the first request, with as many digits as the scale needs. */
function elapsedWords (milliseconds: number, step: number): string {
  if (milliseconds >= 60_000) return `+${span(milliseconds)}`
  if (milliseconds < 1000) return `+${step < 1 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
  return `+${(milliseconds / 1000).toFixed(digitsOf(step))} s`
}

function tornEdge (x: number, bottom: number): string {
  let path = `M${x} ${TOP}`
  for (let y = TOP, turn = 1; y < bottom; y += 6, turn = -turn) path += `L${x + turn * 2.5} ${y + 6}`
  return path
}

/** A folded idle period or clock change, with its label. */
function FoldMark ({ fold, scale, bottom }: { fold: Fold; scale: Scale; bottom: number }) {
  const x = scale.foldX(fold)
  const middle = x + FOLD_WIDTH / 2
  const isTurn = fold.turn !== 0
  return (
    <g>
      <rect class='fold' x={x + 10} y={TOP} width={FOLD_WIDTH - 20} height={bottom - TOP} />
      <path class='foldedge' d={tornEdge(x + 10, bottom)} />
      <path class='foldedge' d={tornEdge(x + FOLD_WIDTH - 10, bottom)} />
      <text class={isTurn ? 'foldtext' : 'axis'} x={middle} y={AXIS_TOP + 18} text-anchor='middle'>
        {isTurn ? offset(fold.turn) : span(fold.quiet)}
      </text>
      <text class={isTurn ? 'foldtext light' : ''} x={middle} y={AXIS_TOP + 35} text-anchor='middle'>{isTurn ? 'turned' : 'quiet'}</text>
    </g>
  )
}

function TickMark ({ tick: { x, place, step }, scale, bottom, isReal }: { tick: Tick; scale: Scale; bottom: number; isReal: boolean }) {
  const { server, elapsed } = clocksAt(scale.axis, place)
  const lines = [timeOfDay(Math.round(server), digitsOf(step)), elapsedWords(elapsed, step)]
  const [above, below] = isReal ? lines.toReversed() : lines
  return (
    <g>
      <path class='hair' d={`M${x} ${TOP}V${bottom}`} />
      <path class='rule' d={`M${x} ${TOP - 4}v4`} />
      <text class='axis' x={x} y={AXIS_TOP + 18} text-anchor='middle'>{above}</text>
      <text x={x} y={AXIS_TOP + 35} text-anchor='middle'>{below}</text>
    </g>
  )
}

/** Both clocks, the folds, and now. */
export function TimeAxis ({ scale, layout: { bottom }, isReal }: { scale: Scale; layout: Layout; isReal: boolean }) {
  const names = ['Server clock', 'Real time']
  const [above, below] = isReal ? names.toReversed() : names
  return (
    <g>
      {scale.ticks(isReal).map(tick => <TickMark key={tick.place} tick={tick} scale={scale} bottom={bottom} isReal={isReal} />)}
      {scale.folds.map(fold => <FoldMark key={fold.index} fold={fold} scale={scale} bottom={bottom} />)}
      <text class='grp' x={20} y={AXIS_TOP + 18}>{above}</text>
      <text class='grp' x={20} y={AXIS_TOP + 35}>{below}</text>
      <path class='rule' d={`M0 ${TOP}H${scale.right + 12}`} />
      <path class='now' d={`M${scale.right} ${TOP}V${bottom}`} />
      <text class='nowtext' x={scale.right} y={AXIS_TOP + 18} text-anchor='end'>{timeOfDay(now.value)}</text>
      <text class='nowtext light' x={scale.right} y={AXIS_TOP + 35} text-anchor='end'>now</text>
    </g>
  )
}
