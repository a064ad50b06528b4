/** A time of day in UTC, like the server's clock. */
export const timeOfDay = (iso: string | number, digits = 0): string =>
  new Date(iso).toISOString().slice(11, digits === 0 ? 19 : 20 + digits)

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const dayAndMonth = (time: Date) => `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]}`
const dateOf = (time: Date) => `${dayAndMonth(time)} ${time.getUTCFullYear()}`

/** A short form of a time, relative to now: the time of day, or the day. */
export function shortTime (iso: string, now: number): string {
  const time = new Date(iso)
  if (time.toISOString().slice(0, 10) === new Date(now).toISOString().slice(0, 10)) return timeOfDay(iso)
  return time.getUTCFullYear() === new Date(now).getUTCFullYear() ? dayAndMonth(time) : dateOf(time)
}

/** A date and time: 3 Mar 2026, 09:12:00. */
export const longTime = (time: string | number): string => `${dateOf(new Date(time))}, ${timeOfDay(time)}`

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** A day: Tuesday 3 Mar 2026. */
export function dayOf (milliseconds: number): string {
  const time = new Date(milliseconds)
  return `${DAYS[time.getUTCDay()]} ${dateOf(time)}`
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
]

/** A length of time in its two largest units: 2 h 5 min, 38 s, 0.36 s. */
export function span (milliseconds: number): string {
  const length = Math.abs(milliseconds)
  if (length < 1000) return length < 10 ? `${Number(length.toFixed(1))} ms` : `${Math.round(length)} ms`
  if (length < 10_000) return `${Number((length / 1000).toFixed(2))} s`
  const first = UNITS.findIndex(([, size]) => length >= size)
  const [unit, size] = UNITS[first]!
  const [smaller, smallSize] = UNITS[first + 1] ?? ['', 0]
  const rest = smaller === '' ? 0 : Math.floor((length % size) / smallSize)
  return `${Math.floor(length / size)} ${unit}${rest ? ` ${rest} ${smaller}` : ''}`
}

/** A smaller difference between two clocks is noise, since they are not read at the same moment. */
export const NEAR_MS = 1500

/** A clock's offset from real time; empty if it is too small to matter. */
export function offset (milliseconds: number): string {
  if (Math.abs(milliseconds) < NEAR_MS) return ''
  const unit = Math.abs(milliseconds) < 3_590_000 ? 1000 : 60_000
  return `${milliseconds < 0 ? '−' : '+'}${span(Math.round(milliseconds / unit) * unit)}`
}

/** Milliseconds, as shown in tables. */
export const milliseconds = (duration: number | null) =>
  duration === null ? '' : duration < 1000 ? duration.toFixed(1) : Math.round(duration).toLocaleString('en')

/** A size: 18.4 kB. */
export function bytes (size: number): string {
  if (size < 1000) return `${size} B`
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`
}

const two = (number: number) => String(number).padStart(2, '0')

/** A time for use in a file name. */
export const fileTime = (date: Date) => {
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`
}
