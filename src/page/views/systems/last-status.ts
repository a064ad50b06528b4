import type { IncidentCall } from '../../types.js'

/** The answer that ended a push, in a line. */
export function lastStatus ({ requests, error }: IncidentCall): string {
  const status = requests.at(-1)?.status
  const reason = error?.replace(/^\[Action\]\[.*?\]: /, '') ?? ''
  return status ? `${status}: ${reason}` : reason
}
