import { longTime, shortTime } from '../domain/time.js'
import { now } from '../state/ticking.js'

/** A time in short; its title is the whole. */
export const Moment = ({ at, class: more }: { at: string; class?: string }) => (
  <time class={more} dateTime={at} title={longTime(at)}>{shortTime(at, now.peek())}</time>
)
