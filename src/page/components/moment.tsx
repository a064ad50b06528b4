import { longTime, shortTime } from '../domain/time.js'
import { now } from '../state/ticking.js'

/** A time in short form, with the full time as a tooltip. */
export const Moment = ({ at, class: more }: { at: string; class?: string }) => (
  <time class={more} dateTime={at} title={longTime(at)}>{shortTime(at, now.peek())}</time>
)
