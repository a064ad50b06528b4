import type { CaseLane, SystemLane } from './lanes.js'

/** The width of the column of names. */
export const NAMES_WIDTH = 184
export const MOST_CASES = 8
export const AXIS_TOP = 34
export const AXIS_HEIGHT = 44
const GROUP = 22
const CASE = 52
const CHANGES = 58
const READS = 26
const CONTROL = 34

/** The vertical position of everything on the drawing, in pixels. */
export interface Layout {
  readonly casesTop: number
  readonly caseY: ReadonlyMap<string, number>
  readonly moreY: number | undefined
  readonly requestsTop: number
  readonly changesY: number
  readonly readsY: number
  readonly controlY: number | undefined
  readonly systemsTop: number | undefined
  readonly systemY: ReadonlyMap<string, { readonly top: number; readonly height: number }>
  readonly bottom: number
}

export function layOut (cases: readonly CaseLane[], systems: readonly SystemLane[], hasControl: boolean): Layout {
  let y = AXIS_TOP + AXIS_HEIGHT
  const casesTop = y
  const caseY = new Map<string, number>()
  if (cases.length > 0) y += GROUP
  for (const { id } of cases.slice(0, MOST_CASES)) {
    caseY.set(id, y + CASE / 2)
    y += CASE
  }
  const moreY = cases.length > MOST_CASES ? y + CASE / 2 : undefined
  if (moreY !== undefined) y += CASE
  const requestsTop = y
  y += GROUP + CHANGES
  const changesY = y - 10
  y += READS
  const readsY = y - 8
  const controlY = hasControl ? y + 15 : undefined
  if (hasControl) y += CONTROL
  const systemsTop = systems.length > 0 ? y : undefined
  if (systems.length > 0) y += GROUP
  const systemY = new Map<string, { top: number; height: number }>()
  for (const { id, incidents } of systems) {
    const height = Math.max(54, 22 * incidents.size + 12)
    systemY.set(id, { top: y, height })
    y += height
  }
  return { casesTop, caseY, moreY, requestsTop, changesY, readsY, controlY, systemsTop, systemY, bottom: y + 8 }
}

/** The vertical position of an incident's line in the lane of its system. */
export function incidentY ({ top, height }: { readonly top: number; readonly height: number }, index: number, count: number): number {
  return top + height / 2 + (index - (count - 1) / 2) * 22
}
