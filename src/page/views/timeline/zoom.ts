import { computed, effect, signal } from '@preact/signals'
import { place, setQuery, view } from '../../state/address.js'
import { requests } from '../../state/journal.js'
import { clock } from '../../state/server.js'
import { axisOf } from './axis.js'
import type { Window } from './scale.js'

/** The shortest range that can be shown. */
const LEAST_MS = 10

export const axis = computed(() => axisOf(requests.value, clock.value.pace === 1))

/** The whole timeline, with some margin. */
const whole = computed<Window>(() => {
  const { length } = axis.value
  const pad = Math.max(LEAST_MS / 2, length * 0.02)
  return { from: -pad, to: length + pad }
})

/** The user's zoom: a fixed range, or the latest range of some length; null for everything. */
type Zoom = Window | { readonly last: number } | null

function readZoom (): Zoom {
  const { query } = place.value
  const number = (name: string) => {
    const value = Number(query.get(name) ?? NaN)
    return Number.isFinite(value) ? value : NaN
  }
  if (number('last') > 0) return { last: number('last') }
  return number('to') > number('from') ? { from: number('from'), to: number('to') } : null
}

const zoom = signal<Zoom>(null)
let read = ''
let timer: ReturnType<typeof setTimeout> | undefined

// Links and the back button set the zoom; other changes of the URL must not undo a zoom that is not written yet
effect(() => {
  const asked = readZoom()
  const text = JSON.stringify(asked)
  if (text !== read) zoom.value = asked
  read = text
})

/** The range closest to the wanted one that is neither too short to draw nor beyond an end. */
function within (all: Window, { from, to }: Window): Window {
  const length = Math.max(LEAST_MS, Math.min(to - from, all.to - all.from))
  const latest = all.to - length
  if (from >= latest) return { from: latest, to: all.to }
  const start = Math.max(all.from, from)
  return { from: start, to: start + length }
}

/** The range that is shown. */
export const window = computed<Window>(() => {
  const [asked, all] = [zoom.value, whole.value]
  if (asked === null) return all
  return within(all, 'last' in asked ? { from: all.to - asked.last, to: all.to } : asked)
})
export const isFit = computed(() => zoom.value === null)
/** The number of requests after the visible range. */
export const later = computed(() => {
  const { to } = window.value
  return axis.value.places.filter(place => place > to).length
})

/** Writes the zoom to the URL once it settles: browsers limit the rate of URL changes. */
function writeSoon (): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (view.peek() !== 'timeline') return
    const now = zoom.peek()
    const round = (value: number) => Number(value.toFixed(2))
    const stretch = now === null || 'last' in now ? { from: null, to: null } : { from: round(now.from), to: round(now.to) }
    setQuery({ ...stretch, last: now !== null && 'last' in now ? round(now.last) : null })
  }, 250)
}

/** Shows a range. A range that reaches the end follows new requests. */
export function show (wanted: Window): void {
  const all = whole.peek()
  const { from, to } = within(all, wanted)
  if (to - from >= all.to - all.from) zoom.value = null
  else zoom.value = to === all.to ? { last: to - from } : { from, to }
  writeSoon()
}

export function fit (): void {
  zoom.value = null
  writeSoon()
}

/** @param factor below 1 shows less, @param center the place that stays where it is */
export function zoomBy (factor: number, center?: number): void {
  const { from, to } = window.peek()
  const middle = center ?? (from + to) / 2
  show({ from: middle - (middle - from) * factor, to: middle + (to - middle) * factor })
}

/** @param part the fraction of the width; positive to the right */
export function moveBy (part: number): void {
  const { from, to } = window.peek()
  const step = (to - from) * part
  show({ from: from + step, to: to + step })
}

/** Returns to the end, at the same zoom. */
export function showEnd (): void {
  const { from, to } = window.peek()
  zoom.value = { last: to - from }
  writeSoon()
}
