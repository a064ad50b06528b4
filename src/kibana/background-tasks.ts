import type { Clock } from './clock.js'

/** Work that Kibana does without a request. Times are milliseconds of the instance's clock. */
export interface BackgroundTask {
  /** From the start to the first run. */
  readonly delay: number
  /** Between two runs. */
  readonly interval: number
  readonly run: () => void
}

/**
 * The background tasks of one instance. They need no timers: those that are due run at the next request, and when the clock is moved
 * past their time. A clock that is moved back takes their next run with it.
 */
export class BackgroundTasks {
  readonly #clock: Clock
  readonly #tasks: { readonly task: BackgroundTask, due: number }[] = []
  #nextDue = Infinity

  constructor (clock: Clock) {
    this.#clock = clock
    clock.onMove(by => this.#follow(by))
  }

  /** Adds a task; its delay begins now. */
  add (task: BackgroundTask): void {
    this.#tasks.push({ task, due: this.#clock.milliseconds() + task.delay })
    this.#wait()
  }

  /** Runs the tasks that are due: each once, however much time has passed. */
  runDue (): void {
    const now = this.#clock.milliseconds()
    if (now < this.#nextDue) return
    for (const planned of this.#tasks) {
      const { task: { interval, run }, due } = planned
      if (now < due) continue
      planned.due = due + (Math.floor((now - due) / interval) + 1) * interval
      run()
    }
    this.#wait()
  }

  /** Begins again, as at the start. */
  restart (): void {
    for (const planned of this.#tasks) planned.due = this.#clock.milliseconds() + planned.task.delay
    this.#wait()
  }

  #follow (by: number): void {
    if (by >= 0) return this.runDue()
    for (const planned of this.#tasks) planned.due += by
    this.#wait()
  }

  #wait (): void {
    this.#nextDue = Math.min(...this.#tasks.map(({ due }) => due))
  }
}
