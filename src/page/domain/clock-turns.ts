import type { Request } from '../types.js'
import { NEAR_MS } from './time.js'

/** The server clock's offset from real time when a request arrived. */
const clockOffset = ({ at, receivedAt }: Pick<Request, 'at' | 'receivedAt'>) => Date.parse(at) - Date.parse(receivedAt)

/** The distance the clock was turned between two requests, in milliseconds; 0 if it ran normally or was frozen. */
export function turnBetween (one: Request, next: Request): number {
  // A frozen clock falls behind without being turned
  if (one.at === next.at) return 0
  const turn = clockOffset(next) - clockOffset(one)
  return Math.abs(turn) < NEAR_MS ? 0 : turn
}
