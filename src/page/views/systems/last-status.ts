import type { IncidentCall } from '../../types.js'

/** The final response of a push, in one line. */
export function lastStatus ({ requests, error }: IncidentCall): string {
  const status = requests.at(-1)?.status
  const reason = error?.replace(/^\[Action\]\[.*?\]: /, '') ?? ''
  return status ? `${status}: ${reason}` : reason
}
