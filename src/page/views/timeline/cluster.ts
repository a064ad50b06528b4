/** Marks closer than this are drawn as one, with their number. */
const CLOSE = 14

export interface Placed { readonly x: number; readonly isTrouble: boolean }

export interface Group<Mark> {
  readonly x: number
  readonly marks: readonly Mark[]
}

/**
 * Groups marks that would overlap. Failures are never grouped.
 * @param marks from left to right
 */
export function cluster<Mark extends Placed> (marks: readonly Mark[]): readonly Group<Mark>[] {
  const groups: { x: number; marks: Mark[] }[] = []
  for (const mark of marks.filter(({ isTrouble }) => !isTrouble)) {
    const last = groups.at(-1)
    if (last && mark.x - last.marks.at(-1)!.x < CLOSE) {
      last.marks.push(mark)
      last.x = (last.marks[0]!.x + mark.x) / 2
    } else groups.push({ x: mark.x, marks: [mark] })
  }
  return [...groups, ...marks.filter(({ isTrouble }) => isTrouble).map(mark => ({ x: mark.x, marks: [mark] }))]
}

/** Rows for labels of one width, two at most: the row of each, or undefined where none is free. */
export function rowsFor (places: readonly number[], width: number): readonly (number | undefined)[] {
  const ends = [-Infinity, -Infinity]
  return places.map(x => {
    const row = ends.findIndex(end => x - width / 2 >= end)
    if (row === -1) return undefined
    ends[row] = x + width / 2 + 2
    return row
  })
}
