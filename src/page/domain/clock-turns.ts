import type { Request } from '../types.js'

/** Shorter jumps are noise: the two clocks are not read at the same moment. */
const NOTICED_MS = 1500

/** How far the server's clock was from real time when a request came. */
export const clockOffset = ({ at, receivedAt }: Pick<Request, 'at' | 'receivedAt'>) => Date.parse(at) - Date.parse(receivedAt)

/** How far the clock was turned between two requests, in milliseconds; 0 if it went on, or stood still. */
export function turnBetween (one: Request, next: Request): number {
  // A frozen clock falls behind without being turned
  if (one.at === next.at) return 0
  const turn = clockOffset(next) - clockOffset(one)
  return Math.abs(turn) < NOTICED_MS ? 0 : turn
}
