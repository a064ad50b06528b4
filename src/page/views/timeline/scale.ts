import { clocksAt, FOLD_MS, lastAt, type Axis, type Fold } from './axis.js'

/** The stretch of active time that is shown. */
export interface Window {
  readonly from: number
  readonly to: number
}

export const FOLD_WIDTH = 64
/** The space between the last event and the line for now. */
const TAIL_WIDTH = 56
const TICK_WIDTH = 78

export interface Tick {
  readonly x: number
  readonly place: number
  readonly step: number
}

/** Converts between time and positions on the drawing. */
export class Scale {
  readonly axis: Axis
  readonly window: Window
  readonly left: number
  readonly right: number
  /** Pixels per millisecond. */
  readonly pace: number
  readonly folds: readonly Fold[]
  /** The range of requests that are shown: the index of the first, and the index after the last. */
  readonly shown: readonly [number, number]

  constructor (axis: Axis, window: Window, left: number, right: number) {
    this.axis = axis
    this.window = window
    this.left = left
    this.right = right
    this.folds = axis.folds.filter(({ place }) => place > window.from && place < window.to)
    const free = Math.max(60, right - left - TAIL_WIDTH - this.folds.length * FOLD_WIDTH)
    this.pace = free / (window.to - window.from)
    this.shown = [lastAt(axis, window.from - 1e-9) + 1, lastAt(axis, window.to) + 1]
  }

  /** @param index of the request at this place, to tell the two sides of a fold apart */
  #at (place: number, index: number): number {
    const folded = this.folds.filter(fold => fold.index < index).length
    return this.left + (place - this.window.from) * this.pace + folded * FOLD_WIDTH
  }

  /** The x position of a request. */
  x (index: number): number {
    return this.#at(this.axis.places[index]!, index)
  }

  isShown (index: number): boolean {
    return index >= this.shown[0] && index < this.shown[1]
  }

  /** The x position of a request, or the edge of the drawing if it is out of view. */
  clampedX (index: number): number {
    if (this.isShown(index)) return this.x(index)
    return index < this.shown[0] ? this.left : this.right
  }

  /** The left edge of a fold. */
  foldX (fold: Fold): number {
    return this.#at(fold.place, fold.index)
  }

  /** The active time at an x position of the drawing. */
  placeAt (x: number): number {
    let rest = x - this.left
    for (const fold of this.folds) {
      const edge = (fold.place - this.window.from) * this.pace
      if (rest <= edge) break
      rest = Math.max(edge, rest - FOLD_WIDTH)
    }
    return this.window.from + rest / this.pace
  }

  /** @param isReal whether the ticks are at round values of real time, instead of the server's clock */
  ticks (isReal: boolean): readonly Tick[] {
    const least = TICK_WIDTH / this.pace
    const power = 10 ** Math.floor(Math.log10(least))
    const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= least)!
    const edges = [Math.max(0, this.window.from), ...this.folds.map(({ place }) => place + FOLD_MS / 2), this.window.to]
    return edges.slice(1).flatMap((end, index) =>
      this.#ticksOf(edges[index]!, index < this.folds.length ? end - FOLD_MS : end, step, isReal))
  }

  /** The ticks of a stretch without folds. */
  #ticksOf (from: number, to: number, step: number, isReal: boolean): Tick[] {
    const { server, elapsed } = clocksAt(this.axis, from)
    const rest = (step - ((isReal ? elapsed : server) % step)) % step
    const ticks: Tick[] = []
    for (let place = from + rest; place <= to; place += step) {
      const x = this.#at(place, Math.max(0, lastAt(this.axis, place)))
      const isFree = this.folds.every(fold => Math.abs(this.foldX(fold) + FOLD_WIDTH / 2 - x) > FOLD_WIDTH / 2 + TICK_WIDTH / 2 - 16)
      if (isFree && x < this.right - TICK_WIDTH - 10) ticks.push({ x, place, step })
    }
    return ticks
  }
}
