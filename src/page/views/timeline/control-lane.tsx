import { NAMES_WIDTH } from './layout.js'
import type { Scale } from './scale.js'

/** The control requests of the test, as far as the log reveals them: turns of the clock. */
export function ControlLane ({ scale, y }: { scale: Scale; y: number }) {
  const turned = scale.folds.filter(({ turn }) => turn !== 0)
  return (
    <g>
      {turned.map(fold => {
        const x = scale.foldX(fold) - 4
        const hasRoom = x - NAMES_WIDTH > 90
        return (
          <g key={fold.index} class='ctl'>
            <path class='lead' d={`M${x + 6} ${y}h8`} />
            <path d={`M${x} ${y - 6}l6 6-6 6-6-6z`} />
            {hasRoom && <text x={x - 10} y={y + 4} text-anchor='end'>clock turned</text>}
          </g>
        )
      })}
      <text class='name' x={20} y={y + 4}>Control</text>
    </g>
  )
}
