import { turnBetween } from '../../domain/clock-turns.js'
import type { Request } from '../../types.js'

/** A row of the list: a request, or a turn of the clock between two requests, in milliseconds. */
export type Row = { readonly request: Request } | { readonly turn: number; readonly after: number }

/** @param requests the newest first */
export function rowsOf (requests: readonly Request[]): readonly Row[] {
  return requests.flatMap((request, index): Row[] => {
    const before = requests[index + 1]
    const turn = before ? turnBetween(before, request) : 0
    return turn === 0 ? [{ request }] : [{ request }, { turn, after: before!.id }]
  })
}
